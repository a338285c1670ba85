"""Who may open what: every address × every role × own, sibling and foreign organization.

One row an address. The columns are the cast: Ada owns, Max administers, Lin leads the division
above Payments, Fay facilitates Payments, Tom answers there, Vic views it, Kim answers in the
sibling unit, Eve owns another organization, and somebody who is not signed in. The objects are
Northwind's, in Payments. `+` lets in (whatever the page then says), `-` is 403, `.` is 404, `>`
leads to the login. An address of the URL configuration without a row fails the suite.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

import pytest
from django.db import transaction
from django.http import HttpResponse
from django.urls import URLPattern, URLResolver, get_resolver, reverse
from pytest_django import DjangoDbBlocker

from assessments.planning.models import (
    EffortBatch,
    ParallelStack,
    Project,
    Scenario,
    StrategyCheck,
    UseCase,
)
from assessments.results.models import ImprovementAction, Result
from assessments.results.submission import actions as submission
from assessments.rounds.models import Evidence, Participant, Round, Session
from orgs.archive import actions as archive
from orgs.database import tenancy
from orgs.models import Export, Invitation, Member, SignOnRole, Unit
from orgs.people import actions as people
from orgs.people.actions import GrantOffer
from orgs.permissions import Role
from orgs.sign_on import settings_actions as sign_on_settings
from reports import actions as reports
from reports.models import Report
from tests import cast as worlds
from tests.browsers import Browsers
from tests.cast import NOON, Cast, everywhere, revealed, settle_all, vote
from tests.orgs.invitations import an_invitation
from tests.planning.fixed_plans import a_fixed_plan
from tests.planning.register_rows import a_project, a_stack, a_time_sheet
from tests.results.worlds import an_action
from tests.rounds.evidence_pieces import some_evidence

pytestmark = pytest.mark.django_db

COLUMNS = ("ada", "max", "lin", "fay", "tom", "vic", "kim", "eve", "nobody")


@dataclass(frozen=True)
class World:
    """What the addresses point at: Northwind's objects, all in Payments."""

    cast: Cast
    eve: Member
    round: Round
    open: Session
    submitted: Session
    evidence: Evidence
    result: Result
    report: Report
    participant: Participant
    invitation: Invitation
    by_claim: SignOnRole
    use_case: UseCase
    scenario: Scenario
    strategy_check: StrategyCheck
    export: Export
    project: Project
    stack: ParallelStack
    time_sheet: EffortBatch
    improvement: ImprovementAction
    browsers: Browsers

    def member(self, column: str) -> Member | None:
        """Return the member of a column of the table; nobody is none."""
        return {**vars(self.cast), "eve": self.eve}.get(column)


@dataclass(frozen=True)
class Row:
    """One address: its name, what it points at, the method, and the columns."""

    name: str
    method: str
    columns: str
    args: Callable[[World], list[object]] = lambda _: []


EVERYBODY = "+++++++.>"
MANAGERS = "++-----.>"
OWNERS = "+------.>"


def of_project(world: World) -> list[object]:
    return [world.project.pk]


def of_stack(world: World) -> list[object]:
    return ["stacks", world.stack.pk]


def of_time_sheet(world: World) -> list[object]:
    return [world.time_sheet.pk]


def of_round(world: World) -> list[object]:
    return [world.round.pk]


def of_open(world: World) -> list[object]:
    return [world.open.pk]


def of_submitted(world: World) -> list[object]:
    return [world.submitted.pk]


def of_ballot(world: World) -> list[object]:
    return [world.open.pk, "RUN"]


def of_settling(world: World) -> list[object]:
    return [world.submitted.pk, "RUN"]


def of_condition(world: World) -> list[object]:
    return [world.open.pk, "RUN-1a"]


def of_evidence(world: World) -> list[object]:
    return [world.submitted.pk, world.evidence.pk]


def of_result(world: World) -> list[object]:
    return [world.result.pk]


def of_report(world: World) -> list[object]:
    return [world.report.pk]


def of_unit(world: World) -> list[object]:
    return [world.cast.payments.pk]


def of_unit_file(world: World) -> list[object]:
    return [world.cast.payments.pk, "xlsx"]


def of_use_case(world: World) -> list[object]:
    return [world.cast.payments.pk, world.use_case.pk]


