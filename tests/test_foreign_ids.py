"""No body reaches another organization: each field of each address is sent each foreign id.

The addresses and their fields are found, not listed: an address takes a body where POST is allowed,
and its fields are the names that it reads from the body. `tests/bodies.py` must know them all. Then
every field that names a row is sent the number of a row of Eve's of each kind that a body can name,
every other field the number of her unit, as a page or as a fragment; no row of hers may be written.
What is sent beside the fields changes nothing.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pytest
from django.core.handlers.wsgi import WSGIRequest
from django.db import transaction
from django.http import HttpResponse, QueryDict
from django.urls import reverse
from django.utils.datastructures import MultiValueDict
from pytest_django import DjangoDbBlocker

from orgs.database import tenancy
from orgs.models import Unit
from tests.bodies import BODIES, INSTEAD
from tests.body import Body, Id, nothing
from tests.elsewhere import eves_rows, row_digest, touched, watch
from tests.test_access import COLUMNS, ROWS, Row, World, a_world

pytestmark = pytest.mark.django_db

UNREAD = {400, 404, 409}  # refused before all of the body was read: not now, or not there
EVERYTHING = "* everything"
IGNORED = {"csrfmiddlewaretoken", "file-clear"}  # Django's own
SMUGGLED = {
    "organization": "{organization}",
    "organization_id": "{organization}",
    "user": "{user}",
    "user_id": "{user}",
    "member": "{member}",
    "member_id": "{member}",
    "person": "{member}",
    "unit_id": "{unit}",
    "parent_id": "{unit}",
    "merged_into": "{unit}",
    "session": "{session}",
    "id": "1",
    "pk": "1",
    "state": "archived",
    "revision": "99",
    "role": "owner",
    "is_active": "",
    "deactivated_at": "2020-01-01T00:00:00Z",
    "deletes_at": "2020-01-01T00:00:00Z",
    "archived_at": "2020-01-01T00:00:00Z",
    "verified": "4",
    "version": "99",
    "progress": "100",
    "fence": "99",
    "requires_second_factor": "on",
}
NAMED = ("unit", "member", "round", "evidence", "project", "kept")  # what a body can name
LOOPED = re.compile(r"\b[A-Z]{2,}\b|[@\d]\w*")  # a capability, a step, a condition, a number
# Columns that differ from one run to the next: numbers that a sequence draws, chance, clocks.
DRAWN = ["id", "pgh_id", "invitation_id", "round_id", "result_id", "session_id", "review_id"]
BY_CHANCE = [
    "nonce",
    "mailed_hash",
    "token_hash",
    "file",
    "pgh_origin",
    "body",
    "html",
    "digest",
    "subject",
    "sealed_secret",
]


@dataclass(frozen=True)
class Both:
    """Northwind, where the bodies are sent, and the numbers of Eve's rows by what they are."""

    here: World
    foreign: dict[str, int]


class Read:
    """The names that a view reads from a body."""

    def __init__(self) -> None:
        self.names: set[str] = set()

    def kept(self, values: Any) -> Any:
        """Return the same values in a mapping that notes what is read from it."""
        names = self.names

        class Noting(type(values)):  # type: ignore[misc]
            def __getitem__(self, key: str) -> Any:
                names.add(key)
                return super().__getitem__(key)

            def get(self, key: str, default: Any = None) -> Any:
                names.add(key)
                return super().get(key, default)

            def getlist(self, key: str, default: Any = None) -> Any:
                names.add(key)
                return super().getlist(key, default)

            def __contains__(self, key: object) -> bool:
                names.add(str(key))
                return bool(super().__contains__(key))

            def __iter__(self) -> Any:
                names.add(EVERYTHING)
                return super().__iter__()

        if isinstance(values, QueryDict):
            noting = Noting("", mutable=True)
            for key, listed in values.lists():
                noting.setlist(key, listed)
            return noting
        return Noting(dict(values.lists()))


