"""How the demo is made: all or nothing, the same everywhere, by the rules of the real actions."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from django.conf import LazySettings
from django.core.management import CommandError, call_command

from assessments.frameworks.ladder import Answer
from assessments.rounds.models import Participant, Session
from demo import seed
from demo.ballots import ScriptedBallot
from orgs.database import tenancy
from orgs.models import User
from tests.cast import NOON, Cast, the_version


def test_an_interrupted_creation_leaves_nothing(
    db: None, settings: LazySettings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    the_version()
    settings.VAR = tmp_path

    def stop(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(seed, "_play_round", stop)
    with pytest.raises(KeyboardInterrupt):
        call_command("create_demo")

    assert not User.objects.exists()
    assert not list(tmp_path.iterdir())


def test_without_the_framework_the_command_says_what_to_do(db: None) -> None:
    with pytest.raises(CommandError, match="load_frameworks"):
        call_command("create_demo")


PLANS = """
import hashlib
from assessments.frameworks.library import built_in_documents
from assessments.frameworks.parsing import parse
from demo import ballots, script
framework = parse(built_in_documents()["ai-infrastructure"])
remarks = ballots.GeneralRemarks(script.remarks())
plans = [
    ballots.session_plan(round_script, session, framework, remarks)
    for company in script.companies()
    for round_script in company.rounds
    for session in round_script.sessions
]
said = repr([(plan.ballots, plan.settlements) for plan in plans])
print(len(plans), hashlib.sha256(said.encode()).hexdigest())
"""


def test_the_same_script_makes_the_same_votes_in_every_process() -> None:
    said = {
        subprocess.run(
            [sys.executable, "-c", PLANS],
            env={**os.environ, "PYTHONHASHSEED": hash_seed},
            cwd=Path(__file__).parents[2],
            capture_output=True,
            check=True,
            text=True,
        ).stdout
        for hash_seed in ("1", "2")
    }

    assert len(said) == 1
    assert said.pop().startswith("34 ")


def test_votes_stored_at_once_are_those_that_answering_would_leave(
    cast: Cast, session: Session
) -> None:
    ballots = {
        "RUN": ScriptedBallot(2, {"RUN-2a": Answer.YES, "RUN-3a": Answer.DONT_KNOW}, confidence=3),
        "OBS": ScriptedBallot(conditions={"OBS-1a": Answer.DONT_KNOW}, comment="Nobody told me."),
        "REACH": ScriptedBallot(reason="One place satisfies every use case."),
    }
    left = []
    for member, give in (
        (cast.tom, seed.answer_one_by_one),
        (cast.uma, seed.store_at_once),
    ):
        tenancy.set_local("person", member.user_id)
        participant = Participant.objects.get(session=session, member=member)
        give(participant, ballots, NOON)
        participant.refresh_from_db()
        votes = participant.votes.order_by("capability")
        rows = list(votes.values())
        own = ("id", "participant_id", "person_id")
        left.append(
            (participant.answered, [{k: v for k, v in row.items() if k not in own} for row in rows])
        )

    assert left[0] == left[1]
    assert left[0][0] == 3
