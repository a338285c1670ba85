"""What the rounds room archives."""

from assessments.rounds.models import (
    Participant,
    Reveal,
    Review,
    Round,
    RoundUnit,
    Session,
    SettledAnswer,
    Vote,
)
from orgs.archive import Archived

TABLES = (
    Archived(Round),
    Archived(RoundUnit),
    Archived(Session),
    Archived(Participant),
    Archived(Reveal),
    Archived(Vote),
    Archived(SettledAnswer),
    Archived(Review),
)
