"""Reads of a revealed session: both ballots side by side, what they say, what was settled."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from typing import NamedTuple

from assessments.frameworks.ladder import Answers
from assessments.frameworks.schema import Capability
from assessments.rounds.models import (
    FIRST_BALLOT,
    Participant,
    Revote,
    Session,
    SettledAnswer,
    Vote,
)
from assessments.rounds.models.answers import answers_from
from assessments.rounds.sessions import session_framework
from orgs.models import Member

from .agreement import Votes, merge_ballots

NOTHING = Answers()


class CastVote(NamedTuple):
    """A revealed vote on one capability: whose it is, what it says, what was written to it.

    `reason` says why the capability does not apply; `confidence` is None where it was not told.
    """

    person_id: int
    person: str
    ballot: int
    answers: Answers
    updated_at: datetime
    comment: str
    reason: str
    confidence: int | None


@dataclass(frozen=True)
class CapabilityVotes:
    """One capability of a revealed session: the first votes, those voted again, what was settled.

    `asked_again` holds the keys of the conditions that the facilitator put to a second vote.
    """

    capability: Capability
    votes: Sequence[CastVote]
    again: Sequence[CastVote]
    asked_again: frozenset[str]
    settled: SettledAnswer | None

    @cached_property
    def first(self) -> Votes:
        """The first votes, in the order of `votes`: what is split in them is the agenda."""
        return Votes(self.capability, [vote.answers for vote in self.votes])

    @cached_property
    def latest(self) -> Votes:
        """What each person says now, second answers in place of the first."""
        if not self.again:
            return self.first
        return Votes(self.capability, latest_answers([*self.votes, *self.again]))

    @property
    def mark(self) -> str:
        """What changes whenever the row of this capability does."""
        settled = self.settled.version if self.settled else 0
        last = max((vote.updated_at.timestamp() for vote in self.again), default=0)
        return f"{settled}-{len(self.asked_again)}-{len(self.again)}-{last:.6f}"


def latest_answers(cast: Iterable[CastVote | Vote]) -> list[Answers]:
    """Return what each person says now on one capability, given the votes of both ballots."""
    votes = list(cast)
    first = {vote.person_id: vote.answers for vote in votes if vote.ballot == FIRST_BALLOT}
    again = {vote.person_id: vote.answers for vote in votes if vote.ballot != FIRST_BALLOT}
    return [
        merge_ballots(first.get(person, NOTHING), again.get(person, NOTHING))
        for person in {**first, **again}
    ]


def revealed_votes(
    session: Session, participants: Iterable[Participant] | None = None
) -> list[CapabilityVotes]:
    """Return the capabilities of a revealed session, most split first.

    `participants` are all of the session's with their members, where they were read already.
    """
    if participants is None:
        participants = session.participants.select_related("member__user")
    votes = _votes(session, {row.member_id: row.member for row in participants})
    settled = {row.capability: row for row in session.settled.select_related("by__user")}
    asked = defaultdict(set)
    for capability, condition in Revote.objects.filter(session=session).values_list(
        "capability", "condition"
    ):
        asked[capability].add(condition)
    rows = [
        CapabilityVotes(
            capability=capability,
            votes=[vote for vote in votes[capability.key] if vote.ballot == FIRST_BALLOT],
            again=[vote for vote in votes[capability.key] if vote.ballot != FIRST_BALLOT],
            asked_again=frozenset(asked[capability.key]),
            settled=settled.get(capability.key),
        )
        for capability in session_framework(session).capabilities
    ]
    return sorted(rows, key=_most_split_first)


def _votes(session: Session, people: Mapping[int, Member]) -> Mapping[str, Sequence[CastVote]]:
    """Return the votes by capability, in the order of their authors' names."""
    names = {pk: str(person) for pk, person in people.items()}
    votes: defaultdict[str, list[CastVote]] = defaultdict(list)
    # The policy alone would let through one's own votes before the reveal.
    cast = Vote.objects.filter(session=session, session__reveal__isnull=False).order_by("pk")
    # Plain rows: models for hundreds of votes were a good part of the page's time.
    rows = cast.values_list(
        *("capability", "conditions", "anchor", "not_applicable", "person_id", "ballot"),
        *("updated_at", "comment", "not_applicable_reason", "confidence"),
    )
    for capability, said, anchor, not_applicable, person, ballot, *written in rows:
        answers = answers_from(said, anchor=anchor, not_applicable=not_applicable)
        votes[capability].append(CastVote(person, names[person], ballot, answers, *written))
    for voted in votes.values():
        voted.sort(key=lambda vote: vote.person)
    return votes


def _most_split_first(row: CapabilityVotes) -> tuple[bool, int, int]:
    """The first votes decide, so that a page in use keeps its order."""
    first = row.first.agreement
    return (not first.is_contested, -(first.range or 0), -len(row.first.split))
