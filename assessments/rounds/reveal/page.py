"""What the reveal shows of a capability: votes as dots, how far they agree, what to settle."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, NamedTuple, Protocol

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from assessments.frameworks.ladder import Answer, Reading, bounds, condition_values
from assessments.frameworks.level_track import Track, TrackLevels, track
from assessments.frameworks.schema import Capability, Condition, Level
from assessments.rounds.voting.wording import ANSWERS

from .agreement import ENOUGH_RATERS, Agreement
from .ballots import CapabilityVotes, CastVote, Settled

IN_WORDS = {
    Answer.YES: gettext_lazy("%s yes"),
    Answer.NO: gettext_lazy("%s no"),
    Answer.DONT_KNOW: gettext_lazy("%s don't know"),
}


class AnswerGroup(NamedTuple):
    """Those who gave one answer to one condition: how many in words, and their names."""

    answer: Answer
    words: str
    names: str


@dataclass(frozen=True)
class ConditionVotes:
    """One condition: who said what at first and again, what the form holds.

    `again` is None where nobody was asked again; `own` are the viewer's choices for that vote.
    """

    condition: Condition
    level: int
    first: Sequence[AnswerGroup]
    again: Sequence[AnswerGroup] | None
    is_split: bool
    is_still_split: bool
    choices: Sequence[tuple[str, str, bool]]
    own: Sequence[tuple[str, str, bool]]

    @property
    def ballots(self) -> Sequence[Sequence[AnswerGroup]]:
        """What was said at first, and then again where somebody was asked."""
        return [self.first] if self.again is None else [self.first, self.again]


class PersonsVote(NamedTuple):
    """One person's first vote: its level as its chip shows it, and what was written to it.

    `reason` says why it does not apply; `confidence` is empty where it was not told.
    """

    shown: int | str | None
    person: str
    comment: str
    reason: str
    confidence: str


@dataclass(frozen=True)
class LevelVotes:
    """One level's conditions."""

    level: Level
    conditions: Sequence[ConditionVotes]


@dataclass(frozen=True)
class AgendaRow:
    """One capability of the reveal; `again` fields are empty until somebody voted again.

    `split` holds the conditions of the talk, `levels` all of them where the row is being settled.
    """

    capability: Capability
    votes: int
    missing: Sequence[str]
    settled: Settled | None
    settled_level: int | None
    track: Track
    again: Track | None
    gate: str
    words: str
    again_words: str
    is_contested: bool
    split: Sequence[ConditionVotes]
    levels: Sequence[LevelVotes]
    majority_level: int | None
    may_settle_at_majority: bool
    voted_since: bool
    proposal: Mapping[str, Any]
    mark: str

    @property
    def is_pressing(self) -> bool:
        """Whether the agenda needs the room's attention now."""
        is_asked = any(row.again is not None for row in self.split)
        return self.settled is None and (self.is_contested or is_asked)

    @property
    def can_be_asked_again(self) -> bool:
        """Whether a condition of the agenda is not up for a second vote yet."""
        return any(row.again is None for row in self.split)


@dataclass(frozen=True)
class Viewer:
    """Who looks at the reveal: their member row, and the names of those on duty."""

    member_id: int = 0
    on_duty: Mapping[int, str] | None = None


class Attendee(Protocol):
    """Somebody who takes part, unless they are excused; written as text, the name."""

    member_id: int
    excused_at: datetime | None


def viewer(member_id: int, participants: Iterable[Attendee]) -> Viewer:
    """Return the viewer of a session with these participants."""
    on_duty = {row.member_id: str(row) for row in participants if not row.excused_at}
    return Viewer(member_id, on_duty)


def agenda(rows: Sequence[CapabilityVotes], seen_by: Viewer) -> list[AgendaRow]:
    """Return the rows of the reveal, in the given order."""
    return [agenda_row(row, seen_by=seen_by) for row in rows]


def agenda_row(
    row: CapabilityVotes,
    filled: Mapping[str, str] | None = None,
    seen_by: Viewer | None = None,
) -> AgendaRow:
    """Return one capability of the reveal; `filled` holds what is being settled, by condition."""
    now = row.latest.agreement
    proposed = bounds(row.capability, row.latest.merged)
    span = bounds(row.capability, row.settled.answers) if row.settled else proposed
    level = span.low if span else None
    words = _Told(row, seen_by or Viewer(), filled)
    return AgendaRow(
        capability=row.capability,
        votes=len(row.votes),
        missing=_missing(row, seen_by or Viewer()),
        settled=row.settled,
        settled_level=level if row.settled else None,
        track=_track(row, row.first.agreement, level),
        again=_track(row, now, level) if row.again else None,
        gate=agreement_verdict(now),
        words=agreement_sentence(row.first.agreement),
        again_words=agreement_sentence(now) if row.again else "",
        is_contested=now.is_contested,
        split=words.conditions(lambda key: key in row.first.split or key in row.asked_again),
        levels=[] if filled is None else words.levels,
        majority_level=proposed.low if proposed else None,
        may_settle_at_majority=not now.is_contested and proposed is not None,
        voted_since=_voted_since(row),
        proposal=_proposal(row),
        mark=row.mark,
    )


def agreement_verdict(agreement: Agreement) -> str:
    """Return whether votes agree enough to settle (method.md 3.3), in two or three words."""
    if not agreement.raters:
        return _("No answers")
    if agreement.is_contested:
        return _("Not agreed")
    return _("Agreed") if agreement.has_enough_raters else _("Too few to tell")


