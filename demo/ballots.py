"""From the script to what everybody says, without chance: the same script gives the same votes.

The random numbers are seeded by round, unit and capability, so a change in one session moves no
other.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from random import Random

from assessments.frameworks.ladder import Answer, Answers, bounds
from assessments.frameworks.schema import TOP_LEVEL, Capability, Framework
from assessments.rounds.reveal.agreement import Votes
from demo.script import RoundScript, SessionScript

NOBODY_KNOWS, NOT_APPLICABLE = "?", "-"
# Seats in a team: who tends to see more than the others, who less, and who joined last.
UPBEAT, CAUTIOUS, NEWCOMER = (1, 3), (2, 0), -1
COST = "FIN"
GUESSING, FAIRLY_SURE, SURE = 1, 2, 3


@dataclass(frozen=True)
class ScriptedBallot:
    """What one person says about one capability."""

    anchor: int | None = None
    conditions: Mapping[str, Answer] = field(default_factory=dict, hash=False)
    reason: str = ""
    comment: str = ""
    confidence: int | None = None

    @property
    def answers(self) -> Answers:
        """The ballot as a value; giving a reason says that the capability does not apply."""
        return Answers(self.conditions, self.anchor, not_applicable=bool(self.reason))


@dataclass(frozen=True)
class ScriptedSettlement:
    """What a team settles for one capability."""

    answers: Answers
    reason: str
    rationale: str


@dataclass(frozen=True)
class SessionPlan:
    """All that happens in a session: ballots by person and capability, then what is settled."""

    script: SessionScript
    ballots: Mapping[str, Mapping[str, ScriptedBallot]] = field(hash=False)
    settlements: Mapping[str, ScriptedSettlement] = field(hash=False)


class GeneralRemarks:
    """General remarks by capability and level; each is made once."""

    def __init__(self, document: Mapping[str, Mapping[str, Sequence[str]]]) -> None:
        self._left = {
            (capability, level): list(reversed(texts))
            for capability, levels in document.items()
            for level, texts in levels.items()
        }

    def take(self, capability: str, level: str) -> str:
        """Return the next remark, empty when none is left."""
        left = self._left.get((capability, level))
        return left.pop() if left else ""


def session_plan(
    round_script: RoundScript, script: SessionScript, framework: Framework, remarks: GeneralRemarks
) -> SessionPlan:
    """Return what everybody says in the session and what the team settles."""
    ballots: dict[str, dict[str, ScriptedBallot]] = {name: {} for name in script.team}
    settlements = {}
    for capability in framework.capabilities:
        chance = Random(f"{round_script.name} {script.unit} {capability.key}")  # noqa: S311 - a play
        question = ScriptedQuestion(script, capability, chance)
        for seat, ballot in question.ballots(remarks).items():
            ballots[script.team[seat]][capability.key] = ballot
        if script.state != "open" and capability.key in script.settled:
            settlements[capability.key] = question.settlement(
                [of[capability.key] for of in ballots.values()]
            )
    return SessionPlan(script, ballots, settlements)


@dataclass(frozen=True)
class ScriptedQuestion:
    """One capability put to one team."""

    script: SessionScript
    capability: Capability
    chance: Random = field(hash=False)

    @property
    def level(self) -> str:
        """What the team will agree on."""
        return self.script.levels[self.capability.key]

    def ballots(self, remarks: GeneralRemarks) -> dict[int, ScriptedBallot]:
        """Return the ballots by seat; who stopped before this capability has none."""
        key, team = self.capability.key, self.script.team
        votes = self._votes()
        scripted = self.script.comments.get(key, {})
        speaker = None if scripted else self._speaker(votes)
        place = list(self.script.levels).index(key)
        given = {}
        for seat, vote in enumerate(votes):
            general = remarks.take(key, vote) if seat == speaker else ""
            ballot = replace(self._ballot(seat, vote), comment=scripted.get(team[seat], general))
            if place < self.script.answered[seat]:
                given[seat] = ballot
        return given

    def settlement(self, given: Sequence[ScriptedBallot]) -> ScriptedSettlement:
        """Return the majority of the ballots, brought to the level that the script names."""
        merged = Votes(self.capability, [ballot.answers for ballot in given]).merged
        rationale = self.script.rationales.get(self.capability.key, "")
        if self.level == NOT_APPLICABLE:
            return ScriptedSettlement(
                Answers(not_applicable=True), self.script.not_applicable, rationale
            )
        reached = bounds(self.capability, merged)
        if self.level != NOBODY_KNOWS and (reached is None or reached.low != int(self.level)):
            merged = Answers(self._answers_at(int(self.level), merged))
        return ScriptedSettlement(merged, "", rationale)

    def _votes(self) -> list[str]:
        """Return what each seat votes: a level, nothing known, or not applicable."""
        key, seats = self.capability.key, len(self.script.team)
        if key in self.script.votes:
            return list(self.script.votes[key])
        votes = [self.level] * seats
        if not self.level.isdigit() or self._is_open():
            return votes
        shifts = self._shifts(seats)
        for seat, step in shifts.items():
            votes[seat] = str(int(self.level) + step)
        if len(shifts) < 2 and self.chance.random() < (0.7 if key == COST else 0.06):
            votes[NEWCOMER] = NOBODY_KNOWS
        return votes

    def _shifts(self, seats: int) -> dict[int, int]:
        """Return by seat who votes a level more or less: never both, never half of the team."""
        mood, both = self.chance.random(), self.chance.random() < 0.4 and seats > 4
        level = int(self.level)
        if mood < 0.4 and level > 0:
            return dict.fromkeys(CAUTIOUS[: 1 + both], -1)
        if mood > 0.7 and level < TOP_LEVEL - 1:
            return dict.fromkeys(UPBEAT[: 1 + both], 1)
        return {}

    def _ballot(self, seat: int, vote: str) -> ScriptedBallot:
        if vote == NOT_APPLICABLE:
            return ScriptedBallot(reason=self.script.not_applicable, confidence=SURE)
        if vote == NOBODY_KNOWS:
            asked_levels = self.capability.levels[1:3]
            unknown = [row.key for level in asked_levels for row in level.conditions]
            answers = dict.fromkeys(unknown, Answer.DONT_KNOW)
            return ScriptedBallot(conditions=answers, confidence=GUESSING)
        is_new = seat == len(self.script.team) - 1
        conditions = self._conditions(int(vote), is_new=is_new)
        return ScriptedBallot(
            int(vote), conditions, confidence=self._confidence(vote, is_new=is_new)
        )

    def _conditions(self, level: int, *, is_new: bool) -> dict[str, Answer]:
        """Return answers on the picked level and the one above, which the page asks for."""
        answers = {row.key: Answer.YES for row in self.capability.levels[level].conditions}
        if level == TOP_LEVEL:
            return answers
        gaps = self._gaps(level + 1)
        for row in self.capability.levels[level + 1].conditions:
            answers[row.key] = self._answer(row.key, gaps, is_new=is_new)
        return answers

    def _answer(self, condition: str, gaps: frozenset[str], *, is_new: bool) -> Answer:
        if condition in self.script.unknown or (is_new and self.chance.random() < 0.5):
            return Answer.DONT_KNOW
        if condition in gaps:
            return Answer.NO
        slips = self.chance.random() < 0.2 and not self._is_open()
        return Answer.NO if slips else Answer.YES

    def _gaps(self, level: int) -> frozenset[str]:
        """Return what keeps this team from the level: the same in every round."""
        keys = [row.key for row in self.capability.levels[level].conditions]
        if scripted := (self.script.missing | self.script.unknown).intersection(keys):
            return scripted
        habit = Random(f"{self.script.unit} {self.capability.key} {level}")  # noqa: S311 - a play
        drawn = frozenset(key for key in keys if habit.random() < 0.5)
        return drawn or frozenset([keys[int(habit.random() * len(keys))]])

    def _is_open(self) -> bool:
        return not self.script.unknown.isdisjoint(self.capability.level_of_condition)

    def _confidence(self, vote: str, *, is_new: bool) -> int | None:
        if self.chance.random() < 0.1:
            return None
        if is_new:
            return GUESSING
        return SURE if vote == self.level and self.chance.random() < 0.6 else FAIRLY_SURE

    def _speaker(self, votes: Sequence[str]) -> int | None:
        """Return the seat that makes a general remark, if any; somebody in the minority rather."""
        if self.chance.random() > 0.5:
            return None
        apart = [seat for seat, vote in enumerate(votes) if vote.isdigit() and vote != self.level]
        return apart[0] if apart else int(self.chance.random() * len(votes))

    def _answers_at(self, level: int, merged: Answers) -> dict[str, Answer]:
        gaps = self._gaps(level + 1) if level < TOP_LEVEL else frozenset()
        answers = {}
        for key, at in self.capability.level_of_condition.items():
            answer = Answer.NO if key in gaps else merged.conditions.get(key, Answer.NO)
            answers[key] = Answer.YES if at <= level else answer
        return answers
