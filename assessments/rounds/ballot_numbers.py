"""The ballots of a session by number: the second is held in the open, beside the first."""

FIRST_BALLOT = 1
SECOND_BALLOT = 2
