"""The evidence of a session as its pages show it; the database leaves out what is still private."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.db import connection

from assessments.frameworks.schema import Capability, Condition, Framework, Level
from assessments.rounds.models import Evidence, Grade, Session
from assessments.rounds.sessions import earlier_session

# A piece may have been taken over from round to round; UNION ends where one would lead in a circle.
_EARLIER_AUTHORS = """
WITH RECURSIVE earlier AS (
    SELECT id AS piece, taken_from_id AS former FROM rounds_evidence WHERE id = ANY(%s)
    UNION
    SELECT earlier.piece, evidence.taken_from_id
    FROM earlier JOIN rounds_evidence evidence ON evidence.id = earlier.former
)
SELECT earlier.piece, evidence.author_id
FROM earlier JOIN rounds_evidence evidence ON evidence.id = earlier.former
"""


@dataclass(frozen=True)
class EvidencePiece:
    """One piece of evidence, and whether it counts on the day it is looked at.

    `bringers` are the numbers of the members who brought it, here or to an earlier session.
    """

    row: Evidence
    is_expired: bool
    verifies: bool
    bringers: frozenset[int]

    @property
    def grade(self) -> str:
        """Its grade as a short name."""
        return f"E{self.row.grade}"

    @property
    def meaning(self) -> str:
        """What the grade means."""
        return str(Grade(self.row.grade).label)


@dataclass(frozen=True)
class ConditionEvidence:
    """One condition and the evidence for it."""

    condition: Condition
    pieces: Sequence[EvidencePiece]

    @property
    def is_verified(self) -> bool:
        """Whether something unexpired of grade E2 or better backs it."""
        return any(piece.verifies for piece in self.pieces)


@dataclass(frozen=True)
class LevelEvidence:
    """One level's conditions; `proof` is what the framework says would prove it."""

    level: Level
    proof: str
    conditions: Sequence[ConditionEvidence]


@dataclass(frozen=True)
class CapabilityEvidence:
    """One capability's levels, how many of its conditions are verified or have any evidence."""

    capability: Capability
    levels: Sequence[LevelEvidence]

    @property
    def conditions(self) -> list[ConditionEvidence]:
        """All conditions, from level 1 up."""
        return [row for level in self.levels for row in level.conditions]

    @property
    def backed(self) -> int:
        """How many conditions have any evidence."""
        return sum(bool(row.pieces) for row in self.conditions)

    @property
    def verified(self) -> int:
        """How many conditions are verified."""
        return sum(row.is_verified for row in self.conditions)


@dataclass(frozen=True)
class ConditionPage:
    """Everything about one condition's evidence; `offers` are an earlier session's pieces."""

    capability: Capability
    level: Level
    condition: Condition
    proof: str
    pieces: Sequence[EvidencePiece]
    offers: Sequence[EvidencePiece]


def session_evidence(
    session: Session, framework: Framework, today: date
) -> list[CapabilityEvidence]:
    """Return the evidence of all conditions, in the framework's order."""
    found = _by_condition(session, today)
    return [_capability(capability, found) for capability in framework.capabilities]


def condition_page(
    session: Session, framework: Framework, condition: str, today: date
) -> ConditionPage:
    """Return one condition's evidence; raise KeyError where there is no such condition."""
    capability = framework.capability_of_condition[condition]
    level = capability.levels[capability.level_of_condition[condition]]
    pieces = _by_condition(session, today, condition)[condition]
    return ConditionPage(
        capability=capability,
        level=level,
        condition=next(row for row in level.conditions if row.key == condition),
        proof=capability.step_to(level.number).evidence,
        pieces=pieces,
        offers=_offers(session, condition, today, pieces),
    )


def own_evidence(
    session: Session, capability: str, member_id: int, today: date
) -> list[EvidencePiece]:
    """Return what one person brought for one capability, by condition."""
    rows = Evidence.objects.filter(session=session, capability=capability, author=member_id)
    return _pieces(list(rows.standing().order_by("condition", "pk")), today)


def _by_condition(
    session: Session, today: date, *conditions: str
) -> Mapping[str, Sequence[EvidencePiece]]:
    rows = Evidence.objects.filter(session=session).standing()
    if conditions:
        rows = rows.filter(condition__in=conditions)
    found: defaultdict[str, list[EvidencePiece]] = defaultdict(list)
    named = rows.select_related("author__user", "checked_by__user")
    for piece in _pieces(list(named.order_by("-grade", "pk")), today):
        found[piece.row.condition].append(piece)
    return found


def _offers(
    session: Session, condition: str, today: date, pieces: Sequence[EvidencePiece]
) -> list[EvidencePiece]:
    """Return what the earlier session had, still holds, and has not been taken over."""
    earlier = earlier_session(session) if session.takes_facts else None
    if earlier is None:
        return []
    taken = {piece.row.taken_from_id for piece in pieces}
    had = _by_condition(earlier, today, condition)[condition]
    return [piece for piece in had if not piece.is_expired and piece.row.pk not in taken]


def bringers_of(rows: Sequence[Evidence]) -> Mapping[int, frozenset[int]]:
    """Return who brought each piece: its author, and those of what it was taken over from."""
    bringers = {row.pk: {row.author_id} for row in rows}
    if taken := [row.pk for row in rows if row.taken_from_id]:
        with connection.cursor() as cursor:
            cursor.execute(_EARLIER_AUTHORS, [taken])
            for pk, author in cursor.fetchall():
                bringers[pk].add(author)
    return {pk: frozenset(members) for pk, members in bringers.items()}


def _pieces(rows: Sequence[Evidence], today: date) -> list[EvidencePiece]:
    bringers = bringers_of(rows)
    return [
        EvidencePiece(
            row,
            is_expired=row.is_expired(today),
            verifies=row.verifies(today),
            bringers=bringers[row.pk],
        )
        for row in rows
    ]


def _capability(
    capability: Capability, found: Mapping[str, Sequence[EvidencePiece]]
) -> CapabilityEvidence:
    return CapabilityEvidence(
        capability=capability,
        levels=[
            LevelEvidence(
                level=level,
                proof=capability.step_to(level.number).evidence,
                conditions=[
                    ConditionEvidence(row, found.get(row.key, ())) for row in level.conditions
                ],
            )
            for level in capability.levels[1:]
        ],
    )