@pytest.fixture(scope="module")
def both(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[Both]:
    """Return the two organizations of this module; each request is undone by its own savepoint."""
    with django_db_blocker.unblock(), transaction.atomic():
        here = a_world()
        foreign = eves_rows(here.eve)
        tenancy.set_local("organization", here.cast.organization.pk)
        tenancy.set_local("person", "")
        watch(here.eve)
        yield Both(here, foreign)
        transaction.set_rollback(True)


@pytest.fixture
def read(monkeypatch: pytest.MonkeyPatch) -> Read:
    """Return what the view of the next requests reads."""
    found = Read()
    load = WSGIRequest._load_post_and_files

    def noting(request: Any) -> None:
        load(request)
        request._post = found.kept(request._post)
        request._files = found.kept(request._files)

    monkeypatch.setattr(WSGIRequest, "_load_post_and_files", noting)
    return found


def takes_a_body(row: Row, both: Both) -> bool:
    with transaction.atomic():
        answer = sent(row, both, {})
        transaction.set_rollback(True)
    return answer.status_code != 405


def sent(row: Row, both: Both, body: Body, *, is_fragment: bool = False) -> HttpResponse:
    """Send the body as the first of the cast who is let in, if anybody; the caller undoes it."""
    column = COLUMNS[max(row.columns.find("+"), 0)]
    client = both.here.browsers.of(both.here.member(column))
    url = reverse(row.name, args=["northwind", *row.args(both.here)])
    headers = {"HX-Request": "true"} if is_fragment else {}
    answer = client.post(url, body, headers=headers)
    assert answer.status_code < 500
    return answer  # type: ignore[return-value]


def known(row: Row, both: Both) -> Body:
    return BODIES[row.name](both.here)


def all_fields(row: Row, both: Both) -> Body:
    return known(row, both) | INSTEAD.get(row.name, nothing)(both.here)


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row.name)
def test_the_table_knows_every_field_that_an_address_reads(
    row: Row, both: Both, read: Read
) -> None:
    if row.name not in BODIES:
        assert not takes_a_body(row, both), "It takes a body that tests/bodies.py does not know."
        return
    body = all_fields(row, both)
    refused = set()
    for is_fragment in (False, True):
        with transaction.atomic():
            full = body if is_fragment else known(row, both)
            answer = sent(row, both, full, is_fragment=is_fragment)
            assert answer.status_code != 405
            refused.add(answer.status_code in UNREAD)
            transaction.set_rollback(True)

    unread = set() if False in refused else set(body)
    ignored = IGNORED | ({EVERYTHING} if row.name in INSTEAD else set())  # what is typed stays
    assert sorted(read.names - ignored | unread) == sorted(body)


WITH_BODIES = [row for row in ROWS if row.name in BODIES]


@pytest.mark.parametrize("row", WITH_BODIES, ids=lambda row: row.name)
def test_no_field_reaches_a_row_of_another_organization(row: Row, both: Both) -> None:
    for fields, number, turn in trials(all_fields(row, both), both.foreign):
        with transaction.atomic():
            body = known(row, both) | dict.fromkeys(fields, str(number))
            answer = sent(row, both, body, is_fragment=bool(turn % 2))
            written = touched()
            transaction.set_rollback(True)
        assert "Far away" not in answer.content.decode()
        assert not written, (fields, number)


def trials(body: Body, foreign: dict[str, int]) -> Iterator[tuple[list[str], int, int]]:
    """Yield which fields are sent which number together, and its turn.

    A field that names a row goes alone, with each number; fields that a form makes in a loop, one
    a capability, a condition or a step, go together.
    """
    alike: dict[str, list[str]] = {}
    for field, value in body.items():
        if isinstance(value, Id):
            for turn, number in enumerate(sorted({foreign[kind] for kind in NAMED})):
                yield [field], number, turn
        else:
            alike.setdefault(LOOPED.sub("#", field), []).append(field)
    for turn, fields in enumerate(alike.values()):
        yield fields, foreign["unit"], turn


@pytest.mark.parametrize("row", WITH_BODIES, ids=lambda row: row.name)
def test_what_is_sent_beside_the_fields_changes_nothing(row: Row, both: Both) -> None:
    body = known(row, both)
    smuggled = {
        name: value.format(**both.foreign) for name, value in SMUGGLED.items() if name not in body
    }
    drawn = DRAWN + BY_CHANCE + (["user_id"] if row.name == "orgs:person_erase" else [])
    found = []
    for more in ({}, smuggled):
        with transaction.atomic():
            sent(row, both, known(row, both) | more)
            found.append(row_digest(both.here.cast.ada, leaving_out=drawn))
            transaction.set_rollback(True)

    assert found[0] == found[1]


def test_the_witness_and_the_digest_see_a_change(both: Both) -> None:
    eve = both.here.eve
    before = row_digest(eve)
    with transaction.atomic():
        with tenancy.scope(organization=eve.organization_id):
            Unit.objects.update(name="Farther away")
        written, after = touched(), row_digest(eve)
        transaction.set_rollback(True)

    changed = {name for name, digest in after.items() if digest != before[name]}
    assert changed == {"orgs.Unit", "orgs.UnitEvent"}
    assert written == ["orgs_unit", "orgs_unitevent"]
    assert not touched()
    rows = {name: int(digest.split()[-1]) for name, digest in before.items()}
    assert sum(map(bool, rows.values())) > len(rows) / 2


def test_a_row_that_is_added_and_one_that_is_deleted_are_witnessed(both: Both) -> None:
    eve = both.here.eve
    for change in (
        lambda: Unit.objects.create(organization_id=eve.organization_id, name="Nearer"),
        lambda: eve.grants.all().delete(),
    ):
        with transaction.atomic():
            with tenancy.scope(organization=eve.organization_id):
                change()
            assert touched()
            transaction.set_rollback(True)


def test_a_field_that_is_read_and_not_known_is_found(both: Both, read: Read) -> None:
    noted = read.kept(MultiValueDict({"a": ["1"]}))

    assert noted.get("a") == "1"
    assert "b" not in noted
    assert read.names == {"a", "b"}
