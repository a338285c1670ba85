"""When and by whom it is answered: rounds, sessions, participants, votes, settled answers."""

from .answers import FIRST_BALLOT, CapabilityAnswers, Confidence, Reveal, SettledAnswer, Vote
from .campaign import Round, RoundQuerySet, RoundState, RoundUnit
from .reviews import Review, Verdict
from .sessions import Participant, Session, SessionQuerySet, SessionState

__all__ = [
    "FIRST_BALLOT",
    "CapabilityAnswers",
    "Confidence",
    "Participant",
    "Reveal",
    "Review",
    "Round",
    "RoundQuerySet",
    "RoundState",
    "RoundUnit",
    "Session",
    "SessionQuerySet",
    "SessionState",
    "SettledAnswer",
    "Verdict",
    "Vote",
]
