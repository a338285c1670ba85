"""What the rounds room archives."""

from orgs.archive.export import ArchiveTable

from .models import (
    Diagnostics,
    Evidence,
    LateJudgement,
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
    ArchiveTable(Round),
    ArchiveTable(RoundUnit),
    ArchiveTable(Session),
    ArchiveTable(Participant),
    ArchiveTable(Reveal),
    ArchiveTable(Vote),
    ArchiveTable(Revote),
    ArchiveTable(SettledAnswer),
    ArchiveTable(Review),
    ArchiveTable(QuickCheck),
    ArchiveTable(SessionScope, personal=ASKED),
    ArchiveTable(Diagnostics, personal=ASKED),
    ArchiveTable(NamedFramework),
    ArchiveTable(LateJudgement, personal=(*ASKED, "revision")),
    ArchiveTable(Evidence, file="file"),
)