def of_scenario(world: World) -> list[object]:
    return [world.cast.payments.pk, world.scenario.pk]


def of_strategy_check(world: World) -> list[object]:
    return [world.cast.payments.pk, world.strategy_check.pk]


def grant_of(world: World) -> int:
    return world.cast.tom.grants.get().pk


ORGS = [
    Row("orgs:my_work", "get", EVERYBODY),
    Row("orgs:units", "get", MANAGERS),
    Row("orgs:unit_add", "post", MANAGERS),
    Row("orgs:unit_find", "get", MANAGERS),
    Row("orgs:units_export_csv", "get", MANAGERS),
    Row("orgs:units_export_xlsx", "get", MANAGERS),
    Row("orgs:units_import", "get", MANAGERS),
    Row("orgs:units_import_apply", "post", MANAGERS),
    Row("orgs:unit", "get", MANAGERS, of_unit),
    Row("orgs:unit_edit", "post", MANAGERS, of_unit),
    Row("orgs:unit_move", "get", MANAGERS, of_unit),
    Row("orgs:unit_merge", "get", MANAGERS, of_unit),
    Row("orgs:unit_archive", "post", MANAGERS, of_unit),
    Row("orgs:unit_restore", "post", MANAGERS, of_unit),
    Row("orgs:people", "get", MANAGERS),
    Row("orgs:people_invite", "post", MANAGERS),
    Row("orgs:person_erase", "get", OWNERS, lambda world: [world.cast.tom.pk]),
    Row("orgs:person_export", "get", MANAGERS, lambda world: [world.cast.tom.pk]),
    Row("orgs:own_export", "get", EVERYBODY),
    Row("orgs:deletion", "get", OWNERS),
    Row("orgs:deletion_withdraw", "post", OWNERS),
    Row("orgs:exports", "get", OWNERS),
    Row("orgs:export_order", "post", OWNERS),
    Row("orgs:export_download", "get", OWNERS, lambda world: [world.export.pk]),
    Row("orgs:people_import", "post", MANAGERS),
    Row("orgs:people_import_apply", "post", MANAGERS),
    Row("orgs:invitations", "get", MANAGERS),
    Row("orgs:invitations_change", "post", MANAGERS),
    Row("orgs:invitation_resend", "post", MANAGERS, lambda world: [world.invitation.pk]),
    Row("orgs:invitation_revoke", "post", MANAGERS, lambda world: [world.invitation.pk]),
    Row("orgs:person", "get", MANAGERS, lambda world: [world.cast.tom.pk]),
    Row("orgs:grant_give", "post", MANAGERS, lambda world: [world.cast.tom.pk]),
    Row("orgs:grant_take", "post", MANAGERS, lambda world: [world.cast.tom.pk, grant_of(world)]),
    Row("orgs:person_deactivate", "post", MANAGERS, lambda world: [world.cast.tom.pk]),
    Row("orgs:person_reactivate", "post", MANAGERS, lambda world: [world.cast.tom.pk]),
    Row("orgs:hand_over", "post", "+------.>", lambda world: [world.cast.tom.pk]),
    Row("orgs:roles", "get", EVERYBODY),
    Row("orgs:leave", "get", EVERYBODY),
    Row("orgs:mails", "get", MANAGERS),
    Row("orgs:settings", "get", "+------.>"),
    Row("orgs:branding", "get", "+------.>"),
    Row("orgs:sign_on_settings", "get", OWNERS),
    Row("orgs:sign_on_check", "post", OWNERS),
    Row("orgs:sign_on_only", "post", OWNERS),
    Row("orgs:sign_on_remove", "post", OWNERS),
    Row("orgs:sign_on_role_add", "post", OWNERS),
    Row("orgs:sign_on_role_remove", "post", OWNERS, lambda world: [world.by_claim.pk]),
    Row("orgs:history", "get", MANAGERS),
    Row("orgs:history_export", "get", MANAGERS),
]
FRAMEWORKS = [
    Row("frameworks:frameworks", "get", EVERYBODY),
    Row("frameworks:framework", "get", EVERYBODY, lambda world: [world.round.version_id]),
]
VOTING = "--.++-..>"  # Lin may vote where she takes part; owners and viewers never may
ROUNDS = [
    Row("rounds:rounds", "get", EVERYBODY),
    Row("rounds:round", "get", EVERYBODY, of_round),
    Row("rounds:round_new", "get", MANAGERS),
    Row("rounds:round_edit", "get", MANAGERS, of_round),
    Row("rounds:round_delete", "post", MANAGERS, of_round),
    Row("rounds:round_dates", "get", MANAGERS, of_round),
    Row("rounds:round_remind", "post", MANAGERS, of_round),
    Row(
        "rounds:unit_target",
        "get",
        MANAGERS,
        lambda world: [world.round.pk, world.cast.payments.pk],
    ),
    Row("rounds:round_open", "post", MANAGERS, of_round),
    Row("rounds:round_close", "post", MANAGERS, of_round),
    Row("rounds:round_archive", "post", MANAGERS, of_round),
    Row("rounds:session", "get", "++++++..>", of_open),
    Row("rounds:session_progress", "get", "++++++..>", of_open),
    Row("rounds:session_live", "get", "++++++..>", of_open),
    Row("rounds:participant_add", "post", "++-+---.>", of_open),
    Row(
        "rounds:participant_excuse",
        "post",
        "++-+---.>",
        lambda world: [world.open.pk, world.participant.pk],
    ),
    Row("rounds:remind", "post", "++-+---.>", of_open),
    Row("rounds:reveal", "post", "++-+---.>", of_open),
    Row("rounds:facts", "get", "++++++..>", of_open),
    Row("rounds:scope_edit", "get", "++-+---.>", of_open),
    Row("rounds:diagnostics_edit", "get", "++-+---.>", of_open),
    Row("rounds:framework_named", "get", VOTING, of_open),
    Row("rounds:frameworks_judge", "post", "++-+---.>", of_open),
    Row("rounds:evidence", "get", "++++++..>", of_open),
    Row("rounds:evidence_condition", "get", "++++++..>", of_condition),
    Row("rounds:evidence_add", "post", "++-++-..>", of_condition),
    Row("rounds:evidence_take_over", "post", "++-++-..>", of_condition),
    Row("rounds:evidence_file", "get", "++++++..>", of_evidence),
    Row("rounds:evidence_check", "post", "++-++-..>", of_evidence),
    Row("rounds:evidence_uncheck", "post", "++-++-..>", of_evidence),
    Row("rounds:evidence_term", "post", "++-++-..>", of_evidence),
    Row("rounds:evidence_withdraw", "post", "++-++-..>", of_evidence),
    Row("rounds:vote", "get", VOTING, of_open),
    Row("rounds:vote_live", "get", "--+++-..>", of_open),
    Row("rounds:vote_capability", "get", VOTING, of_ballot),
    Row("rounds:vote_all", "post", VOTING, of_ballot),
    Row("rounds:vote_anchor", "post", VOTING, of_ballot),
    Row("rounds:vote_condition", "post", VOTING, lambda world: [*of_ballot(world), "RUN-1a"]),
    Row("rounds:vote_comment", "post", VOTING, of_ballot),
    Row("rounds:vote_confidence", "post", VOTING, of_ballot),
    Row("rounds:vote_not_applicable", "post", VOTING, of_ballot),
    Row("rounds:vote_last_time", "get", VOTING, of_ballot),
    Row("rounds:vote_applicable", "post", VOTING, of_ballot),
    Row("rounds:revote_ask", "post", "++-+---.>", of_settling),
    Row("rounds:revote", "post", VOTING, lambda world: [*of_ballot(world), "RUN-1a"]),
    Row("rounds:capability_votes", "get", "++++++..>", of_settling),
    Row("rounds:settle", "get", "++-+---.>", of_settling),
    Row("rounds:settle_standing", "post", "++-+---.>", of_settling),
    Row("rounds:settle_majority", "post", "++-+---.>", of_settling),
]
RESULTS = [
    Row("results:submit", "post", "++-+---.>", of_submitted),
    Row("results:reopen", "post", "++-+---.>", of_submitted),
    Row("results:review", "get", "+++----.>", of_submitted),
    Row("results:quick_check", "get", "+++----.>", of_open),
    Row("results:accept", "post", "+++----.>", of_submitted),
    Row("results:result", "get", "++++++..>", of_result),
    Row("results:result_of_session", "get", "++++++..>", of_submitted),
    Row("results:results", "get", EVERYBODY),
    Row("results:compare", "get", "+++--+-.>"),
    Row("results:compare_csv", "get", "+++--+-.>"),
    Row("results:compare_xlsx", "get", "+++--+-.>"),
    Row("results:compare_json", "get", "+++--+-.>"),
    Row("results:trend", "get", EVERYBODY),
    Row("results:trend_json", "get", EVERYBODY),
    Row("results:trend_svg", "get", "++++++..>", lambda _: ["RUN"]),
    Row("results:trend_png", "get", "++++++..>", lambda _: ["RUN"]),
    Row("results:improvements", "get", EVERYBODY),
    Row("results:improvement", "get", "++++--..>", lambda world: [world.improvement.pk]),
    Row(
        "results:improvement_new",
        "get",
        "++++--..>",
        lambda world: [world.result.pk, "RUN", 3],
    ),
    Row("results:result_json", "get", "++++++..>", of_result),
    Row("results:result_svg", "get", "++++++..>", of_result),
    Row("results:result_png", "get", "++++++..>", of_result),
    Row("results:against", "get", "++++++..>", lambda world: [world.result.pk] * 2),
]
REPORTS = [
    Row("reports:reports", "get", EVERYBODY),
    Row("reports:report", "get", "++++++..>", of_report),
    Row("reports:report_line", "get", "++++++..>", of_report),
    Row("reports:report_progress", "get", "++++++..>", of_report),
    Row("reports:order_unit", "post", "++++++..>", of_result),
    Row("reports:order_comparison", "post", "+++--+-.>"),
    Row("reports:cancel", "post", "++++--..>", of_report),
    Row("reports:retry", "post", "++++--..>", of_report),
    Row("reports:download", "get", "++++++..>", of_report),
]
PLANNERS = "+++----.>"
LINS_OWN = "..+----.>"
REGISTER = [
    Row("planning:session_offer", "get", "++-+---.>", of_open),
    Row("planning:session_offer_take", "post", "++-+---.>", of_open),
    Row("planning:break_even", "get", PLANNERS),
    Row("planning:findings", "get", PLANNERS),
    Row("planning:findings_file", "get", PLANNERS, lambda _world: ["xlsx"]),
    Row("planning:plumbing_svg", "get", PLANNERS),
    Row("planning:plumbing_png", "get", PLANNERS),
    Row("planning:register", "get", EVERYBODY),
    Row("planning:register_file", "get", EVERYBODY, lambda _world: ["xlsx"]),
    Row("planning:project", "get", "++++++..>", of_project),
    Row("planning:project_add", "post", PLANNERS),
    Row("planning:project_edit", "post", PLANNERS, of_project),
    Row("planning:project_strike", "post", PLANNERS, of_project),
    Row("planning:surroundings", "get", EVERYBODY),
    Row("planning:place_add", "post", PLANNERS),
    Row("planning:stack_add", "post", PLANNERS),
    Row("planning:agent_add", "post", PLANNERS),
    Row("planning:applications_add", "post", PLANNERS),
    Row("planning:surrounding_edit", "post", PLANNERS, of_stack),
    Row("planning:surrounding_strike", "post", PLANNERS, of_stack),
    Row("planning:effort", "get", PLANNERS),
    Row("planning:time_sheets", "post", PLANNERS),
    Row("planning:time_sheet", "get", LINS_OWN, of_time_sheet),
    Row("planning:time_sheet_progress", "get", LINS_OWN, of_time_sheet),
    Row("planning:time_sheet_reading", "post", LINS_OWN, of_time_sheet),
    Row("planning:time_sheet_check", "post", LINS_OWN, of_time_sheet),
    Row("planning:time_sheet_mapping", "post", LINS_OWN.replace("+", "."), of_time_sheet),
    Row("planning:time_sheet_apply", "post", LINS_OWN, of_time_sheet),
    Row("planning:time_sheet_give_up", "post", LINS_OWN, of_time_sheet),
]

