"""Every stored result must follow from its frozen answers; the operator's command says if not."""

from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.db import connection

from assessments.results.models import CapabilityResult, Result
from assessments.results.submission import actions, snapshot_queries
from assessments.results.submission.integrity_queries import is_sound, stored_results
from orgs.models import Member
from tests.cast import NOON, Cast


def doctor(table: str, change: str) -> None:
    """Change a stored row as somebody with all rights to the database could."""
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute(f"ALTER TABLE {table} DISABLE TRIGGER USER")
        cursor.execute(f"UPDATE {table} SET {change}")
        cursor.execute(f"ALTER TABLE {table} ENABLE TRIGGER USER")


def checked() -> tuple[str, str]:
    """Return what the command prints, and with what it ends."""
    out = StringIO()
    try:
        call_command("check_results", stdout=out)
    except CommandError as error:
        return out.getvalue(), str(error)
    return out.getvalue(), ""


def test_results_of_every_organization_fit(cast: Cast, result: Result, eve: Member) -> None:
    again = actions.reopen(session=result.session, by=cast.fay, at=NOON)
    actions.submit(session=again, by=cast.fay, at=NOON)

    assert checked() == ("2 results checked; all fit their answers.\n", "")


@pytest.mark.parametrize(
    ("table", "change"),
    [
        ("results_result", "stage = stage + 1"),
        ("results_result", "answers = jsonb_set(answers, '{OBS,conditions}', '{}')"),
        (
            "results_result",
            "answers = jsonb_set(answers, '{OBS,conditions}', '{\"OBS-1a\": \"x\"}')",
        ),
        ("results_result", "scoring_version = '7'"),
        ("results_capabilityresult", "claimed = 4 WHERE capability = 'OBS'"),
        ("results_capabilityresult", "votes = '[4]' WHERE capability = 'OBS'"),
    ],
)
def test_a_doctored_row_is_found(result: Result, table: str, change: str) -> None:
    doctor(table, change)

    said, ended = checked()

    assert said.split("\t")[1:] == ["Payments", "Spring 2026", "1\n"]
    assert ended == "1 of 1 results do not fit their answers."


def test_a_digest_made_anew_over_doctored_levels_is_found_too(result: Result) -> None:
    doctor("results_capabilityresult", "claimed = 4, supported = 4 WHERE capability = 'OBS'")
    stored = Result.objects.select_related("framework_version").get(pk=result.pk)
    rows = CapabilityResult.objects.filter(result=stored).order_by("position")
    forged = snapshot_queries.digest(stored, rows, stored.framework_version.digest)
    doctor("results_result", f"digest = '{forged}'")

    assert "1 of 1 results" in checked()[1]


def test_a_result_of_the_first_rules_is_scored_by_them(result: Result) -> None:
    doctor("results_result", "scoring_version = '1'")
    (stored,) = stored_results()
    assert not is_sound(stored)

    rows = sorted(stored.capabilities.all(), key=lambda row: row.position)
    stored.digest = snapshot_queries.digest(stored, rows, stored.framework_version.digest)

    assert is_sound(stored)
