"""What an organization stores, and what it may."""

import pytest
from django.conf import LazySettings
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage

from assessments.rounds.models import Evidence, Session
from orgs.models import Member
from orgs.storage import StorageFullError, refuse_full, storage_use
from reports.actions import order_unit
from tests.cast import NOON, Cast
from tests.conftest import OutsideClient
from tests.reports.worlds import a_result
from tests.rounds.evidence_pieces import some_evidence


def kept(organization: int, room: str, size: int) -> None:
    default_storage.save(f"{room}/{organization}/file", ContentFile(b"x" * size))


def test_what_all_rooms_store_is_counted_and_nobody_elses(cast: Cast, eve: Member) -> None:
    here = cast.organization.pk
    assert storage_use(here).stored == 0
    for room, size in (("evidence", 700_000), ("reports", 400_000)):
        kept(here, room, size)
    kept(eve.organization_id, "evidence", 5_000_000)

    assert storage_use(here).stored == 1_100_000
    assert storage_use(here).megabytes == 2


def test_a_full_organization_keeps_no_evidence_and_makes_no_report(
    cast: Cast, session: Session, settings: LazySettings
) -> None:
    result = a_result(cast, session)
    settings.STORAGE_MEGABYTES = 1
    kept(cast.organization.pk, "evidence", 999_990)

    with pytest.raises(StorageFullError, match="1 MB of 1 MB"):
        refuse_full(cast.organization.pk, 10)
    refuse_full(cast.organization.pk, 5)
    kept(cast.organization.pk, "exports", 10)
    with pytest.raises(StorageFullError):
        order_unit(result=result, by=cast.fay, at=NOON)


def test_evidence_that_does_not_fit_is_refused(
    cast: Cast, session: Session, settings: LazySettings
) -> None:
    settings.STORAGE_MEGABYTES = 1
    kept(cast.organization.pk, "reports", 999_990)

    with pytest.raises(StorageFullError):
        some_evidence(session, cast.tom)
    assert not Evidence.objects.exists()


def test_owners_see_what_is_stored(
    cast: Cast, settings: LazySettings, client: OutsideClient
) -> None:
    settings.STORAGE_MEGABYTES = 7
    kept(cast.organization.pk, "reports", 1_500_000)

    page = " ".join(client.as_member(cast.ada).get("/o/northwind/settings/").text.split())

    assert "2 MB of 7 MB" in page
