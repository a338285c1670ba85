"""What the rounds room archives."""

from assessments.rounds.models import (
    Diagnostics,
    Evidence,
    NamedFramework,
    Participant,
    Reveal,
    Review,
    Round,
    RoundUnit,
    Session,
    SessionScope,
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
    Archived(SessionScope),
    Archived(Diagnostics),
    Archived(NamedFramework),
    Archived(Evidence, file="file"),
)
