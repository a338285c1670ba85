"""What the rounds room archives."""

from orgs.archive.export import Archived

from .models import (
    Diagnostics,
    Evidence,
    NamedFramework,
    Participant,
    QuickCheck,
    Reveal,
    Review,
    Revote,
    Round,
    RoundUnit,
    Session,
    SessionScope,
    SettledAnswer,
    Vote,
)

# What a session counts and answers is the team's; that somebody wrote it down is the person's.
ASKED = ("session_id", "by_id", "at")
TABLES = (
    Archived(Round),
    Archived(RoundUnit),
    Archived(Session),
    Archived(Participant),
    Archived(Reveal),
    Archived(Vote),
    Archived(Revote),
    Archived(SettledAnswer),
    Archived(Review),
    Archived(QuickCheck),
    Archived(SessionScope, told=ASKED),
    Archived(Diagnostics, told=ASKED),
    Archived(NamedFramework),
    Archived(Evidence, file="file"),
)