PLANNING = [
    Row("planning:plan", "get", PLANNERS),
    Row("planning:use_cases", "get", PLANNERS, of_unit),
    Row("planning:use_cases_file", "get", PLANNERS, of_unit_file),
    Row("planning:use_cases_copy", "post", PLANNERS, of_unit),
    Row("planning:use_case_new", "get", PLANNERS, of_unit),
    Row("planning:use_case", "get", PLANNERS, of_use_case),
    Row("planning:use_case_delete", "post", PLANNERS, of_use_case),
    Row("planning:order", "get", PLANNERS, of_unit),
    Row("planning:order_chart", "get", PLANNERS, of_unit),
    Row("planning:order_svg", "get", PLANNERS, of_unit),
    Row("planning:order_png", "get", PLANNERS, of_unit),
    Row("planning:order_file", "get", PLANNERS.replace("+", "."), of_unit_file),
    Row("planning:order_budget", "get", PLANNERS, of_unit),
    Row("planning:order_mark", "post", PLANNERS, of_unit),
    Row("planning:order_means", "get", PLANNERS, of_unit),
    Row("planning:order_own", "get", PLANNERS, of_unit),
    Row("planning:order_fix", "post", PLANNERS, of_unit),
    Row("planning:roadmap", "get", PLANNERS, of_unit),
    Row("planning:roadmap_means", "get", PLANNERS, of_unit),
    Row("planning:roadmap_svg", "get", PLANNERS, of_unit),
    Row("planning:roadmap_png", "get", PLANNERS, of_unit),
    Row("planning:roadmap_file", "get", PLANNERS, of_unit_file),
    Row("planning:trajectories", "get", PLANNERS, of_unit),
    Row("planning:trajectories_file", "get", PLANNERS, of_unit_file),
    Row("planning:trajectories_outcome", "get", PLANNERS, of_unit),
    Row("planning:trajectories_gains", "get", PLANNERS, of_unit),
    Row("planning:trajectories_chart", "get", PLANNERS, of_unit),
    Row("planning:trajectories_svg", "get", PLANNERS, of_unit),
    Row("planning:trajectories_png", "get", PLANNERS, of_unit),
    Row("planning:scenario_save", "post", PLANNERS, of_unit),
    Row("planning:scenario_delete", "post", "..+----.>", of_scenario),
    Row("planning:sourcing", "get", PLANNERS, of_unit),
    Row("planning:strategy", "get", PLANNERS, of_unit),
    Row(
        "planning:strategy_file",
        "get",
        PLANNERS,
        lambda world: [world.cast.payments.pk, "xlsx"],
    ),
    Row("planning:strategy_delete", "post", PLANNERS, of_strategy_check),
]
ROWS = [*ORGS, *FRAMEWORKS, *ROUNDS, *RESULTS, *REGISTER, *PLANNING, *REPORTS]

