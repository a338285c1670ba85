"""Deleting an organization and erasing a person."""

from datetime import timedelta

import pytest
from django.apps import apps
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import connection
from django.urls import reverse
from django.utils import timezone
from pytest_django import DjangoCaptureOnCommitCallbacks

from assessments.frameworks.models import FrameworkVersion
from assessments.rounds.models import Session, Vote
from orgs.database import tenancy
from orgs.models import Member, Organization, Unit, User
from orgs.organization import deletion
from orgs.people import erasure, membership_actions
from orgs.tasks import sweep_deletions
from reports.actions import order_unit
from reports.models import Report
from tests import cast as tests_cast
from tests.cast import NOON, Cast, everywhere, vote
from tests.conftest import OutsideClient
from tests.orgs.mailbox import all_mails
from tests.reports.worlds import a_result

LONG_AGO = timezone.now() - timedelta(days=30)


def rows_left() -> dict[str, int]:
    """Return how many rows of the organization in scope each table still held.

    It counts by deleting them, because no policy hides rows from a DELETE that names none.
    """
    left = {}
    for model in apps.get_models():
        if any(column.column == "organization_id" for column in model._meta.concrete_fields):
            with connection.cursor() as cursor:
                cursor.execute(f"DELETE FROM {model._meta.db_table}")
                left[model._meta.db_table] = int(cursor.rowcount)
    return left


@pytest.fixture
def world(cast: Cast, eve: Member, session: Session) -> Cast:
    """Return the cast with a result, a report with its file, and votes that nobody may read."""
    result = a_result(cast, session)
    report = order_unit(result=result, by=cast.fay, at=NOON)
    file = default_storage.save(f"reports/{cast.organization.pk}/one.pdf", ContentFile(b"%PDF"))
    Report.objects.filter(pk=report.pk).update(file=file)
    autumn = tests_cast.an_open_round(cast, "Autumn 2026")
    vote(tests_cast.the_session(autumn, cast.payments), cast.tom, everywhere(3))
    return cast


def test_nothing_is_deleted_before_the_grace_period_is_over(world: Cast) -> None:
    due = deletion.request_deletion(by=world.ada, at=timezone.now())

    sweep_deletions()

    assert due > timezone.now() + timedelta(days=13)
    assert Unit.objects.count() == 4
    deletion.withdraw_deletion(by=world.ada)
    with pytest.raises(deletion.NotAskedForError):
        deletion.withdraw_deletion(by=world.ada)


def test_asking_twice_does_not_put_the_end_off(world: Cast) -> None:
    first = deletion.request_deletion(by=world.ada, at=LONG_AGO)

    assert deletion.request_deletion(by=world.ada, at=NOON) == first


def test_a_deleted_organization_leaves_no_row_and_no_file(
    world: Cast,
    eve: Member,
    django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks,
) -> None:
    file = Report.objects.get().file
    deletion.request_deletion(by=world.ada, at=LONG_AGO)

    with django_capture_on_commit_callbacks(execute=True):
        sweep_deletions()

    tenancy.set_local("organization", world.organization.pk)
    assert not any(rows_left().values())
    assert not Organization.objects.filter(pk=world.organization.pk).exists()
    assert not default_storage.exists(file)
    assert User.objects.filter(email="tom@example.org").exists()


def test_owners_are_told_of_an_ordered_deletion_its_withdrawal_and_its_end(world: Cast) -> None:
    deletion.request_deletion(by=world.ada, at=LONG_AGO)
    deletion.request_deletion(by=world.ada, at=NOON)
    deletion.withdraw_deletion(by=world.ada)
    deletion.request_deletion(by=world.ada, at=LONG_AGO)
    told = [mail.subject for mail in all_mails() if mail.recipient == "ada@example.org"]
    sweep_deletions()

    assert told == [
        "Northwind will be deleted",
        "Northwind stays",
        "Northwind will be deleted",
    ]
    (last,) = [mail for mail in all_mails() if mail.subject == "Northwind is deleted"]
    assert (last.recipient, last.organization_id) == ("ada@example.org", None)
    assert {mail.subject for mail in all_mails()} == {last.subject}


def test_the_other_organization_and_the_built_in_framework_stay(world: Cast, eve: Member) -> None:
    deletion.request_deletion(by=world.ada, at=LONG_AGO)
    sweep_deletions()

    tenancy.set_local("organization", eve.organization_id)
    assert Unit.objects.count() == 1
    assert Member.objects.count() == 1
    assert FrameworkVersion.objects.filter(organization=None).exists()


def test_only_its_own_deletion_reaches_an_organization(world: Cast, eve: Member) -> None:
    assert deletion.delete_organization(world.organization.pk) is False
    tenancy.set_local("organization", world.organization.pk)
    assert Unit.objects.count() == 4


def test_an_erased_person_leaves_their_answers_by_a_former_member(
    world: Cast,
) -> None:
    votes = Vote.objects.filter(person=world.uma).count()

    erasure.erase_member(member=world.uma, at=NOON)

    again = Member.objects.get(pk=world.uma.pk)
    assert (str(again), again.deactivated_at) == ("Former member", NOON)
    assert Vote.objects.filter(person=again).count() == votes > 0
    assert not User.objects.filter(email="uma@example.org").exists()
    assert not again.grants.exists()


def test_who_belongs_elsewhere_too_keeps_the_account(world: Cast, eve: Member) -> None:
    tenancy.set_local("organization", eve.organization_id)
    Member.objects.create(organization=eve.organization, user=world.uma.user)
    tenancy.set_local("organization", world.organization.pk)

    erasure.erase_member(member=world.uma, at=NOON)

    assert User.objects.filter(email="uma@example.org").exists()


def test_the_last_owner_cannot_be_erased(world: Cast) -> None:
    with pytest.raises(membership_actions.LastOwnerError):
        erasure.erase_member(member=world.ada, at=NOON)


def test_an_owner_types_the_name_to_delete_and_may_keep_it(
    world: Cast, client: OutsideClient
) -> None:
    page = reverse("orgs:deletion", args=["northwind"])
    client.as_member(world.ada)

    assert "That is not the name" in client.post(page, {"name": "Northwynd"}).content.decode()
    client.post(page, {"name": "Northwind"})
    assert "Keep the organization" in client.get(page).content.decode()
    assert len(client.statements) <= 8
    client.post(reverse("orgs:deletion_withdraw", args=["northwind"]))

    assert Organization.objects.get(pk=world.organization.pk).deletes_at is None


def test_an_owner_types_a_persons_name_to_erase_them(world: Cast, client: OutsideClient) -> None:
    page = reverse("orgs:person_erase", args=["northwind", world.uma.pk])

    client.as_member(world.ada).post(page, {"name": "Uma"})

    assert str(Member.objects.get(pk=world.uma.pk)) == "Former member"
