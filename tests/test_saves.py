"""No save overwrites unseen, and nothing that is sent twice is done twice.

One entry for each address that takes a body, found as `tests/test_foreign_ids.py` finds them: the
field in which a page carries what it showed, or why two people cannot be in each other's way there.
Each field is sent as it was at another time, and nothing may be written; each body is sent twice,
and the second time may write nothing.
"""

from collections.abc import Iterator
from pathlib import Path

import pytest
from django.db import transaction
from django.http import HttpResponse
from django.urls import reverse
from pytest_django import DjangoDbBlocker

from tests.bodies import BODIES
from tests.body import Body
from tests.elsewhere import row_digest
from tests.test_access import COLUMNS, ROWS, Row, World, a_world

pytestmark = pytest.mark.django_db

# The field that carries what was shown, and what a page of another time would say in it; what else
# the body says where the world holds that already.
STALE = "0" * 64
SHOWN_AGAIN = {200, 409}  # a preview that is out of date is made anew
SHOWN: dict[str, Body] = {
    "orgs:branding": {"shown": STALE, "accent": "#224466"},
    "orgs:settings": {"shown": STALE, "currency": "EUR"},
    "orgs:unit_edit": {"shown": STALE},
    "orgs:unit_move": {"shown": STALE},
    "orgs:units_import_apply": {"seen": "another tree"},
    "planning:effort": {"shown": STALE},
    "planning:order_means": {"shown": STALE},
    "planning:project_edit": {"shown": STALE, "team": ""},
    "planning:roadmap_means": {"shown": STALE},
    "planning:sourcing": {"shown": STALE},
    "planning:surrounding_edit": {"shown": STALE},
    "planning:use_case": {"shown": STALE},
    "results:accept": {"seen_revision": "77"},
    "results:improvement": {"seen_version": "77"},
    "results:review": {"seen_revision": "77"},
    "rounds:diagnostics_edit": {"seen_version": "77"},
    "rounds:round_dates": {"shown": STALE},
    "rounds:round_edit": {"shown": STALE},
    "rounds:scope_edit": {"seen_version": "77"},
    "rounds:settle": {"seen_version": "77"},
    "rounds:unit_target": {"shown": STALE},
}
# As above, in a world of its own.
SHOWN_ELSEWHERE = {
    "planning:order_own": "tests/planning/investment/test_own_order_at_once.py",
    "planning:scenario_save": "tests/planning/economics/test_saved_at_once.py",
    "rounds:settle_majority": "tests/rounds/reveal/test_majority_at_once.py",
    "rounds:vote_all": "tests/rounds/voting/test_pages.py",
    "rounds:vote_comment": "tests/rounds/voting/test_pages.py",
}
# Where nobody overwrites anybody, and why.
NO_CONFLICT = {
    "adds a row; a constraint, a key or a lock lets the same in once": [
        *("orgs:unit_add", "orgs:people_invite", "orgs:people_import_apply", "orgs:grant_give"),
        *("orgs:export_order", "orgs:sign_on_role_add", "rounds:round_new"),
        *("rounds:participant_add", "rounds:framework_named", "rounds:evidence_add"),
        *("rounds:evidence_take_over", "results:improvement_new", "reports:order_unit"),
        *("reports:order_comparison", "planning:project_add", "planning:place_add"),
        *("planning:stack_add", "planning:agent_add", "planning:applications_add"),
        *("planning:session_offer_take", "planning:time_sheets", "planning:use_cases_copy"),
        *("planning:use_case_new", "planning:strategy"),
    ],
    "moves a row from one state to the next, and is refused in any other": [
        *("orgs:unit_merge", "orgs:unit_archive", "orgs:unit_restore", "orgs:person_deactivate"),
        *("orgs:person_reactivate", "orgs:person_erase", "orgs:hand_over", "orgs:leave"),
        *("orgs:deletion", "orgs:deletion_withdraw", "rounds:round_open", "rounds:round_close"),
        *("rounds:round_archive", "rounds:participant_excuse", "rounds:reveal"),
        *("rounds:evidence_check", "rounds:evidence_uncheck", "rounds:evidence_withdraw"),
        *("results:submit", "results:reopen", "rounds:revote_ask", "reports:cancel"),
        *("reports:retry", "planning:time_sheet_apply", "planning:time_sheet_give_up"),
        *("orgs:sign_on_check",),
    ],
    "removes a row that was shown": [
        *("orgs:invitation_revoke", "orgs:invitations_change", "orgs:grant_take"),
        "orgs:sign_on_remove",
        *("orgs:sign_on_role_remove", "rounds:round_delete", "planning:project_strike"),
        *("planning:surrounding_strike", "planning:use_case_delete", "planning:scenario_delete"),
        *("planning:strategy_delete",),
    ],
    "is one person's own": [
        *("rounds:vote_anchor", "rounds:vote_condition", "rounds:vote_confidence"),
        *("rounds:vote_not_applicable", "rounds:vote_applicable", "rounds:revote"),
        *("results:quick_check", "planning:time_sheet_check", "planning:time_sheet_mapping"),
        "planning:time_sheet_reading",
    ],
    "sets one thing, which its button or its field names": [
        *("orgs:sign_on_settings", "orgs:sign_on_only", "rounds:evidence_term"),
        *("rounds:frameworks_judge", "planning:order_mark", "planning:order_fix"),
    ],
    "stores nothing, or sends a mail": [
        *("orgs:units_import", "orgs:people_import", "orgs:invitation_resend"),
        *("rounds:remind", "rounds:round_remind", "rounds:settle_standing"),
    ],
}
# What the same body does again when it is sent again, and why that is meant.
DONE_AGAIN = {
    "orgs:people_invite": "an invitation that is still open is mailed again",
    "orgs:invitation_resend": "another mail is what it is for",
    "orgs:sign_on_settings": "the secret is sealed anew",
    "planning:time_sheet_reading": "the file is read anew, by a job of its own",
    "planning:time_sheets": "the file is looked at again; its lines count once",
}


