"""A scenario that is not shared: nobody but its author finds it anywhere, whoever asks."""

import io
import zipfile

import pytest

from assessments.planning.economics import actions as scenarios
from assessments.planning.economics.actions import ScenarioValues
from assessments.planning.models import Scenario
from orgs.archive import export as archive
from orgs.archive import restore
from orgs.archive.personal_data import personal_data_json
from orgs.database import tenancy
from orgs.models import Member
from orgs.people import erasure
from tests.cast import NOON, Cast
from tests.conftest import OutsideClient
from tests.orgs.archive.test_inspection import forged

PLANTED = "xylophone"


@pytest.fixture
def planted(cast: Cast) -> Cast:
    """Return the cast, in which Lin has saved one scenario alone and has shared another."""
    saved(cast, PLANTED, is_shared=False)
    saved(cast, "Known to all", is_shared=True)
    return cast


def saved(cast: Cast, name: str, *, is_shared: bool, phi: str = "40") -> None:
    facts = ScenarioValues(name=name, assumptions={"phi": phi}, is_shared=is_shared)
    with tenancy.scope(person=cast.lin.user_id):
        scenarios.save(unit=cast.payments, by=cast.lin, facts=facts, at=NOON)


def archived(cast: Cast) -> bytes:
    to = io.BytesIO()
    archive.write(organization=cast.organization, to=to, at=NOON)
    return to.getvalue()


def exported(about: Member, reader: Member) -> str:
    return "".join(personal_data_json(about=about, reader=reader, at=NOON))


@pytest.mark.parametrize("path", ["history/", "history/export"])
def test_the_history_tells_it_to_nobody_else(
    planted: Cast, client: OutsideClient, path: str
) -> None:
    answer = client.as_member(planted.max).get(f"/o/northwind/{path}")

    told = b"".join(answer) if answer.streaming else answer.content
    assert b"Known to all" in told
    assert PLANTED.encode() not in told


def test_the_history_tells_what_became_shared_but_not_what_it_was(
    planted: Cast, client: OutsideClient
) -> None:
    for phi, is_shared in (("77.123", False), ("50", True)):
        saved(planted, "Known to all", is_shared=is_shared, phi=phi)

    page = client.as_member(planted.max).get("/o/northwind/history/").text

    assert "77.123" not in page


def test_an_export_of_a_person_holds_it_for_that_person_alone(planted: Cast) -> None:
    assert PLANTED not in exported(planted.lin, planted.max)
    assert "Known to all" in exported(planted.lin, planted.max)
    assert PLANTED in exported(planted.lin, planted.lin)


def test_an_archive_holds_it_neither_now_nor_as_it_was(planted: Cast) -> None:
    with zipfile.ZipFile(io.BytesIO(archived(planted))) as opened:
        whole = b"".join(opened.read(name) for name in opened.namelist())

    assert b"Known to all" in whole
    assert PLANTED.encode() not in whole


def test_an_archive_that_holds_one_is_read_without_it(planted: Cast) -> None:
    """As earlier versions wrote them."""
    older = forged(archived(planted), "planning.scenario", lambda row: row | {"is_shared": False})

    restore.restore_archive(source=older, slug="copy")

    with tenancy.scope(erasing="on"):
        assert not Scenario.objects.exists()


def test_it_goes_with_a_person_who_is_erased(planted: Cast) -> None:
    erasure.erase_member(member=planted.lin, at=NOON)

    with tenancy.scope(erasing="on"):
        assert [row.name for row in Scenario.objects.all()] == ["Known to all"]
