"""The demo organization: what is in it, that it is the same everywhere, and who may sign in."""

import json
import stat
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from allauth.account.models import EmailAddress
from django.core.management import call_command
from django.db import transaction
from django.db.models import Count, Q
from django.test import override_settings
from django.utils import timezone

from assessments.frameworks.ladder import bounds
from assessments.frameworks.schema import Framework
from assessments.planning.findings.page import findings_page
from assessments.planning.findings.queries import known_facts
from assessments.planning.findings.rules import GapState
from assessments.planning.portfolio.basis import USUAL_CHOICE
from assessments.results.models import CapabilityResult, Result
from assessments.results.quick_checks.queries import leader_levels
from assessments.rounds.campaign import schedule_actions
from assessments.rounds.models import (
    Participant,
    Reveal,
    Review,
    Round,
    RoundState,
    Session,
    SessionState,
    SettledAnswer,
    Verdict,
    Vote,
)
from assessments.rounds.reveal.queries import revealed_votes
from demo import script
from orgs.database import tenancy
from orgs.models import Mail, Member, Organization, Unit, User
from tests.cast import the_framework, the_version

MAIN, CLIENT = script.companies()
MD5 = ["django.contrib.auth.hashers.MD5PasswordHasher"]


@dataclass(frozen=True)
class Demo:
    organization: Organization
    folder: Path
    said: str

    @property
    def accounts(self) -> dict[str, dict[str, str]]:
        told = json.loads((self.folder / "demo-accounts.json").read_text())
        return {account["role"]: account for account in told}

    def member(self, role: str) -> Member:
        return Member.objects.get(user__email=self.accounts[role]["email"])

    def session(self, unit: str, name: str = "Autumn 2026") -> Session:
        return Session.objects.get(unit__name=unit, round__name=name)


@pytest.fixture(scope="module")
def demo(
    django_db_setup: None, django_db_blocker: Any, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Demo]:
    """The demo, made once for the module in a transaction that is rolled back."""
    folder, said = tmp_path_factory.mktemp("var"), StringIO()
    with django_db_blocker.unblock(), transaction.atomic():
        the_version()
        with override_settings(VAR=folder, PASSWORD_HASHERS=MD5):
            call_command("create_demo", stdout=said)
        tenancy.set_local("person", User.objects.get(email=MAIN.owner.email).pk)
        organization = Organization.objects.get()
        tenancy.set_local("organization", organization.pk)
        yield Demo(organization, folder, said.getvalue())
        transaction.set_rollback(True)


def test_there_are_14_units_in_three_levels_and_61_people(demo: Demo) -> None:
    depths: dict[int | None, int] = {None: -1}
    for unit in Unit.objects.order_by("pk"):
        depths[unit.pk] = depths[unit.parent_id] + 1

    assert Counter(depths.values()) == {-1: 1, 0: 1, 1: 3, 2: 10}
    assert Member.objects.count() == 61


def test_ten_units_answer_with_at_least_four_people_each(demo: Demo) -> None:
    duty = Count("participants", filter=Q(participants__excused_at=None))
    sizes = Session.objects.annotate(people=duty).values_list("people", flat=True)

    assert len(sizes) == 30
    assert min(sizes) == 4
    assert Participant.objects.exclude(excused_at=None).count() == 1


def test_two_rounds_are_finished_and_one_runs_with_sessions_in_every_state(demo: Demo) -> None:
    states = Round.objects.order_by("pk").values_list("state", flat=True)
    finished = Session.objects.filter(round__state=RoundState.CLOSED)
    running = Session.objects.filter(round__state=RoundState.OPEN)
    settled = running.filter(state=SessionState.REVEALED).annotate(done=Count("settled"))
    answered = [
        [participant.answered for participant in session.participants.filter(excused_at=None)]
        for session in running.filter(state=SessionState.OPEN)
    ]

    assert list(states) == [RoundState.CLOSED, RoundState.CLOSED, RoundState.OPEN]
    assert set(finished.values_list("state", flat=True)) == {SessionState.ACCEPTED}
    assert sorted(settled.values_list("done", flat=True)) == [4, 8, 8]
    assert running.filter(state=SessionState.SUBMITTED).count() == 2
    assert running.get(state=SessionState.ACCEPTED).unit.name == "Cloud Runtime"
    assert sorted(answers.count(8) for answers in answered) == [0, 2, 2, 5]
    assert [0, 0, 0, 0] in answered


