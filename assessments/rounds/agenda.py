"""What the reveal shows of a capability: votes as dots, how far they agree, what to settle."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from assessments.frameworks.ladder import Answer, bounds, condition_values
from assessments.frameworks.schema import Capability, Condition, Level
from assessments.frameworks.tracks import Track, TrackLevels, track
from assessments.rounds.agreement import ENOUGH_RATERS, Agreement
from assessments.rounds.forms import ANSWERS, SettleForm
from assessments.rounds.models import SettledAnswer, Vote
from assessments.rounds.queries import CapabilityVotes


@dataclass(frozen=True)
class ConditionVotes:
    """One condition: how many said what, who said no or did not know, what the form holds."""

    condition: Condition
    yes: int
    no: int
    dont_know: int
    is_split: bool
    choices: Sequence[tuple[str, str, bool]]


@dataclass(frozen=True)
class LevelVotes:
    """One level's conditions."""

    level: Level
    conditions: Sequence[ConditionVotes]


@dataclass(frozen=True)
class AgendaRow:
    """One capability of the reveal."""

    capability: Capability
    votes: Sequence[Vote]
    settled: SettledAnswer | None
    settled_level: int | None
    track: Track
    words: str
    is_contested: bool
    split: Sequence[Condition]
    levels: Sequence[LevelVotes]
    majority_level: int | None
    may_settle_at_majority: bool
    proposal: Mapping[str, Any]


def agenda(rows: Sequence[CapabilityVotes]) -> list[AgendaRow]:
    """Return the rows of the reveal, in the given order."""
    return [agenda_row(row) for row in rows]


def agenda_row(row: CapabilityVotes, form: SettleForm | None = None) -> AgendaRow:
    """Return one capability of the reveal; `form` holds what is being settled, if anything is."""
    proposed = bounds(row.capability, row.merged)
    span = bounds(row.capability, row.settled.answers) if row.settled else proposed
    level = span.low if span else None
    names = {condition.key: condition for condition in row.capability.conditions}
    return AgendaRow(
        capability=row.capability,
        votes=row.votes,
        settled=row.settled,
        settled_level=level if row.settled else None,
        track=_track(row, level),
        words=in_words(row.agreement),
        is_contested=row.agreement.is_contested,
        split=[names[key] for key in row.split],
        levels=_levels(row, form),
        majority_level=proposed.low if proposed else None,
        may_settle_at_majority=not row.agreement.is_contested and proposed is not None,
        proposal=_proposal(row),
    )


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


def _track(row: CapabilityVotes, level: int | None) -> Track:
    label = f"{row.capability.name}: {in_words(row.agreement)}"
    levels = TrackLevels(claimed=level, supported=level, low=level, high=level)
    return track(levels, votes=row.agreement.levels, label=label)


def _levels(row: CapabilityVotes, form: SettleForm | None) -> list[LevelVotes]:
    said = [condition_values(row.capability, vote.answers) for vote in row.votes]
    return [
        LevelVotes(
            level=level,
            conditions=[
                _condition(condition, [values[condition.key] for values in said], row, form)
                for condition in level.conditions
            ],
        )
        for level in row.capability.levels[1:]
    ]


def _condition(
    condition: Condition, said: Sequence[Answer], row: CapabilityVotes, form: SettleForm | None
) -> ConditionVotes:
    counts = Counter(said)
    chosen = str(form[condition.key].value() or "") if form else ""
    return ConditionVotes(
        condition=condition,
        yes=counts[Answer.YES],
        no=counts[Answer.NO],
        dont_know=counts[Answer.DONT_KNOW],
        is_split=condition.key in row.split,
        choices=[(value, str(label), value == chosen) for value, label in ANSWERS],
    )


def _proposal(row: CapabilityVotes) -> dict[str, Any]:
    """Return the form's initial values: what was settled before, else the majority."""
    settled = row.settled
    answers = settled.answers if settled else row.merged
    values = condition_values(row.capability, answers)
    return {
        **{key: answer.value for key, answer in values.items()},
        "not_applicable": answers.not_applicable,
        "not_applicable_reason": settled.not_applicable_reason if settled else "",
        "rationale": settled.rationale if settled else "",
        "seen_version": settled.version if settled else 0,
    }
