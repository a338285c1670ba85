"""Eve's organization: a row in as many tables as ours, and what sees any change there.

A witness is told of each row that is written, which costs a request next to nothing; a digest reads
all rows, so that two moments can be compared.
"""

from django.apps import apps
from django.db import connection, models

from assessments.planning.models import EffortMapping, Plan, Scenario, StepOwner, UseCase
from assessments.results.submission import actions as submission
from assessments.rounds.campaign import actions as campaign
from assessments.rounds.models import (
    Diagnostics,
    LateJudgement,
    QuickCheck,
    Session,
    SessionScope,
)
from orgs.archive import actions as archive
from orgs.database import tenancy
from orgs.models import Member, Organization, Unit
from orgs.people import actions as people
from orgs.permissions import Role
from orgs.sign_on import settings_actions as sign_on_settings
from reports import actions as reports
from tests import cast as worlds
from tests.cast import NOON, everywhere, revealed, settle_all, the_framework, the_version, vote
from tests.planning.register_rows import a_project, a_stack, a_time_sheet
from tests.results.worlds import an_action
from tests.rounds.evidence_pieces import some_evidence


def eves_rows(eve: Member) -> dict[str, int]:
    """Let Eve's organization have a row in as many tables as ours; return their numbers."""
    tenancy.set_local("organization", eve.organization_id)
    tenancy.set_local("person", eve.user_id)
    unit = Unit.objects.get()
    submitted, opened = (a_session(eve, unit, name) for name in ("Hers", "Hers too"))
    vote(submitted, eve, everywhere(2))
    revealed(submitted, by=eve)
    settle_all(submitted, eve, everywhere(2))
    result = submission.submit(session=submitted, by=eve, at=NOON)
    vote(opened, eve, everywhere(1))
    evidence = some_evidence(opened, by=eve)
    some_facts(opened, eve)
    offer = people.GrantOffer(Role.VIEWER, unit)
    (invitation,) = people.invite_new(by=eve, offers={"far@example.org": [offer]}, at=NOON)
    return {
        "organization": eve.organization_id,
        "user": eve.user_id,
        "member": eve.pk,
        "grant": eve.grants.order_by("pk")[0].pk,
        "unit": unit.pk,
        "round": opened.round_id,
        "session": opened.pk,
        "result": result.pk,
        "participant": opened.participants.get().pk,
        "report": reports.order_unit(result=result, by=eve, at=NOON).pk,
        "invitation": invitation.pk,
        "export": archive.order(by=eve, at=NOON).pk,
        "evidence": evidence.pk,
        "improvement": an_action(result, "RUN", 3).pk,
        "by_claim": sign_on_settings.map_value(
            organization=eve.organization, value="far", offer=offer
        ).pk,
        **planned(eve, unit),
    }


def some_facts(session: Session, eve: Member) -> None:
    said = {"organization": eve.organization, "session": session, "at": NOON}
    SessionScope.objects.create(by=eve, lists={}, **said)
    Diagnostics.objects.create(by=eve, **said)
    LateJudgement.objects.create(by=eve, revision=1, frameworks={}, **said)
    QuickCheck.objects.create(person=eve, anchors={"RUN": 1}, **said)


def planned(eve: Member, unit: Unit) -> dict[str, int]:
    own = {"organization": eve.organization}
    Plan.objects.create(unit=unit, **own)
    rows = {
        "project": a_project(unit),
        "stack": a_stack(unit),
        "time_sheet": a_time_sheet(eve),
        "kept": EffortMapping.objects.create(name="Hers", mapping={}, **own),
        "use_case": UseCase.objects.create(unit=unit, name="Hers", value=1, **own),
        "step_owner": StepOwner.objects.create(
            unit=unit, capability="RUN", level=1, owner=eve, **own
        ),
        "scenario": Scenario.objects.create(
            unit=unit, by=eve, name="Hers", saved_at=NOON, is_shared=True, **own
        ),
    }
    return {name: row.pk for name, row in rows.items()}


def a_session(eve: Member, unit: Unit, name: str) -> Session:
    plan = campaign.RoundPlan(name=name, target=the_framework().default_target, weights={})
    drafted = campaign.draft(
        organization=eve.organization, version=the_version(), plan=plan, units=[unit]
    )
    return worlds.the_session(campaign.open_round(round_id=drafted.pk, at=NOON), unit)


def tenant_tables() -> list[type[models.Model]]:
    return [
        model
        for model in apps.get_models()
        if any(column.column == "organization_id" for column in model._meta.concrete_fields)
    ] + [Organization]


def row_digest(member: Member, *, leaving_out: list[str] | None = None) -> dict[str, str]:
    """Return a digest of all rows of the member's organization, table by table.

    Where columns are left out, so are all moments: what is left is the same whenever it is written.
    """
    parts = []
    for model in tenant_tables():
        columns = [
            f'"{column.column}"'
            for column in model._meta.concrete_fields
            if leaving_out is None
            or (column.column not in leaving_out and not isinstance(column, models.DateTimeField))
        ]
        row = f"concat_ws('|', {', '.join(columns)})"
        parts.append(
            f"SELECT '{model._meta.label}', concat(md5(string_agg({row}, '#' ORDER BY {row})),"
            f" ' ', count(*)) FROM {model._meta.db_table}"
        )
    scope = tenancy.scope(organization=member.organization_id, person=member.user_id)
    with scope, connection.cursor() as cursor:
        cursor.execute(" UNION ALL ".join(parts))
        return dict(cursor.fetchall())


WITNESS = """
CREATE TEMPORARY TABLE touched (table_name text);
CREATE FUNCTION pg_temp.witness() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF to_jsonb(OLD) ->> TG_ARGV[0] = TG_ARGV[1] OR to_jsonb(NEW) ->> TG_ARGV[0] = TG_ARGV[1] THEN
        INSERT INTO touched VALUES (TG_TABLE_NAME);
    END IF;
    RETURN NULL;
END $$;
SET CONSTRAINTS ALL IMMEDIATE;
SET CONSTRAINTS ALL DEFERRED;
"""
WATCH = """
CREATE TRIGGER witness AFTER INSERT OR UPDATE OR DELETE ON {table}
FOR EACH ROW EXECUTE FUNCTION pg_temp.witness('{column}', '{organization}')
"""


def watch(member: Member) -> None:
    """Note from now on, until the transaction is undone, what is written in the organization."""
    with connection.cursor() as cursor:
        cursor.execute(WITNESS)
        for model in tenant_tables():
            own = "id" if model is Organization else "organization_id"
            table, organization = model._meta.db_table, member.organization_id
            cursor.execute(WATCH.format(table=table, column=own, organization=organization))


def touched() -> list[str]:
    """Return the tables in which rows of the watched organization were written."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT DISTINCT table_name FROM touched ORDER BY table_name")
        return [name for (name,) in cursor.fetchall()]
