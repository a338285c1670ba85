"""The history page and its CSV: who did what, in words, by filters, without anybody's votes."""

import csv
from collections.abc import Iterable
from datetime import UTC, timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.urls import reverse
from django.utils import timezone

from assessments.rounds.models import Session
from orgs.audit import display
from orgs.audit import queries as audit_queries
from orgs.audit.event_kinds import kinds
from orgs.audit.forms import HistoryForm
from orgs.audit.queries import HistoryFilter
from orgs.database import tenancy
from orgs.database.event_tables import event_models, tracked_model
from orgs.models import Member
from orgs.people import actions as people
from orgs.people.actions import GrantOffer
from orgs.permissions import Role
from orgs.units import actions as units
from tests.cast import NOON, Cast, everywhere, revealed, vote
from tests.conftest import OutsideClient
from tests.orgs.statements import at_most

PAGE = "/o/northwind/history/"
# The gate; the events; the names of users, members, units, rounds, sessions, versions.
BUDGET = 7 + 1 + 6


def by(member: Member) -> None:
    tenancy.set_local("person", member.user_id)


def sentences(**asked: Any) -> list[str]:
    events = audit_queries.recorded_events(HistoryFilter(**asked), most=1000)
    return [event.sentence for event in display.event_texts(events, slug="northwind")]


def page_of(client: OutsideClient, member: Member, query: str = "") -> str:
    return str(client.as_member(member).get(f"{PAGE}{query}").content.decode())


def csv_of(client: OutsideClient, member: Member, query: str = "") -> list[dict[str, str]]:
    answer = client.as_member(member).get(f"{PAGE}export{query}")
    parts: Iterable[bytes] = answer.streaming_content  # type: ignore[attr-defined]
    return list(csv.DictReader(b"".join(parts).decode().splitlines()))


def test_every_recorded_model_has_its_sentences(cast: Cast) -> None:
    assert {kind.model for kind in kinds().values()} == {
        tracked_model(event) for event in event_models()
    }
    for kind in kinds().values():
        columns = {field.name: "x" for field in kind.model._meta.local_fields}
        for action in ("insert", "update", "delete"):
            assert kind.sentence(action) % {**columns, "actor": "Max"}


def test_changes_are_told_in_words(cast: Cast) -> None:
    by(cast.max)
    people.give(member=cast.tom, offer=GrantOffer(Role.VIEWER, cast.search))
    units.edit(unit=cast.search, name="Finding", code="", weight=Decimal(1), tags=[])

    assert sentences()[:2] == [
        "Max changed the unit Finding",
        "Max gave Tom the role Viewer on Finding",
    ]
    (event,) = audit_queries.recorded_events(HistoryFilter(kind="unit"), most=1)
    (told,) = display.event_texts([event], slug="northwind")
    assert told.changes == [display.Change("name", "Search", "Finding")]


def test_filters_narrow_the_history(cast: Cast) -> None:
    by(cast.max)
    units.edit(unit=cast.search, name="Finding", code="", weight=Decimal(1), tags=[])
    by(cast.lin)
    units.edit(unit=cast.payments, name="Paying", code="", weight=Decimal(1), tags=[])

    assert sentences(action="update") == [
        "Lin changed the unit Paying",
        "Max changed the unit Finding",
    ]
    assert sentences(who="MAX") == ["Max changed the unit Finding"]
    assert sentences(who="max@example") == ["Max changed the unit Finding"]
    assert sentences(who="%") == []
    assert sentences(member=cast.lin.pk) == ["Lin changed the unit Paying"]
    assert sentences(kind="unit", row=cast.search.pk, action="update") == [
        "Max changed the unit Finding"
    ]
    assert len(sentences(kind="unit", row=cast.search.pk)) == 2
    assert sentences(until=NOON) == []
    assert len(sentences(since=NOON)) > 20


@pytest.mark.parametrize(
    ("zone", "first"),
    [("Pacific/Auckland", "2026-03-01T11:00:00+00:00"), ("UTC", "2026-03-02T00:00:00+00:00")],
)
def test_the_days_of_the_filter_are_the_readers(zone: str, first: str) -> None:
    form = HistoryForm({"since": "2026-03-02", "until": "2026-03-02"})
    assert form.is_valid()

    with timezone.override(zone):
        asked = form.history_filter()

    assert asked.since
    assert asked.until
    assert asked.since.astimezone(UTC).isoformat() == first
    assert asked.until - asked.since == timedelta(days=1)


