"""A leader's quick check: apart from the votes, private until the reveal, shown beside the team."""

import pytest
from django.db import DatabaseError, transaction

from assessments.results.quick_checks.leader_gap import Gap
from assessments.results.quick_checks.queries import gaps, leader_levels
from assessments.results.submission import actions
from assessments.rounds.models import Participant, QuickCheck, Session, Vote
from assessments.rounds.session_state import NotInStateError
from orgs.database import tenancy
from orgs.database.event_tables import event_models
from orgs.models import Member
from tests.cast import NOON, Cast, everywhere, revealed, settle_all, the_framework, vote
from tests.conftest import OutsideClient
from tests.frameworks.documents import FRAMEWORK
from tests.results.pages import page_of, text, url
from tests.results.worlds import check

(CheckEvent,) = (row for row in event_models() if row._meta.db_table == "rounds_quickcheckevent")


def seen_by(member: Member) -> tuple[int, int]:
    """Return how many quick checks, and events of them, the database shows to the member."""
    with tenancy.scope(organization=member.organization_id, person=member.user_id):
        return QuickCheck.objects.count(), CheckEvent.objects.count()


def test_a_leader_sees_what_their_own_picture_makes(
    cast: Cast, session: Session, client: OutsideClient
) -> None:
    client.as_member(cast.lin)
    levels = {f"level-{key}": "2" for key in the_framework().capabilities_by_key}

    page = client.post(url("quick_check", session.pk), {**levels, "level-FIN": ""}, follow=True)

    assert page.context["checked"].answered == 7
    assert "7 of 8 answered" in text(page)
    assert "Nobody else sees it before" in text(page)
    assert client.get(url("quick_check", session.pk)).context["form"]["level-RUN"].value() == 2
    assert len(client.statements) <= 12, client.statements


def test_it_is_kept_apart_from_the_votes(cast: Cast, session: Session) -> None:
    before = Participant.objects.filter(session=session).count()

    check(session, cast.lin, everywhere(4))

    assert Participant.objects.filter(session=session).count() == before
    assert not Vote.objects.exists()


def test_before_the_reveal_the_database_shows_it_to_its_author_alone(
    cast: Cast, session: Session
) -> None:
    check(session, cast.lin, everywhere(4))
    vote(session, cast.tom, everywhere(2))

    assert seen_by(cast.lin) == (1, 1)
    for other in (cast.ada, cast.max, cast.fay, cast.tom, cast.vic):
        assert seen_by(other) == (0, 0)
    with tenancy.scope(organization=cast.organization.pk, person=cast.lin.user_id):
        assert leader_levels([session.pk]) == {}
    revealed(session, by=cast.fay)
    assert seen_by(cast.tom) == (1, 1)
    assert set(leader_levels([session.pk])[session.pk].values()) == {(4,)}


def test_nobody_writes_anothers_picture(cast: Cast, session: Session) -> None:
    check(session, cast.lin, {"RUN": 1})
    vote(session, cast.tom, everywhere(2))
    revealed(session, by=cast.fay)

    with tenancy.scope(organization=cast.organization.pk, person=cast.ada.user_id):
        assert QuickCheck.objects.update(anchors={"RUN": 4}) == 0


def test_who_could_have_seen_the_votes_makes_no_picture_any_more(
    cast: Cast, session: Session, client: OutsideClient
) -> None:
    vote(session, cast.tom, everywhere(2))
    revealed(session, by=cast.fay)

    with pytest.raises(NotInStateError):
        check(session, cast.lin, everywhere(4))
    page = client.as_member(cast.lin).get(url("quick_check", session.pk))
    assert "no longer add or change your view" in text(page)
    assert 'name="level-RUN"' not in page.content.decode()


def test_the_result_shows_leaders_beside_the_team(
    cast: Cast, session: Session, client: OutsideClient
) -> None:
    check(session, cast.lin, {"RUN": 4, "DEL": 1, "OBS": 2})
    check(session, cast.max, {"RUN": 3, "DEL": 0})
    vote(session, cast.tom, everywhere(2))
    revealed(session, by=cast.fay)
    settle_all(session, cast.fay, everywhere(2))
    result = actions.submit(session=session, by=cast.fay, at=NOON)

    found = {gap.capability.key: (gap.leaders, gap.team, gap.difference) for gap in gaps(result)}

    assert found == {
        "RUN": ((3, 4), 2, 1),
        "DEL": ((0, 1), 2, -1),
        "OBS": ((2,), 2, 0),
    }
    page = text(page_of(client, cast.tom, result))
    assert "leaders 1 level higher" in page
    assert "leaders 1 level lower" in page
    assert result.raters == 1


def test_a_result_without_quick_checks_says_nothing_of_leaders(
    cast: Cast, session: Session, client: OutsideClient
) -> None:
    vote(session, cast.tom, everywhere(2))
    revealed(session, by=cast.fay)
    settle_all(session, cast.fay, everywhere(2))
    result = actions.submit(session=session, by=cast.fay, at=NOON)

    assert gaps(result) == []
    assert "Leaders and team" not in text(page_of(client, cast.tom, result))


def test_a_team_that_knows_nothing_has_no_gap() -> None:
    gap = Gap(FRAMEWORK.capability("RUN"), (1, 3), None)

    assert gap.difference is None
    assert gap.leaders_text == "1–3"


def test_a_level_that_is_none_is_refused(
    cast: Cast, session: Session, client: OutsideClient
) -> None:
    answer = client.as_member(cast.lin).post(url("quick_check", session.pk), {"level-RUN": "7"})

    assert answer.status_code == 400
    assert not QuickCheck.objects.exists()


def test_the_database_keeps_one_picture_a_leader(cast: Cast, session: Session) -> None:
    check(session, cast.lin, {"RUN": 1})
    check(session, cast.lin, {"RUN": 2})
    row = {"organization": cast.organization, "session": session, "person": cast.lin, "at": NOON}

    tenancy.set_local("person", cast.lin.user_id)
    assert QuickCheck.objects.get().anchors == {"RUN": 2}
    with pytest.raises(DatabaseError), transaction.atomic():
        QuickCheck.objects.create(**row)


def test_what_was_picked_before_the_reveal_and_sent_after_it_stays_on_the_page(
    cast: Cast, session: Session, client: OutsideClient
) -> None:
    vote(session, cast.tom, {"RUN": 2})
    revealed(session, cast.fay)

    answer = client.as_member(cast.lin).post(url("quick_check", session.pk), {"level-FIN": "3"})

    assert answer.status_code == 409
    assert "The session is revealed now" in text(answer)
    assert 'name="level-FIN" value="3" checked' in answer.content.decode()
    assert not QuickCheck.objects.exists()
