"""Names in an archive: it holds no keys, and may hold names that are one by now."""

import io

import pytest
from allauth.account.models import EmailAddress

from orgs.archive import export as archive
from orgs.archive import restore
from orgs.archive.export import ArchiveError
from orgs.database import tenancy
from orgs.models import Organization, Unit, User
from orgs.names.keys import key_fields
from orgs.units import actions as units
from tests.cast import NOON, Cast


def restored_keys(cast: Cast, slug: str) -> dict[str, str]:
    to = io.BytesIO()
    archive.write(organization=cast.organization, to=to, at=NOON)
    to.seek(0)
    organization = restore.restore_archive(source=to, slug=slug)
    with tenancy.scope(organization=organization.pk):
        return dict(Unit.objects.filter(organization=organization).values_list("name", "name_key"))


def test_an_archive_holds_no_keys() -> None:
    for table in archive.tables():
        columns = {column.attname for column in archive.columns_of(table.model)}
        assert not columns & {field.attname for field in key_fields(table.model)}


def test_names_that_are_one_by_now_come_along_with_numbered_keys(cast: Cast) -> None:
    units.add(organization=cast.organization, name="Zürich", parent=cast.company)
    twin = units.add(organization=cast.organization, name="Zurich", parent=cast.company)
    # As an upgrade leaves them.
    Unit.objects.filter(pk=twin.pk).update(name="Zu\u0308rich", name_key="zürich\n2")

    keys = restored_keys(cast, "again")

    assert keys["Zürich"] == "zürich"
    assert keys["Zu\u0308rich"] == "zürich\n2"
    assert keys["Payments"] == "payments"


def test_units_of_one_name_under_two_units_come_along(cast: Cast) -> None:
    for parent in (cast.payments, cast.search):
        units.add(organization=cast.organization, name="Ops", parent=parent)

    assert restored_keys(cast, "again")["Ops"] == "ops"


def test_a_person_is_known_by_either_spelling_of_their_address(cast: Cast) -> None:
    User.objects.filter(pk=cast.tom.user_id).update(email="tom@xn--mller-kva.example")
    EmailAddress.objects.filter(user=cast.tom.user).update(email="tom@xn--mller-kva.example")
    people = User.objects.count()
    to = io.BytesIO()
    archive.write(organization=cast.organization, to=to, at=NOON)
    to.seek(0)

    restore.restore_archive(source=to, slug="again")

    assert User.objects.count() == people


def test_an_account_whose_address_nobody_confirmed_gets_nobodys_place(cast: Cast) -> None:
    to = io.BytesIO()
    archive.write(organization=cast.organization, to=to, at=NOON)
    EmailAddress.objects.filter(user=cast.tom.user).update(verified=False)
    to.seek(0)

    with pytest.raises(ArchiveError, match="whose address nobody has confirmed"):
        restore.restore_archive(source=to, slug="copy")

    with tenancy.scope(operator="on", person="", organization=""):
        assert not Organization.objects.filter(slug="copy").exists()