def test_pages_follow_each_other_without_a_gap(cast: Cast) -> None:
    whole = [event.place for event in audit_queries.recorded_events(HistoryFilter(), most=1000)]
    pages = [
        [event.place for event in page]
        for page in audit_queries.pages_of_events(HistoryFilter(), most=7)
    ]

    assert [place for page in pages for place in page] == whole
    assert len(whole) == len(set(whole)) > 20


def test_the_page_shows_what_happened_and_keeps_its_budget(
    cast: Cast, client: OutsideClient, session: Session
) -> None:
    client.as_member(cast.max)
    with at_most(BUDGET):
        page = client.get(PAGE).content.decode()
    assert "opened the session of Payments in Spring 2026" in page

    for number in range(30):
        units.add(organization=cast.organization, name=f"Unit {number}", parent=cast.search)
    with at_most(BUDGET):
        assert "Older" in client.get(PAGE).content.decode()
    assert "Nothing recorded" in page_of(client, cast.max, "?who=nobody")


@pytest.mark.parametrize(
    ("query", "status"),
    [
        ("?kind=user", 200),
        ("?since=yesterday", 200),
        ("?row=99999999999999999999", 200),
        ("?before=nonsense", 200),
        ("?before=2026-13-01T00:00:00~unit~1", 400),
        ("?who=%00", 200),
    ],
)
def test_a_malformed_filter_is_refused_kindly(
    cast: Cast, client: OutsideClient, query: str, status: int
) -> None:
    assert client.as_member(cast.max).get(f"{PAGE}{query}").status_code == status
    assert client.get(f"{PAGE}export{query}").status_code in {200, 400}


def test_before_the_reveal_no_vote_shows_in_the_history_or_its_csv(
    cast: Cast, client: OutsideClient, session: Session
) -> None:
    vote(session, cast.tom, everywhere(2))

    for member in (cast.ada, cast.max):
        assert "vote of Tom" not in page_of(client, member, "?kind=vote")
        assert csv_of(client, member, "?kind=vote") == []
        assert [row for row in csv_of(client, member) if row["who"] == "Tom"] == []

    revealed(session, by=cast.fay)
    assert "vote of Tom on RUN" in page_of(client, cast.ada, "?kind=vote")
    assert len(csv_of(client, cast.max, "?kind=vote")) == 8


def test_the_csv_holds_the_same_events_and_no_formula(cast: Cast, client: OutsideClient) -> None:
    by(cast.max)
    units.edit(unit=cast.search, name="=HYPERLINK(1)", code="", weight=Decimal(1), tags=[])
    cast.max.user.name = "=Max"
    cast.max.user.save()

    (row,) = csv_of(client, cast.ada, "?kind=unit&action=update")

    assert row["who"] == "'=Max"
    assert row["what"] == "'=Max changed the unit =HYPERLINK(1)"
    assert row["changes"] == "name: Search → =HYPERLINK(1)"
    assert len(csv_of(client, cast.ada)) == len(sentences())


def test_another_organizations_history_stays_there(
    cast: Cast, eve: Member, client: OutsideClient
) -> None:
    page = client.as_member(eve).get("/o/elsewhere/history/").content.decode()

    assert "Far away" in page
    assert "Payments" not in page


def test_a_removed_thing_is_told_without_a_link(cast: Cast) -> None:
    by(cast.ada)
    address = reverse("orgs:history", args=["northwind"])
    cast.kim.grants.all().delete()

    assert address == PAGE
    assert sentences(action="delete") == ["Ada took the role Contributor on Search from Kim"]


def test_things_and_people_lead_to_their_history_for_those_who_may_see_it(
    cast: Cast, client: OutsideClient, session: Session
) -> None:
    pages = {
        f"units/{cast.search.pk}/": f"kind=unit&amp;row={cast.search.pk}",
        f"people/{cast.tom.pk}/": f"member={cast.tom.pk}",
        f"rounds/{session.round_id}/": f"kind=round&amp;row={session.round_id}",
        f"sessions/{session.pk}/": f"kind=session&amp;row={session.pk}",
    }

    for page, query in pages.items():
        shown = client.as_member(cast.max).get(f"/o/northwind/{page}").content.decode()
        assert f"{PAGE}?{query}" in shown
    seen_by_lin = client.as_member(cast.lin).get(f"/o/northwind/sessions/{session.pk}/")
    assert PAGE not in seen_by_lin.content.decode()
