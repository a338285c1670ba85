"""What the reveal shows of a capability: votes as dots, how far they agree, what to settle."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from assessments.frameworks.ladder import Answer, bounds, condition_values, knows_nothing
from assessments.frameworks.schema import Capability, Condition, Level
from assessments.frameworks.tracks import Track, TrackLevels, track
from assessments.rounds.agreement import ENOUGH_RATERS, Agreement
from assessments.rounds.forms import ANSWERS, SettleForm
from assessments.rounds.models import FIRST_BALLOT, Confidence, Participant, SettledAnswer, Vote
from assessments.rounds.revealed import CapabilityVotes

SURE = dict(Confidence.choices)
IN_WORDS = {
    Answer.YES: gettext_lazy("%s yes"),
    Answer.NO: gettext_lazy("%s no"),
    Answer.DONT_KNOW: gettext_lazy("%s don't know"),
}


@dataclass(frozen=True)
class Said:
    """Those who gave one answer to one condition: how many in words, and their names."""

    answer: Answer
    people: int
    words: str
    names: str


@dataclass(frozen=True)
class ConditionVotes:
    """One condition: who said what at first and again, what the form holds.

    `again` is None where nobody was asked again; `own` are the viewer's choices for that vote.
    """

    condition: Condition
    level: int
    first: Sequence[Said]
    again: Sequence[Said] | None
    is_split: bool
    is_still_split: bool
    choices: Sequence[tuple[str, str, bool]]
    own: Sequence[tuple[str, str, bool]]


@dataclass(frozen=True)
class PersonsVote:
    """One person's first vote and the level it makes; no level where none follows from it."""

    vote: Vote
    level: int | None
    confidence: str

    @property
    def shown(self) -> int | str | None:
        """The level as its chip shows it."""
        if self.vote.not_applicable:
            return None
        return "unknown" if self.level is None else self.level


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
    votes: Sequence[PersonsVote]
    missing: Sequence[str]
    settled: SettledAnswer | None
    settled_level: int | None
    track: Track
    again: Track | None
    gate: str
    words: str
    again_words: str
    said: Agreement
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


def viewer(member_id: int, participants: Iterable[Participant]) -> Viewer:
    """Return the viewer of a session with these participants."""
    on_duty = {row.member_id: str(row) for row in participants if not row.excused_at}
    return Viewer(member_id, on_duty)


def agenda(rows: Sequence[CapabilityVotes], seen_by: Viewer) -> list[AgendaRow]:
    """Return the rows of the reveal, in the given order."""
    return [agenda_row(row, seen_by=seen_by) for row in rows]


def agenda_row(
    row: CapabilityVotes, form: SettleForm | None = None, seen_by: Viewer | None = None
) -> AgendaRow:
    """Return one capability of the reveal; `form` holds what is being settled, if anything is."""
    proposed = bounds(row.capability, row.merged)
    span = bounds(row.capability, row.settled.answers) if row.settled else proposed
    level = span.low if span else None
    told = _Told(row, seen_by or Viewer(), form)
    return AgendaRow(
        capability=row.capability,
        votes=[PersonsVote(vote, _level(row, vote), _sure(vote)) for vote in row.votes],
        missing=_missing(row, seen_by or Viewer()),
        settled=row.settled,
        settled_level=level if row.settled else None,
        track=_track(row, row.first, level),
        again=_track(row, row.agreement, level) if row.again else None,
        gate=gate(row.agreement),
        words=in_words(row.first),
        again_words=in_words(row.agreement) if row.again else "",
        said=row.agreement,
        is_contested=row.agreement.is_contested,
        split=told.conditions(lambda key: key in row.split or key in row.asked_again),
        levels=told.levels if form else [],
        majority_level=proposed.low if proposed else None,
        may_settle_at_majority=not row.agreement.is_contested and proposed is not None,
        voted_since=_voted_since(row),
        proposal=_proposal(row),
        mark=row.mark,
    )


def gate(said: Agreement) -> str:
    """Return whether votes agree enough to settle (method.md 3.3), in two or three words."""
    if not said.raters:
        return _("No answers")
    if said.is_contested:
        return _("Not agreed")
    return _("Agreed") if said.has_enough_raters else _("Too few to tell")


