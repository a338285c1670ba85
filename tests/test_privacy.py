"""Before the reveal nobody but its author finds a vote anywhere: every address, as everybody."""

import io
import zipfile
from collections.abc import Iterator
from typing import Any

import pytest
from django.db import transaction
from django.urls import reverse
from pytest_django import DjangoDbBlocker

from assessments.rounds.exemption import Exemption
from assessments.rounds.voting import actions as voting
from orgs.database import tenancy
from orgs.models import Member
from tests.cast import NOON
from tests.test_access import ROWS, World, a_world

pytestmark = pytest.mark.django_db

COMMENT = "xylophone-comment-planted"
REASON = "xylophone-reason-planted"
PLANTED = (COMMENT.encode(), REASON.encode())
READERS = ("ada", "max", "lin", "fay", "tom", "vic", "kim")


@pytest.fixture(scope="module")
def planted(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[World]:
    """Return the world of this module, made once; each request is undone by its own savepoint."""
    with django_db_blocker.unblock(), transaction.atomic():
        yield a_planted_world()
        transaction.set_rollback(True)


def a_planted_world() -> World:
    """Return the world of the access table, in whose open session Uma has voted in words."""
    world = a_world()
    tenancy.set_local("person", world.cast.uma.user_id)
    for capability, said in (("RUN", COMMENT), ("FIN", COMMENT), ("REACH", REASON)):
        ballot = voting.ballot(
            member=world.cast.uma, session_id=world.open.pk, capability=capability
        )
        assert ballot is not None
        if said == REASON and ballot.capability.not_applicable_allowed:
            voting.say_not_applicable(
                ballot=ballot, exemption=Exemption(said, "Lin", NOON.date()), at=NOON
            )
        else:
            voting.comment(ballot=ballot, text=said, at=NOON)
    tenancy.set_local("person", "")
    return world


def pages(world: World) -> Iterator[str]:
    """Return every address that can be read, once for the open session where it names one."""
    for row in ROWS:
        if row.method == "get":
            args = [
                world.open.pk if arg == world.submitted.pk and "session" in row.name else arg
                for arg in row.args(world)
            ]
            yield reverse(row.name, args=["northwind", *args])


def content(answer: Any) -> bytes:
    """Return what an answer says, unpacked where it is an archive or a workbook."""
    streamed = getattr(answer, "streaming_content", None)
    said = b"".join(streamed) if streamed is not None else answer.content
    if not said.startswith(b"PK"):
        return said
    with zipfile.ZipFile(io.BytesIO(said)) as archive:
        return b"".join(archive.read(name) for name in archive.namelist())


def found(world: World, member: Member, address: str) -> bool:
    """Return whether a planted word stands at the address, as the member reads it."""
    with transaction.atomic():
        said = content(world.browsers.of(member).get(address))
        transaction.set_rollback(True)
    return any(word in said for word in PLANTED)


@pytest.mark.parametrize("reader", READERS)
def test_nobody_else_reads_a_vote_at_any_address(planted: World, reader: str) -> None:
    member = getattr(planted.cast, reader)

    leaking = [address for address in pages(planted) if found(planted, member, address)]

    assert leaking == []


def test_the_search_would_find_it(planted: World) -> None:
    """Its author reads the vote, so the words do stand where they could be found."""
    own = reverse("rounds:vote_capability", args=["northwind", planted.open.pk, "RUN"])

    assert found(planted, planted.cast.uma, own)
