"""History: every tenant table is recorded by the database, with who and from where."""

from decimal import Decimal
from typing import Any

import pytest
from django.apps import apps
from django.db import connection, models, transaction
from django.db.utils import ProgrammingError
from django.urls import reverse

from config.celery import app
from orgs.database import tenancy
from orgs.database.change_origin import change_origin
from orgs.database.event_tables import Event, event_models, tracked_model
from orgs.models import Grant, Member, Unit
from orgs.people import actions as people
from orgs.people.actions import GrantOffer
from orgs.permissions import Role
from orgs.units import actions as units
from tests.cast import NOON, Cast, a_person
from tests.conftest import OutsideClient

OURS = {"orgs", "frameworks", "rounds", "results", "reports"}
# Rows that belong to nobody's organization.
NOT_RECORDED = {"User", "Mail", "SharedValue"}


def events(model: type[models.Model]) -> Any:
    return next(event for event in event_models() if tracked_model(event) is model)


def units_past(pk: int) -> list[tuple[str, str]]:
    past = events(Unit).objects.filter(id=pk).order_by("pgh_id")
    return list(past.values_list("pgh_label", "name"))


def newest(model: type[models.Model]) -> Any:
    return events(model).objects.order_by("-pgh_id")[0]


def run(sql: str, values: list[int]) -> int:
    with connection.cursor() as cursor:
        cursor.execute(sql, values)
        return int(cursor.rowcount)


def test_every_tenant_table_has_a_history() -> None:
    ours = {
        model
        for model in apps.get_models()
        if model._meta.app_label in OURS and not issubclass(model, Event)
    }
    recorded = {tracked_model(event) for event in event_models()}

    assert {model.__name__ for model in ours - recorded} == NOT_RECORDED


def test_secrets_and_noise_are_left_out_of_the_history() -> None:
    columns = {
        f"{model.__name__}.{field.name}" for model in event_models() for field in model._meta.fields
    }

    assert not columns & {
        "InvitationEvent.nonce",
        "InvitationEvent.mailed_hash",
        "InvitationEvent.token_hash",
        "ReportEvent.lease_until",
        "ReportEvent.progress",
        "ParticipantEvent.answered",
        "FrameworkVersionEvent.document",
    }


def test_adding_changing_and_removing_by_hand_is_recorded(cast: Cast) -> None:
    run("UPDATE orgs_unit SET name = 'Payment' WHERE id = %s", [cast.search.pk])
    run("UPDATE orgs_unit SET name = 'Payment' WHERE id = %s", [cast.search.pk])
    Grant.objects.filter(unit=cast.search).delete()
    run("DELETE FROM orgs_unit WHERE id = %s", [cast.search.pk])

    assert units_past(cast.search.pk) == [
        ("insert", "Search"),
        ("update", "Payment"),
        ("delete", "Payment"),
    ]
    assert newest(Grant).pgh_label == "delete"


def test_what_is_rolled_back_leaves_no_event(cast: Cast) -> None:
    with transaction.atomic():
        units.edit(unit=cast.search, name="Elsewhere", code="", weight=Decimal(1), tags=[])
        transaction.set_rollback(True)

    assert units_past(cast.search.pk) == [("insert", "Search")]


def test_an_event_tells_who_and_which_request(cast: Cast, client: OutsideClient) -> None:
    address = reverse("orgs:unit_edit", args=["northwind", cast.search.pk])

    client.as_member(cast.max).post(address, {"name": "Finding", "weight": "1"})

    told = newest(Unit).pgh_origin
    assert len(told.pop("request")) == 36
    assert told == {
        "source": "web",
        "method": "POST",
        "path": address,
        "person": cast.max.user_id,
    }


def test_joining_is_recorded_as_the_joining_persons_without_the_secret(
    cast: Cast, client: OutsideClient
) -> None:
    pia = a_person("Pia")
    offer = GrantOffer(Role.CONTRIBUTOR, cast.search)
    invitation = people.invite(by=cast.max, email=pia.email, offer=offer, at=NOON)
    type(invitation).objects.update(expires_at="2099-01-01T00:00Z")
    client.force_login(pia)

    client.post(people.invitation_link(invitation), {})

    assert Member.objects.filter(user=pia).exists()
    told = newest(Member).pgh_origin
    assert (told["person"], told["source"], told["path"]) == (pia.pk, "web", "/join/")


def test_an_event_tells_which_task_it_comes_from(cast: Cast) -> None:
    @app.task(name="tests.rename")
    def rename() -> None:
        with tenancy.scope(organization=cast.organization.pk, person=""):
            units.edit(unit=cast.search, name="Finding", code="", weight=Decimal(1), tags=[])

    rename()

    told = newest(Unit).pgh_origin
    assert told == {"source": "task", "task": "tests.rename", "person": None}


def test_an_event_tells_which_command_it_comes_from(
    cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sys.argv", ["manage.py", "tidy"])
    with tenancy.scope(organization=cast.organization.pk, person=cast.ada.user_id):
        units.edit(unit=cast.search, name="Finding", code="", weight=Decimal(1), tags=[])

    told = newest(Unit).pgh_origin
    assert told == {"source": "command", "command": "tidy", "person": cast.ada.user_id}


def test_a_change_without_any_code_of_ours_tells_that(cast: Cast) -> None:
    tenancy.set_local("origin", "")
    tenancy.set_local("person", "")
    run("UPDATE orgs_unit SET name = 'By hand' WHERE id = %s", [cast.search.pk])

    assert newest(Unit).pgh_origin == {"source": "database", "person": None}


def test_a_scope_puts_the_former_origin_back(cast: Cast) -> None:
    tenancy.set_local("origin", "{}")
    with change_origin("task"), tenancy.scope(organization=cast.organization.pk):
        assert tenancy.setting("origin") == '{"source": "task"}'

    assert tenancy.setting("origin") == "{}"


def test_the_history_of_another_organization_is_invisible(cast: Cast, eve: Member) -> None:
    for model in event_models():
        seen = set(model.objects.values_list("organization", flat=True))
        assert seen <= {cast.organization.pk}

    with tenancy.scope(organization=eve.organization_id):
        assert {event.name for event in events(Unit).objects.all()} == {"Far away"}


def test_an_event_of_another_organization_cannot_be_written(cast: Cast, eve: Member) -> None:
    with pytest.raises(ProgrammingError, match="row-level security"), transaction.atomic():
        run(
            "INSERT INTO orgs_unitevent (organization_id, id, name, pgh_label, pgh_created_at) "
            "VALUES (%s, 1, 'Sneaked in', 'insert', now())",
            [eve.organization_id],
        )


def test_history_is_neither_changed_nor_deleted_but_by_erasing(cast: Cast) -> None:
    change = "UPDATE orgs_unitevent SET name = 'Rewritten' WHERE id = %s"
    delete = "DELETE FROM orgs_unitevent WHERE id = %s"

    assert run(change, [cast.search.pk]) == 0
    assert run(delete, [cast.search.pk]) == 0
    with tenancy.scope(erasing="on"):
        assert run(change, [cast.search.pk]) == 1
        assert run(delete, [cast.search.pk]) == 1
