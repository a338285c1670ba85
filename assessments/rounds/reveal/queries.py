"""Reads of a revealed session: both ballots side by side, what they say, what was settled."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from assessments.rounds.models import (
    FIRST_BALLOT,
    Confidence,
    Participant,
    Revote,
    Session,
    Vote,
)
from assessments.rounds.models.answers import answers_from
from assessments.rounds.sessions import session_framework
from orgs.models import Member

from .ballots import CapabilityVotes, CastVote


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
    asked_conditions = defaultdict(set)
    for capability, condition in Revote.objects.filter(session=session).values_list(
        "capability", "condition"
    ):
        asked_conditions[capability].add(condition)
    rows = [
        CapabilityVotes(
            capability=capability,
            votes=[vote for vote in votes[capability.key] if vote.ballot == FIRST_BALLOT],
            again=[vote for vote in votes[capability.key] if vote.ballot != FIRST_BALLOT],
            asked_again=frozenset(asked_conditions[capability.key]),
            settled=settled.get(capability.key),
        )
        for capability in session_framework(session).capabilities
    ]
    return sorted(rows, key=_most_split_first)


def _votes(session: Session, people: Mapping[int, Member]) -> Mapping[str, Sequence[CastVote]]:
    """Return the votes by capability, in the order of their authors' names."""
    names = {pk: str(person) for pk, person in people.items()}
    in_words = {None: ""} | {value: str(label) for value, label in Confidence.choices}
    votes: defaultdict[str, list[CastVote]] = defaultdict(list)
    # The policy alone would let through one's own votes before the reveal.
    cast = Vote.objects.filter(session=session, session__reveal__isnull=False).order_by("pk")
    # Plain rows: models for hundreds of votes were a good part of the page's time.
    rows = cast.values_list(
        *("capability", "conditions", "anchor", "not_applicable", "person_id", "ballot"),
        *("updated_at", "comment", "not_applicable_reason", "confidence"),
    )
    for capability, said, anchor, not_applicable, person, ballot, at, comment, reason, sure in rows:
        answers = answers_from(said, anchor=anchor, not_applicable=not_applicable)
        votes[capability].append(
            CastVote(person, names[person], ballot, answers, at, comment, reason, in_words[sure])
        )
    for voted in votes.values():
        voted.sort(key=lambda vote: vote.person)
    return votes


def _most_split_first(row: CapabilityVotes) -> tuple[bool, int, int]:
    """The first votes decide, so that a page in use keeps its order."""
    first = row.first.agreement
    return (not first.is_contested, -(first.range or 0), -len(row.first.split))
