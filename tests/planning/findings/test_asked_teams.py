"""How far teams answered the diagnostic questions, and what findings say of it."""

from dataclasses import replace
from datetime import date

from assessments.planning.findings.asked_teams import AskedTeams, UnjudgedTeam, asked_teams
from assessments.planning.findings.unit_facts import KnownFacts
from assessments.planning.findings.wording import asked_sentences
from assessments.planning.portfolio.area import Area, AskedTeam, TeamResult
from assessments.rounds.context.diagnostics import (
    DiagnosticFacts,
    DiagnosticQuestion,
    FrameworkAnswer,
    Frameworks,
    Pilots,
    ProjectDays,
)
from tests.frameworks.documents import FRAMEWORK

PLUMBING, REPETITION, GOVERNANCE = DiagnosticQuestion
SILENT = DiagnosticFacts(projects=(), pilots=None, frameworks=None, parallel_stacks=None)
UNJUDGED = Frameworks((FrameworkAnswer("AI policy"),), 1, is_judged=False)
MARCH_3, MARCH_9 = date(2026, 3, 3), date(2026, 3, 9)


def known(*said: DiagnosticFacts | None, silent: int = 0) -> KnownFacts:
    """Return an area of teams that told this beside their results, and of silent ones."""
    teams = [
        AskedTeam(pk, f"Team {pk}", 1000, TeamResult(pk, 8, 1, "Spring", MARCH_3, {}))
        for pk in range(len(said))
    ]
    teams += [AskedTeam(100 + pk, f"Silent {pk}", 1000) for pk in range(silent)]
    told = {pk: row for pk, row in enumerate(said) if row}
    return KnownFacts(None, (), None, Area(FRAMEWORK, tuple(teams)), told)


def words(asked: AskedTeams) -> str:
    return " ".join(asked_sentences(asked))


def test_a_team_that_said_nothing_was_not_asked() -> None:
    asked = asked_teams(known(None, SILENT))

    assert {question: row.not_asked for question, row in asked.items()} == {
        PLUMBING: 2,
        REPETITION: 2,
        GOVERNANCE: 2,
    }


def test_an_answer_without_a_verdict_was_asked_and_not_judged() -> None:
    said = replace(SILENT, pilots=Pilots(0, 0, 0), frameworks=UNJUDGED)

    asked = asked_teams(known(said))

    for question in (REPETITION, GOVERNANCE):
        assert asked[question] == AskedTeams(unjudged=(UnjudgedTeam("Team 0", 8),))


def test_days_repeated_pilots_and_marked_frameworks_are_judged() -> None:
    named = replace(UNJUDGED, is_judged=True, judged_late_on=MARCH_3)
    days = ProjectDays("Chat", 3, 0, 0, 4)
    said = DiagnosticFacts((days,), Pilots(2, 0, 1), named, None)

    asked = asked_teams(known(said))

    assert [row.judged for row in asked.values()] == [1, 1, 1]
    assert [row.late for row in asked.values()] == [(), (), (MARCH_3,)]


def test_a_unit_without_a_result_is_no_team() -> None:
    asked = asked_teams(known(silent=1))

    assert set(asked.values()) == {AskedTeams()}
    assert words(AskedTeams()) == ""


def test_of_one_team_the_three_states_are_said_plainly() -> None:
    one = (UnjudgedTeam("Payments", 8),)

    assert words(AskedTeams(not_asked=1)) == "Not asked."
    assert words(AskedTeams(unjudged=one)) == "Asked, not judged."
    assert words(AskedTeams(judged=1)) == ""
    assert (
        words(AskedTeams(judged=1, late=(MARCH_3,)))
        == "Judged on 3 March 2026, after the result was submitted."
    )


def test_of_several_teams_each_state_is_counted() -> None:
    one = UnjudgedTeam("Payments", 8)

    assert words(AskedTeams(judged=2, unjudged=(one,))) == "1 team asked, not judged."
    assert (
        words(AskedTeams(not_asked=3, judged=1, unjudged=(one, one), late=(MARCH_3,)))
        == "2 teams asked, not judged; 3 teams not asked. "
        "1 team was judged on 3 March 2026, after its result was submitted."
    )
    assert (
        words(AskedTeams(judged=3, late=(MARCH_9, MARCH_3)))
        == "2 teams were judged after their results were submitted, the last on 9 March 2026."
    )