@pytest.fixture(scope="module")
def world(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[World]:
    """Return the world of this module, made once; each request is undone by its own savepoint."""
    with django_db_blocker.unblock(), transaction.atomic():
        yield a_world()
        transaction.set_rollback(True)


def sent(row: Row, world: World, url: str, body: Body) -> HttpResponse:
    """Send the body as the first of the cast who is let in, if anybody."""
    client = world.browsers.of(world.member(COLUMNS[max(row.columns.find("+"), 0)]))
    answer = client.post(url, body)
    assert answer.status_code < 500
    return answer  # type: ignore[return-value]


def stored(world: World) -> dict[str, str]:
    """Return what Northwind's tables hold, but for moments."""
    return row_digest(world.cast.ada, leaving_out=[])


def differing(before: dict[str, str], after: dict[str, str]) -> list[str]:
    return sorted(name for name in after if before[name] != after[name])


def address(row: Row, world: World) -> str:
    return reverse(row.name, args=["northwind", *row.args(world)])


WITH_BODIES = [row for row in ROWS if row.name in BODIES]
VERSIONED = [row for row in WITH_BODIES if row.name in SHOWN]


def test_every_address_that_changes_something_says_why_it_overwrites_nothing() -> None:
    listed = [*SHOWN, *SHOWN_ELSEWHERE, *(name for names in NO_CONFLICT.values() for name in names)]

    assert sorted(listed) == sorted(BODIES)
    assert set(DONE_AGAIN) <= set(BODIES)
    assert all(Path(path).is_file() for path in SHOWN_ELSEWHERE.values())


@pytest.mark.parametrize("row", WITH_BODIES, ids=lambda row: row.name)
def test_what_is_sent_twice_is_done_once(row: Row, world: World) -> None:
    url = address(row, world)
    with transaction.atomic():
        sent(row, world, url, BODIES[row.name](world))
        once = stored(world)
        sent(row, world, url, BODIES[row.name](world))
        twice = stored(world)
        transaction.set_rollback(True)

    assert bool(differing(once, twice)) == (row.name in DONE_AGAIN)


@pytest.mark.parametrize("row", VERSIONED, ids=lambda row: row.name)
def test_what_was_typed_over_another_state_is_not_stored(row: Row, world: World) -> None:
    before = stored(world)
    with transaction.atomic():
        answer = sent(row, world, address(row, world), BODIES[row.name](world) | SHOWN[row.name])
        after = stored(world)
        transaction.set_rollback(True)

    assert answer.status_code in SHOWN_AGAIN
    assert differing(before, after) == []