def test_leaders_accept_return_check_and_aim(demo: Demo) -> None:
    returned = Review.objects.get(verdict=Verdict.RETURNED)
    running = Round.objects.get(state=RoundState.OPEN)

    assert returned.session == demo.session("Credit Decisions")
    assert (returned.session.state, returned.session.revision) == (SessionState.REVEALED, 2)
    assert set(returned.comments) == {"OBS", "FIN"}
    assert leader_levels([demo.session("Cloud Runtime").pk])
    assert running.follows is not None
    assert [row.unit.name for row in running.chosen.exclude(target={})] == ["Public Sector Lending"]


def test_the_running_round_does_not_close_by_its_date_while_somebody_tries_the_demo(
    demo: Demo,
) -> None:
    today = timezone.localdate()

    assert schedule_actions.due_rounds(today) == []
    (closes_on,) = Round.objects.filter(state=RoundState.OPEN).values_list("closes_on", flat=True)
    assert closes_on is not None
    assert closes_on >= today + timedelta(weeks=12)


def test_nobody_is_mailed_about_the_past_that_the_demo_plays(demo: Demo) -> None:
    assert not Mail.objects.exists()


def test_a_session_is_submitted_with_a_result_and_no_other_has_one(demo: Demo) -> None:
    once = Q(state__in=[SessionState.SUBMITTED, SessionState.ACCEPTED]) | Q(revision__gt=1)
    submitted = Session.objects.filter(once).values_list("pk", flat=True)

    assert sorted(Result.objects.values_list("session", flat=True)) == sorted(submitted)
    assert CapabilityResult.objects.count() == 8 * len(submitted)
    assert Reveal.objects.count() == len(submitted) + 2


def test_people_disagree_do_not_know_and_give_reasons(demo: Demo) -> None:
    votes = list(Vote.objects.all())
    answers = Counter(answer for vote in votes for answer in vote.conditions.values())
    contested = CapabilityResult.objects.filter(contested=True)

    assert contested.count() >= 5
    assert answers["dont_know"] >= 100
    assert CapabilityResult.objects.filter(knows_nothing=True).count() == 2
    assert CapabilityResult.objects.exclude(high=None).filter(high__gt=1, low=1).exists()
    assert {vote.confidence for vote in votes} == {None, 1, 2, 3}
    assert sum(bool(vote.comment) for vote in votes) >= 80
    assert SettledAnswer.objects.exclude(rationale="").count() >= 8
    assert all(row.not_applicable_reason for row in votes if row.not_applicable)
    assert SettledAnswer.objects.filter(not_applicable=True, capability="REACH").count() == 2


def test_no_general_remark_is_made_twice(demo: Demo) -> None:
    comments = [vote.comment for vote in Vote.objects.exclude(comment="")]

    assert len(set(comments)) == len(comments)


@pytest.mark.parametrize("company", [MAIN, CLIENT], ids=lambda company: company.slug)
def test_every_team_settles_on_the_level_that_the_script_names(
    demo: Demo, company: script.Company
) -> None:
    owner = User.objects.get(email=company.owner.email)
    with tenancy.scope(organization="", person=owner.pk):
        organization = Organization.objects.get()
    with tenancy.scope(organization=organization.pk):
        settled = {
            (row.session.round.name, row.session.unit.name, row.capability): row
            for row in SettledAnswer.objects.select_related("session__round", "session__unit")
        }
    scripted = {
        (asked.name, session.unit, capability): level
        for asked in company.rounds
        for session in asked.sessions
        if session.state != "open"
        for capability, level in session.levels.items()
        if capability in session.settled
    }

    framework = the_framework()
    assert {key: level_of(framework, row) for key, row in settled.items()} == scripted


def level_of(framework: Framework, row: SettledAnswer) -> str:
    """Return the level as the script writes it."""
    reached = bounds(framework.capability(row.capability), row.answers)
    if reached is None:
        return "-"
    nothing_known = set(row.conditions.values()) == {"dont_know"}
    return "?" if nothing_known else str(reached.low)