def agreement_sentence(agreement: Agreement) -> str:
    """Return how far votes agree, as a sentence (method.md 3.3)."""
    if not agreement.raters:
        return _("Nobody gave an answer.")
    if agreement.levels and agreement.not_applicable:
        return _("Some say it does not apply, some gave a level.")
    if not agreement.levels:
        return _("All say it does not apply.")
    spread = {0: _("All agree"), 1: _("All within one level")}.get(
        agreement.range or 0,
        _("Votes from %(low)s to %(high)s")
        % {"low": agreement.levels[0], "high": agreement.levels[-1]},
    )
    people = ngettext("%s person", "%s people", agreement.raters) % agreement.raters
    if agreement.has_enough_raters:
        return f"{spread} ({people})."
    return _("%(spread)s (%(people)s; %(enough)s make agreement mean something).") % {
        "spread": spread,
        "people": people,
        "enough": ENOUGH_RATERS,
    }


def persons_votes(row: CapabilityVotes) -> list[PersonsVote]:
    """Return the first votes on one capability, in the order of their authors' names."""
    return [
        PersonsVote(
            shown=_shown(said),
            person=vote.person,
            comment=vote.comment,
            reason=vote.reason if vote.answers.not_applicable else "",
            confidence=vote.confidence,
        )
        for vote, said in zip(row.votes, row.first.readings, strict=True)
    ]


def _shown(said: Reading) -> int | str | None:
    if said.span is None:
        return None
    return "unknown" if said.level is None else said.level


def _missing(row: CapabilityVotes, seen_by: Viewer) -> list[str]:
    voted = {vote.person_id for vote in row.votes}
    return [name for member, name in (seen_by.on_duty or {}).items() if member not in voted]


def _track(row: CapabilityVotes, said: Agreement, level: int | None) -> Track:
    label = f"{row.capability.name}: {agreement_sentence(said)}"
    levels = TrackLevels(claimed=level, supported=level, low=level, high=level)
    return track(levels, votes=said.levels, label=label)


class _Told:
    """Who said what about the conditions of one capability, told as far as the page asks for it."""

    def __init__(
        self, row: CapabilityVotes, seen_by: Viewer, filled: Mapping[str, str] | None
    ) -> None:
        self._row = row
        self._filled = filled
        self._first = _said(row, row.votes, [said.values for said in row.first.readings])
        self._again = _said(row, row.again, [vote.answers.conditions for vote in row.again])
        self._own = _own(row, seen_by)
        self._counts = {answer: str(words) for answer, words in IN_WORDS.items()}
        self._labels = [(value, str(label)) for value, label in ANSWERS]

    @property
    def levels(self) -> list[LevelVotes]:
        """All conditions by level."""
        return [
            LevelVotes(level, [self._condition(level, each) for each in level.conditions])
            for level in self._row.capability.levels[1:]
        ]

    def conditions(self, are_wanted: Callable[[str], bool]) -> list[ConditionVotes]:
        """Return the conditions that are wanted by their keys, in the framework's order."""
        return [
            self._condition(level, condition)
            for level in self._row.capability.levels[1:]
            for condition in level.conditions
            if are_wanted(condition.key)
        ]

    def _condition(self, level: Level, condition: Condition) -> ConditionVotes:
        row, filled, key = self._row, self._filled, condition.key
        return ConditionVotes(
            condition=condition,
            level=level.number,
            first=self._in_words(self._first[key]),
            again=self._in_words(self._again[key]) if key in row.asked_again else None,
            is_split=key in row.first.split,
            is_still_split=key in row.latest.split,
            choices=[] if filled is None else self._choices(filled[key]),
            own=self._choices(self._own.get(key, "")) if key in row.asked_again else [],
        )

    def _in_words(self, said: Mapping[Answer, list[str]]) -> list[AnswerGroup]:
        return [
            AnswerGroup(answer, self._counts[answer] % len(people), ", ".join(people))
            for answer, people in said.items()
            if people
        ]

    def _choices(self, chosen: str) -> list[tuple[str, str, bool]]:
        return [(value, label, value == chosen) for value, label in self._labels]


def _own(row: CapabilityVotes, seen_by: Viewer) -> Mapping[str, str]:
    for vote in row.again:
        if vote.person_id == seen_by.member_id:
            return vote.answers.conditions
    return {}


def _said(
    row: CapabilityVotes, votes: Sequence[CastVote], answers: Sequence[Mapping[str, Answer]]
) -> Mapping[str, Mapping[Answer, list[str]]]:
    """Return who said what about each condition, given each vote's answers."""
    names: dict[str, dict[Answer, list[str]]] = {
        key: {answer: [] for answer in Answer} for key in row.capability.level_of_condition
    }
    for vote, values in zip(votes, answers, strict=True):
        if vote.answers.not_applicable:
            continue
        for key, answer in values.items():
            names[key][answer].append(vote.person)
    return names


def _voted_since(row: CapabilityVotes) -> bool:
    """Return whether somebody voted again after the capability was settled."""
    at = row.settled.at if row.settled else None
    return at is not None and any(vote.updated_at > at for vote in row.again)


def _proposal(row: CapabilityVotes) -> dict[str, Any]:
    """Return the form's initial values: what was settled before, else the majority."""
    settled = row.settled
    answers = settled.answers if settled else row.latest.merged
    values = condition_values(row.capability, answers)
    return {
        **{key: answer.value for key, answer in values.items()},
        "not_applicable": answers.not_applicable,
        "not_applicable_reason": settled.not_applicable_reason if settled else "",
        "not_applicable_approver": settled.not_applicable_approver if settled else "",
        "not_applicable_review_on": settled.not_applicable_review_on if settled else None,
        "rationale": settled.rationale if settled else "",
        "seen_version": settled.version if settled else 0,
    }