# Addresses outside organizations: for everybody, or guarded in a way of their own and tested there.
OUTSIDE = {
    "health",
    "orgs:home",
    "orgs:set_up",
    "orgs:organizations",
    "orgs:found",
    "orgs:preferences",
    "orgs:join",
    "orgs:account",
    "orgs:account_name",
    "orgs:own_data",
    "orgs:second_factor_use",
    "orgs:sign_in_end",
    "orgs:sign_on_find",
    "orgs:sign_on",  # for people outside, by their organization's provider
    "orgs:sign_on_back",
    "orgs:account_sign_on",
    "orgs:account_sign_on_link",
    "orgs:account_sign_on_confirm",
    "orgs:account_sign_on_unlink",
}
ALLAUTHS = ("account_", "mfa_", "usersessions_")  # people's own pages


@pytest.fixture(scope="module")
def world(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[World]:
    """Return the world of this module, made once; each request is undone by its own savepoint."""
    with django_db_blocker.unblock(), transaction.atomic():
        yield a_world()
        transaction.set_rollback(True)


def a_world() -> World:
    """Return Northwind with one session that takes votes and one that is submitted and reported.

    Eve also facilitates in her own organization, so that she holds every permission there.
    """
    cast = worlds.make_cast()
    eve = worlds.make_eve()
    far_away = Unit.objects.get(organization=eve.organization)
    people.give(member=eve, offer=GrantOffer(Role.FACILITATOR, far_away))
    tenancy.set_local("organization", cast.organization.pk)
    tenancy.set_local("person", "")
    spring = worlds.an_open_round(cast, "Spring 2026")
    autumn = worlds.an_open_round(cast, "Autumn 2026")
    submitted = worlds.the_session(spring, cast.payments)
    for member in cast.voters:
        vote(submitted, member, everywhere(2))
    revealed(submitted, by=cast.fay)
    settle_all(submitted, cast.fay, everywhere(2))
    brought = some_evidence(submitted, by=cast.tom)
    result = submission.submit(session=submitted, by=cast.fay, at=NOON)
    opened = worlds.the_session(autumn, cast.payments)
    a_fixed_plan(cast.payments)
    return World(
        browsers=Browsers([cast.ada, cast.max, cast.lin, *cast.voters, cast.vic, cast.kim, eve]),
        cast=cast,
        eve=eve,
        round=spring,
        open=opened,
        submitted=submitted,
        evidence=brought,
        result=result,
        report=reports.order_unit(result=result, by=cast.fay, at=NOON),
        participant=opened.participants.order_by("pk")[0],
        invitation=an_invitation(cast),
        by_claim=sign_on_settings.map_value(
            organization=cast.organization, value="max", offer=GrantOffer(Role.ADMIN)
        ),
        export=archive.order(by=cast.ada, at=NOON),
        project=a_project(cast.payments),
        stack=a_stack(cast.payments),
        time_sheet=a_time_sheet(cast.lin),
        improvement=an_action(result, "RUN", 3),
        use_case=UseCase.objects.create(
            organization=cast.organization, unit=cast.payments, name="Triage", value=1
        ),
        scenario=Scenario.objects.create(
            organization=cast.organization,
            unit=cast.payments,
            by=cast.lin,
            name="Careful",
            saved_at=NOON,
            is_shared=True,
        ),
        strategy_check=StrategyCheck.objects.create(
            organization=cast.organization, unit=cast.payments, by=cast.lin, saved_at=NOON
        ),
    )


def the_sign(answer: HttpResponse) -> str:
    if answer.status_code == 302 and "/accounts/login/" in answer.headers["Location"]:
        return ">"
    return {403: "-", 404: "."}.get(answer.status_code, "+")


def asked(row: Row, world: World, member: Member | None) -> str:
    client = world.browsers.of(member)
    url = reverse(row.name, args=["northwind", *row.args(world)])
    with transaction.atomic():
        answer = getattr(client, row.method)(url)
        transaction.set_rollback(True)
    assert answer.status_code < 500
    return the_sign(answer)


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row.name)
def test_an_address_opens_to_exactly_those_who_may(row: Row, world: World) -> None:
    found = "".join(asked(row, world, world.member(column)) for column in COLUMNS)

    assert dict(zip(COLUMNS, found, strict=True)) == dict(zip(COLUMNS, row.columns, strict=True))


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row.name)
def test_an_object_is_not_found_through_another_organizations_address(
    row: Row, world: World
) -> None:
    client = world.browsers.of(world.eve)
    args = row.args(world)
    url = reverse(row.name, args=["elsewhere", *args])

    with transaction.atomic():
        answer = getattr(client, row.method)(url)
        transaction.set_rollback(True)

    built_in = row.name.startswith("frameworks:")
    points = any(isinstance(arg, int) for arg in args)
    assert answer.status_code == 404 if points and not built_in else answer.status_code != 403


def names(resolver: URLResolver, prefix: str = "") -> Iterator[str]:
    for pattern in resolver.url_patterns:
        if isinstance(pattern, URLResolver):
            space = f"{prefix}{pattern.namespace}:" if pattern.namespace else prefix
            yield from names(pattern, space)
        elif isinstance(pattern, URLPattern):
            yield f"{prefix}{pattern.name}"


def test_every_address_has_a_row() -> None:
    found = {name for name in names(get_resolver()) if not name.startswith(ALLAUTHS)}

    assert found == {row.name for row in ROWS} | OUTSIDE


def test_the_table_can_fail(world: World) -> None:
    """A row that promised too much would be seen: Tom does not manage units."""
    row = Row("orgs:units", "get", EVERYBODY)

    assert asked(row, world, world.cast.tom) == "-"
    assert tenancy.setting("organization") == str(world.cast.organization.pk)
