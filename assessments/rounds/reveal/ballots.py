"""The ballots of a revealed session side by side: what they say, what was settled. Pure."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property
from typing import NamedTuple, Protocol

from assessments.frameworks.ladder import Answers
from assessments.frameworks.schema import Capability
from assessments.rounds.ballot_numbers import FIRST_BALLOT

from .agreement import Votes, merge_ballots

NOTHING = Answers()


class BallotAnswers(Protocol):
    """One person's answers on one capability in one ballot."""

    @property
    def person_id(self) -> int:
        """The number of the person as a member."""

    @property
    def ballot(self) -> int:
        """Which ballot it is."""

    @property
    def answers(self) -> Answers:
        """What the person says."""


class Settled(Protocol):
    """What is shown of a settled answer."""

    at: datetime
    version: int
    rationale: str
    not_applicable_reason: str
    not_applicable_approver: str
    not_applicable_review_on: date | None

    @property
    def by(self) -> object:
        """Who settled it; written as text, the name."""

    @property
    def answers(self) -> Answers:
        """What was agreed."""


class CastVote(NamedTuple):
    """A revealed vote on one capability: whose it is, what it says, what was written to it.

    `reason` says why the capability does not apply; `confidence` is empty where it was not told.
    """

    person_id: int
    person: str
    ballot: int
    answers: Answers
    updated_at: datetime
    comment: str
    reason: str
    confidence: str


@dataclass(frozen=True)
class CapabilityVotes:
    """One capability of a revealed session: the first votes, those voted again, what was settled.

    `asked_again` holds the keys of the conditions that the facilitator put to a second vote.
    """

    capability: Capability
    votes: Sequence[CastVote]
    again: Sequence[CastVote]
    asked_again: frozenset[str]
    settled: Settled | None

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


def latest_answers(cast: Iterable[BallotAnswers]) -> list[Answers]:
    """Return what each person says now on one capability, given the votes of both ballots."""
    votes = list(cast)
    first = {vote.person_id: vote.answers for vote in votes if vote.ballot == FIRST_BALLOT}
    again = {vote.person_id: vote.answers for vote in votes if vote.ballot != FIRST_BALLOT}
    return [
        merge_ballots(first.get(person, NOTHING), again.get(person, NOTHING))
        for person in {**first, **again}
    ]
