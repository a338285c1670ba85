"""When and by whom it is answered: rounds, sessions, participants, votes, settled answers."""

from assessments.rounds.ballot_numbers import FIRST_BALLOT, SECOND_BALLOT
from assessments.rounds.models.diagnostics import (
    Diagnostics,
    DiagnosticsSource,
    LateJudgement,
    NamedFramework,
)

from .answers import (
    CapabilityAnswers,
    Confidence,
    Reveal,
    Revote,
    SettledAnswer,
    Vote,
)
from .campaign import Round, RoundQuerySet, RoundState, RoundUnit
from .evidence import Evidence, Grade
from .quick_checks import QuickCheck
from .reviews import Review, Verdict
from .scope import SessionScope
from .sessions import (
    SUBMITTED,
    UNTIL_SUBMITTED,
    Participant,
    Session,
    SessionQuerySet,
    SessionState,
)

__all__ = [
    "FIRST_BALLOT",
    "SECOND_BALLOT",
    "SUBMITTED",
    "UNTIL_SUBMITTED",
    "CapabilityAnswers",
    "Confidence",
    "Diagnostics",
    "DiagnosticsSource",
    "Evidence",
    "Grade",
    "LateJudgement",
    "NamedFramework",
    "Participant",
    "QuickCheck",
    "Reveal",
    "Review",
    "Revote",
    "Round",
    "RoundQuerySet",
    "RoundState",
    "RoundUnit",
    "Session",
    "SessionQuerySet",
    "SessionScope",
    "SessionState",
    "SettledAnswer",
    "Verdict",
    "Vote",
]
