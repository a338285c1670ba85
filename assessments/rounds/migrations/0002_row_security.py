from django.db import migrations

from orgs.database.grouped_operations import Together
from orgs.database.row_security import ERASING, event_table, frozen, policy, tenant_table
from orgs.database.tenancy import CURRENT_PERSON

MINE = f"IN (SELECT id FROM orgs_member WHERE user_id = {CURRENT_PERSON})"
REVEALED = "session_id IN (SELECT session_id FROM rounds_reveal)"

# Votes are private until their session's reveal: nobody but their author reads them, whoever asks.
# A leader's picture is as private, and so is the past of both.
OWN_OR_REVEALED = f"person_id {MINE} OR {REVEALED}"
PRIVATE = ("rounds_vote", "rounds_voteevent", "rounds_quickcheck", "rounds_quickcheckevent")

# What erases an organization finds the files of private rows too.
PRIVATE_BUT_FROM_ERASING = {
    "rounds_namedframework": "person_id",
    "rounds_namedframeworkevent": "person_id",
    "rounds_evidence": "author_id",
    "rounds_evidenceevent": "author_id",
}

# Dates act in every organization, so their task asks all rounds which are due.
SWEEPER = "(SELECT current_setting('app.sweeper', true)) = 'on'"

# A version of another organization is invisible here, so a round cannot ask it.
VERSION_IS_VISIBLE = migrations.RunSQL(
    """
    CREATE FUNCTION rounds_round_asks_a_visible_version() RETURNS trigger LANGUAGE plpgsql AS
    $$ BEGIN
        IF NOT EXISTS (SELECT FROM frameworks_frameworkversion WHERE id = NEW.version_id) THEN
            RAISE EXCEPTION 'A round asks a framework version of its own organization.'
            USING ERRCODE = 'foreign_key_violation';
        END IF;
        RETURN NEW;
    END $$;
    CREATE TRIGGER rounds_round_asks_a_visible_version
    BEFORE INSERT OR UPDATE OF version_id ON rounds_round
    FOR EACH ROW EXECUTE FUNCTION rounds_round_asks_a_visible_version();
    """,
    """
    DROP TRIGGER rounds_round_asks_a_visible_version ON rounds_round;
    DROP FUNCTION rounds_round_asks_a_visible_version();
    """,
)

ROUND_AND_UNIT = {"round_id": "rounds_round", "unit_id": "orgs_unit"}
SESSION_AND_AUTHOR = {"session_id": "rounds_session", "by_id": "orgs_member"}
SESSION_AND_PERSON = {"session_id": "rounds_session", "person_id": "orgs_member"}
TABLES = {
    "round": {"follows_id": "rounds_round", "reminders_asked_by_id": "orgs_member"},
    "roundunit": ROUND_AND_UNIT,
    "session": ROUND_AND_UNIT,
    "participant": {"session_id": "rounds_session", "member_id": "orgs_member"},
    "reveal": SESSION_AND_AUTHOR,
    "vote": SESSION_AND_PERSON | {"participant_id": "rounds_participant"},
    "settledanswer": SESSION_AND_AUTHOR,
    "review": SESSION_AND_AUTHOR,
    "revote": SESSION_AND_AUTHOR,
    "quickcheck": SESSION_AND_PERSON,
    "sessionscope": SESSION_AND_AUTHOR,
    "diagnostics": SESSION_AND_AUTHOR,
    "namedframework": SESSION_AND_PERSON | {"participant_id": "rounds_participant"},
    "evidence": {
        "session_id": "rounds_session",
        "author_id": "orgs_member",
        "checked_by_id": "orgs_member",
        "taken_from_id": "rounds_evidence",
    },
}


def private(table: str, using: str) -> migrations.RunSQL:
    """Return the policy that shows rows to nobody else, whatever other policies allow."""
    return policy(table, "private_until_the_reveal", using=using, kind="RESTRICTIVE SELECT")


def written_by_its_author(table: str) -> migrations.RunSQL:
    """Return the policy that lets nobody but its author change a row."""
    own = f"person_id {MINE}"
    return policy(table, "written_by_its_author", using=own, check=own, kind="RESTRICTIVE UPDATE")


class Migration(migrations.Migration):
    replaces = [
        ("rounds", "0002_tenancy"),
        ("rounds", "0003_participants_are_reminded"),
        ("rounds", "0004_history"),
        ("rounds", "0005_sessions_are_reviewed"),
        ("rounds", "0006_scope_diagnostics_evidence"),
        ("rounds", "0007_changes_are_known_again"),
        ("rounds", "0008_rounds_keep_their_dates"),
        ("rounds", "0009_votes_again_and_presence"),
        ("rounds", "0010_leaders_check_quickly"),
        ("rounds", "0011_who_approves_that_something_does_not_apply"),
    ]

    dependencies = [("rounds", "0001_tables")]

    operations = [
        Together(
            [
                *[
                    operation
                    for table, references in TABLES.items()
                    for operation in tenant_table(f"rounds_{table}", references=references)
                ],
                *[
                    operation
                    for table in TABLES
                    for operation in event_table(f"rounds_{table}event")
                ],
                VERSION_IS_VISIBLE,
                policy("rounds_round", "sweeper", using=SWEEPER, kind="SELECT"),
                *[private(table, OWN_OR_REVEALED) for table in PRIVATE],
                *[
                    private(table, f"{author} {MINE} OR {REVEALED} OR {ERASING}")
                    for table, author in PRIVATE_BUT_FROM_ERASING.items()
                ],
                written_by_its_author("rounds_vote"),
                written_by_its_author("rounds_quickcheck"),
                frozen("rounds_reveal", when="true", says="A reveal is for good."),
            ]
        )
    ]