def test_the_results_tell_the_story(demo: Demo) -> None:
    def result(unit: str, name: str) -> Result:
        return Result.objects.get(unit__name=unit, round__name=name)

    def levels(capability: str, unit: str) -> list[int | None]:
        rows = CapabilityResult.objects.filter(capability=capability, result__unit__name=unit)
        return [row.supported for row in rows.order_by("result__round")]

    assert levels("OBS", "Cloud Runtime") == levels("DEL", "Cloud Runtime") == [1, 2, 3]
    assert result("Developer Experience", "Autumn 2026").held_by == ["FIN"]
    assert result("Developer Experience", "Autumn 2026").stage == 0
    assert result("Public Sector Lending", "Spring 2026").held_by == ["REACH"]
    governed = CapabilityResult.objects.get(
        capability="GOV", result=result("Credit Decisions", "Autumn 2026")
    )
    assert (governed.claimed, governed.supported) == (3, 2)
    assert result("Fraud Signals", "Autumn 2026").stage == 2
    assert len({row.stage for row in Result.objects.all()}) == 3


def test_the_accounts_file_is_private_and_its_passwords_open(demo: Demo) -> None:
    mode = (demo.folder / "demo-accounts.json").stat().st_mode
    users = {user.email: user for user in User.objects.all()}

    assert stat.S_IMODE(mode) == 0o600
    assert list(demo.accounts) == [
        "owner", "admin", "leader", "facilitator", "contributor", "viewer", "consultant",
    ]  # fmt: skip
    with override_settings(PASSWORD_HASHERS=MD5):
        for account in demo.accounts.values():
            user = users.pop(account["email"])
            assert user.name == account["name"]
            assert user.check_password(account["password"])
    assert not any(user.has_usable_password() for user in users.values())
    assert EmailAddress.objects.filter(verified=True, primary=True).count() == 7 + len(users)


def test_each_account_finds_something_to_do(demo: Demo) -> None:
    half = Participant.objects.get(
        member=demo.member("contributor"), session=demo.session("Ledger Cloud")
    )
    reach = {role: Unit.objects.visible_to(demo.member(role)).count() for role in demo.accounts}
    run = Session.objects.run_by(demo.member("facilitator")).get(state=SessionState.REVEALED)

    assert half.answered == 4
    assert reach == {
        "owner": 14, "admin": 14, "leader": 4, "facilitator": 1, "contributor": 1, "viewer": 4,
        "consultant": 14,
    }  # fmt: skip
    assert run == demo.session("Card Processing")
    assert {row.capability.key for row in revealed_votes(run) if row.settled is None} == {
        "DEL", "FIN", "REACH", "PLT",
    }  # fmt: skip


def test_the_consultant_is_in_both_organizations(demo: Demo) -> None:
    consultant = demo.member("consultant").user

    with tenancy.scope(organization="", person=consultant.pk):
        assert {row.name for row in Organization.objects.all()} == {MAIN.name, CLIENT.name}


def test_a_second_run_changes_nothing(demo: Demo) -> None:
    said, before = StringIO(), (User.objects.count(), Vote.objects.count())
    accounts = (demo.folder / "demo-accounts.json").read_text()
    with override_settings(VAR=demo.folder):
        call_command("create_demo", stdout=said)

    assert "exists; nothing was changed" in said.getvalue()
    assert (User.objects.count(), Vote.objects.count()) == before
    assert (demo.folder / "demo-accounts.json").read_text() == accounts
    assert "14 units, 61 people" in demo.said


def test_the_register_of_the_main_company_is_filled_and_its_findings_differ(demo: Demo) -> None:
    consultant = demo.member("consultant")

    day = date(2026, 11, 2)
    known = known_facts(consultant, None, USUAL_CHOICE, day)
    assert known is not None
    found = findings_page(known, day)

    assert {row.answer for row in found.findings} == {GapState.PRESENT, GapState.UNKNOWN}
    assert found.pilots == 7
    assert found.plumbing is not None
    assert found.plumbing.is_above
    assert len(found.units) == 10
