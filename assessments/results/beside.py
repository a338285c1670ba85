"""What a result's pages say of evidence, scope and diagnostic answers, ready to be shown."""

from dataclasses import dataclass
from datetime import date

from assessments.rounds.context.wording import Diagnosis


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
class Beside:
    """What stood beside the answers."""

    flags: tuple[Flag, ...] = ()
    diagnoses: tuple[Diagnosis, ...] = ()
    scope: tuple[CountedShown, ...] = ()
