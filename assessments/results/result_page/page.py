"""A result as its page shows it: plain values, and what follows from them."""

from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from typing import NamedTuple

from assessments.frameworks.level_track import Track
from assessments.frameworks.schema import Capability, Condition, Level
from assessments.results.scoring.explanation import AnswerCounts
from assessments.results.scoring.next_steps import NextStep
from assessments.rounds.context.wording import Diagnosis, LateVerdict

from .headline import Headline


@dataclass(frozen=True)
class EvidenceShown:
    """One piece of evidence as it stood at submission; `file_id` leads to its file.

    `history` says in words who brought and checked it, and whether it counts.
    """

    grade: str
    says: str
    url: str
    file_id: int | None
    file_name: str
    source: str
    by: str
    added_on: date
    checked_by: str
    checked_on: date | None
    expires_on: date
    counts: bool
    history: str


@dataclass(frozen=True)
class Flag:
    """One doubt about a level: the capability, the question, and what it rests on."""

    capability: str
    question: str
    because: str


@dataclass(frozen=True)
class CountedShown:
    """One list that percentages are of: how many or how much, and its names."""

    name: str
    total: str
    names: tuple[str, ...]


@dataclass(frozen=True)
class SupportingData:
    """What stood beside the answers.

    `is_unjudged`: people named governance frameworks, and the result froze them without a
    judgement; `late` is the newest judgement that came after it.
    """

    flags: tuple[Flag, ...] = ()
    diagnoses: tuple[Diagnosis, ...] = ()
    scope: tuple[CountedShown, ...] = ()
    is_unjudged: bool = False
    late: LateVerdict | None = None


@dataclass(frozen=True)
class Lack:
    """Why one claimed level is not backed; `have` is what the needed capability has, in words."""

    level: int
    needs: str
    level_needed: int
    have: str
    because: str


@dataclass(frozen=True)
class ConditionShown:
    """One condition: what was settled, what people said, and what is special about it.

    `said_text` counts what they said in words, `special_text` names what is special.
    """

    condition: Condition
    value: str
    value_label: str
    said: AnswerCounts
    said_text: str
    is_split: bool
    is_ahead: bool
    special_text: str = ""
    evidence: tuple[EvidenceShown, ...] = ()


class LevelShown(NamedTuple):
    """One level of a ladder with its conditions."""

    level: Level
    conditions: tuple[ConditionShown, ...]


class Comment(NamedTuple):
    """What a voter remarked; it never stands beside a vote."""

    person: str
    text: str


@dataclass(frozen=True)
class Settling:
    """Who settled a capability when, and why so; why its target is the unit's own where it is."""

    by: str
    at: datetime
    rationale: str
    not_applicable_reason: str
    target_reason: str = ""
    approver: str = ""
    review_on: date | None = None


@dataclass(frozen=True)
class CapabilityRow:
    """One capability of a result; levels are None where it does not apply.

    `level_text` is the claimed level with its bounds, `standing_text` what is supported, verified
    and aimed at; `gap` the weighted levels short of the target, `votes_text` the votes in words,
    `evidence_text` how much evidence there is, how old.
    """

    capability: Capability
    claimed: int | None
    low: int | None
    high: int | None
    supported: int | None
    verified: int | None
    target: int
    weight: Decimal
    gap: Decimal
    not_applicable: bool
    knows_nothing: bool
    holds_stage: bool
    level_text: str
    standing_text: str
    track: Track
    votes: tuple[int, ...]
    votes_text: str
    evidence_text: str
    is_contested: bool
    contested_text: str
    lacks: tuple[Lack, ...]
    next_step: NextStep | None
    levels: tuple[LevelShown, ...]
    comments: tuple[Comment, ...]
    settling: Settling


@dataclass(frozen=True)
class ThemeRow:
    """One theme: its lowest known supported level, what is below target, what nobody knows."""

    name: str
    summary: str
    lowest: int | None
    below_target: tuple[str, ...]
    unknown: tuple[str, ...]


@dataclass(frozen=True)
class Revision:
    """One submission of the session."""

    result_id: int
    number: int
    submitted_at: datetime


@dataclass(frozen=True)
class ResultPage:
    """All that a result says: the one read model of its page and of its report."""

    result_id: int
    session_id: int
    unit: str
    round: str
    headline: Headline
    rows: tuple[CapabilityRow, ...]
    themes: tuple[ThemeRow, ...]
    revision: int
    revisions: tuple[Revision, ...]
    submitted_by: str
    submitted_at: datetime
    framework_name: str
    framework_version: str
    scoring_version: str
    digest: str
    place: tuple[str, ...] = ()
    beside: SupportingData = field(default_factory=SupportingData)

    @property
    def is_newest(self) -> bool:
        """Whether no later submission replaced this one."""
        return self.revision == max(revision.number for revision in self.revisions)

    @property
    def has_verified(self) -> bool:
        """Whether evidence backs any level."""
        return any(row.verified is not None for row in self.rows)

    @property
    def own_targets(self) -> tuple[CapabilityRow, ...]:
        """The rows for which the unit aims elsewhere than its round."""
        return tuple(row for row in self.rows if row.settling.target_reason)

    @property
    def next_steps(self) -> tuple[CapabilityRow, ...]:
        """The rows below target, largest weighted gap first."""
        return tuple(row for row in self.rows if row.next_step)
