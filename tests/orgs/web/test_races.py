"""Two requests at the same moment: both get an answer, and none of them is a 500."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from typing import Any

import pytest
from django.db import IntegrityError, OperationalError, connection, transaction
from django.http import HttpRequest
from django.test import RequestFactory

from assessments.planning.models import Scenario
from assessments.rounds.evidence import actions as evidence
from assessments.rounds.models import Evidence
from orgs.database import tenancy
from orgs.models import Member, User
from orgs.web.middleware import RefusalMiddleware
from tests.cast import Cast, an_open_round, the_session
from tests.conftest import OutsideClient
from tests.orgs.conftest import TwoWorlds
from tests.rounds.evidence_pieces import some_evidence

Post = tuple[str, dict[str, Any]]


def statuses(posts: list[Post], member: Member) -> list[int]:
    """Send the posts at once, each from a browser of the member's; return the statuses, sorted."""
    start = Barrier(len(posts))
    browsers = [OutsideClient(raise_request_exception=False).as_member(member) for _ in posts]

    def send(browser: OutsideClient, post: Post) -> int:
        try:
            start.wait(timeout=10)
            return int(browser.post(*post).status_code)
        finally:
            connection.close()

    with ThreadPoolExecutor(len(posts)) as threads:
        return sorted(threads.map(send, browsers, posts))


def slowed(function: Callable[..., Any]) -> Callable[..., Any]:
    """Return the function made slow, so that the other one comes in between."""

    def slow(*args: Any, **kwargs: Any) -> Any:
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_sleep(0.3)")
        return function(*args, **kwargs)

    return slow


def test_of_two_scenarios_of_one_name_saved_at_once_the_second_replaces_the_first(
    two_worlds: TwoWorlds, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Scenario, "save", slowed(Scenario.save))
    cast = two_worlds.cast
    with tenancy.scope(organization=cast.organization.pk):
        an_open_round(cast)
    address = f"/o/northwind/plan/{cast.payments.pk}/scenarios/save"
    sent = {"name": "Careful", "assumptions": "phi=40"}

    found = statuses([(address, sent), (address, sent | {"name": "CAREFUL"})], cast.lin)

    assert found == [302, 302]  # they wait for the unit's lock, one after the other
    with tenancy.scope(organization=cast.organization.pk, person=cast.lin.user_id):
        assert Scenario.objects.count() == 1


def test_one_person_invited_and_added_twice_at_once(two_worlds: TwoWorlds) -> None:
    cast = two_worlds.cast
    with tenancy.scope(organization=cast.organization.pk):
        session = the_session(an_open_round(cast), cast.payments)
    invite = ("/o/northwind/people/invite", {"emails": "noa@example.org", "role": "admin"})
    add = (f"/o/northwind/sessions/{session.pk}/participants/add", {"member": cast.vic.pk})

    for post in (invite, add):
        found = statuses([post] * 4, cast.max)
        assert set(found) <= {302, 400, 409}
        assert 302 in found


def test_a_row_that_is_gone_by_the_time_it_is_locked(
    cast: Cast, client: OutsideClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    session = the_session(an_open_round(cast), cast.payments)
    brought = some_evidence(session, cast.tom)

    def gone(*args: Any, **kwargs: Any) -> None:
        Evidence.objects.filter(pk=brought.pk).delete()
        Evidence.objects.select_for_update().get(pk=brought.pk)

    monkeypatch.setattr(evidence, "withdraw", gone)

    address = f"/o/northwind/sessions/{session.pk}/evidence/pieces/{brought.pk}/withdraw"
    answer = client.as_member(cast.tom).post(address)

    assert answer.status_code == 409
    assert "at the same moment" in answer.text


def answer_to(error: Exception) -> int | None:
    request: HttpRequest = RequestFactory().get("/")
    request.user = User()
    answer = RefusalMiddleware(lambda _: None).process_exception(request, error)  # type: ignore[arg-type,return-value]
    return answer.status_code if answer else None


def raised(sql: str) -> Exception:
    """Return what the database says to the statement."""
    with (
        pytest.raises((IntegrityError, OperationalError)) as failed,
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(sql)
    return failed.value


@pytest.mark.parametrize("code", ["23505", "23503", "40P01", "40001", "55P03"])
def test_each_word_of_the_database_for_a_race_is_a_conflict(cast: Cast, code: str) -> None:
    sql = f"DO $$ BEGIN RAISE EXCEPTION 'so' USING ERRCODE = '{code}'; END $$"

    assert answer_to(raised(sql)) == 409


def test_what_only_a_fault_of_ours_can_cause_is_none(cast: Cast) -> None:
    sql = "DO $$ BEGIN RAISE EXCEPTION 'so' USING ERRCODE = '23514'; END $$"

    assert answer_to(raised(sql)) is None
    assert answer_to(ValueError("so")) is None