def in_words(said: Agreement) -> str:
    """Return how far votes agree, as a sentence (method.md 3.3)."""
    if not said.raters:
        return _("Nobody gave an answer.")
    if said.levels and said.not_applicable:
        return _("Some say it does not apply, some gave a level.")
    if not said.levels:
        return _("All say it does not apply.")
    spread = {0: _("All agree"), 1: _("All within one level")}.get(
        said.range or 0,
        _("Votes from %(low)s to %(high)s") % {"low": said.levels[0], "high": said.levels[-1]},
    )
    people = ngettext("%s person", "%s people", said.raters) % said.raters
    if said.has_enough_raters:
        return f"{spread} ({people})."
    return _("%(spread)s (%(people)s; %(enough)s make agreement mean something).") % {
        "spread": spread,
        "people": people,
        "enough": ENOUGH_RATERS,
    }


def _level(row: CapabilityVotes, vote: Vote) -> int | None:
    answers = row.answers[vote.pk]
    if knows_nothing(row.capability, answers):
        return None
    reached = bounds(row.capability, answers)
    return reached.low if reached else None


def _sure(vote: Vote) -> str:
    return str(SURE[vote.confidence]) if vote.confidence else ""


def _missing(row: CapabilityVotes, seen_by: Viewer) -> list[str]:
    voted = {vote.person_id for vote in row.votes}
    return [name for member, name in (seen_by.on_duty or {}).items() if member not in voted]


def _track(row: CapabilityVotes, said: Agreement, level: int | None) -> Track:
    label = f"{row.capability.name}: {in_words(said)}"
    levels = TrackLevels(claimed=level, supported=level, low=level, high=level)
    return track(levels, votes=said.levels, label=label)


class _Told:
    """Who said what about the conditions of one capability, told as far as the page asks for it."""

    def __init__(self, row: CapabilityVotes, seen_by: Viewer, form: SettleForm | None) -> None:
        self._row = row
        self._form = form
        self._first, self._again = _said(row, row.votes), _said(row, row.again)
        self._own = _own(row, seen_by)

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
        row, form, key = self._row, self._form, condition.key
        return ConditionVotes(
            condition=condition,
            level=level.number,
            first=_in_words(self._first[key]),
            again=_in_words(self._again[key]) if key in row.asked_again else None,
            is_split=key in row.split,
            is_still_split=key in row.still_split,
            choices=_choices(form[key].value()) if form else [],
            own=_choices(self._own.get(key, "")) if key in row.asked_again else [],
        )


def _own(row: CapabilityVotes, seen_by: Viewer) -> Mapping[str, str]:
    for vote in row.again:
        if vote.person_id == seen_by.member_id:
            conditions: Mapping[str, str] = vote.conditions
            return conditions
    return {}


def _choices(chosen: str) -> list[tuple[str, str, bool]]:
    return [(value, str(label), value == chosen) for value, label in ANSWERS]


def _said(row: CapabilityVotes, votes: Sequence[Vote]) -> Mapping[str, Mapping[Answer, list[str]]]:
    """Return who said what about each condition; on a second ballot only what was answered."""
    names: dict[str, dict[Answer, list[str]]] = {
        key: {answer: [] for answer in Answer} for key in row.capability.level_of_condition
    }
    for vote in votes:
        if vote.not_applicable:
            continue
        name = str(vote.person)
        for key, answer in _values(row, vote).items():
            names[key][answer].append(name)
    return names


def _in_words(said: Mapping[Answer, list[str]]) -> list[Said]:
    return [
        Said(answer, len(people), IN_WORDS[answer] % len(people), ", ".join(people))
        for answer, people in said.items()
        if people
    ]


def _values(row: CapabilityVotes, vote: Vote) -> Mapping[str, Answer]:
    answers = row.answers[vote.pk]
    if vote.ballot == FIRST_BALLOT:
        return condition_values(row.capability, answers)
    return answers.conditions


def _voted_since(row: CapabilityVotes) -> bool:
    """Return whether somebody voted again after the capability was settled."""
    at = row.settled.at if row.settled else None
    return at is not None and any(vote.updated_at > at for vote in row.again)


def _proposal(row: CapabilityVotes) -> dict[str, Any]:
    """Return the form's initial values: what was settled before, else the majority."""
    settled = row.settled
    answers = settled.answers if settled else row.merged
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
