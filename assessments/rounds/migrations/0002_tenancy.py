from django.db import migrations

from orgs.row_security import frozen, policy, tenant_table
from orgs.tenancy import CURRENT_PERSON

# Votes are private until their session's reveal: nobody but their author reads them, whoever asks.
OWN_VOTE = f"person_id IN (SELECT id FROM orgs_member WHERE user_id = {CURRENT_PERSON})"
REVEALED = "session_id IN (SELECT session_id FROM rounds_reveal)"

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


class Migration(migrations.Migration):
    dependencies = [("rounds", "0001_initial"), ("frameworks", "0002_tenancy")]

    operations = [
        *tenant_table("rounds_round"),
        *tenant_table(
            "rounds_roundunit", references={"round_id": "rounds_round", "unit_id": "orgs_unit"}
        ),
        *tenant_table(
            "rounds_session", references={"round_id": "rounds_round", "unit_id": "orgs_unit"}
        ),
        *tenant_table(
            "rounds_participant",
            references={"session_id": "rounds_session", "member_id": "orgs_member"},
        ),
        *tenant_table(
            "rounds_reveal", references={"session_id": "rounds_session", "by_id": "orgs_member"}
        ),
        *tenant_table(
            "rounds_vote",
            references={
                "session_id": "rounds_session",
                "participant_id": "rounds_participant",
                "person_id": "orgs_member",
            },
        ),
        *tenant_table(
            "rounds_settledanswer",
            references={"session_id": "rounds_session", "by_id": "orgs_member"},
        ),
        VERSION_IS_VISIBLE,
        policy(
            "rounds_vote",
            "private_until_the_reveal",
            using=f"{OWN_VOTE} OR {REVEALED}",
            kind="RESTRICTIVE SELECT",
        ),
        policy(
            "rounds_vote",
            "written_by_its_author",
            using=OWN_VOTE,
            check=OWN_VOTE,
            kind="RESTRICTIVE UPDATE",
        ),
        frozen("rounds_reveal", when="true", says="A reveal is for good."),
    ]
