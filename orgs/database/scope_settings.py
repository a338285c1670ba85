"""The settings that row-level security reads; their names are written here alone.

`tenancy` sets them, policies and triggers read them. Migrations are frozen and hold the names as
text; a test compares both by the database's catalogue.
"""

from typing import Final, Literal, TypedDict

PREFIX: Final = "app."
ORGANIZATION: Final = f"{PREFIX}organization"
PERSON: Final = f"{PREFIX}person"
ERASING: Final = f"{PREFIX}erasing"
ORIGIN: Final = f"{PREFIX}origin"

SettingName = Literal[
    "organization",
    "person",
    "invitation",
    "operator",
    "sweeper",
    "mailer",
    "loader",
    "erasing",
    "origin",
]


class ScopeSettings(TypedDict, total=False):
    """What a scope may set: a number or a text, "on" for a right, empty to take it away."""

    organization: object  # whose rows may be read and written
    person: object  # who asks: their votes, memberships and evidence
    invitation: object  # the digest of the link that is being opened
    operator: object  # commands, which find an organization by its address
    sweeper: object  # tasks, which find the jobs of all organizations
    mailer: object  # the sending of mails
    loader: object  # the publishing of built-in frameworks
    erasing: object  # the changing of history, which else stays as written
    origin: object  # where a change comes from, for the history
