"""A result's page and the list of results."""

import pytest
from django.urls import reverse

from assessments.frameworks.ladder import Answer
from assessments.results.models import Result
from assessments.results.result_page.queries import result_page
from assessments.results.submission import actions
from assessments.rounds.models import Round, Session
from assessments.rounds.voting import actions as voting
from orgs.database import tenancy
from orgs.models import Member
from tests.cast import NOON, Cast, everywhere, revealed, settle_all, the_framework, vote
from tests.conftest import OutsideClient
from tests.results.cases import EXAMPLE
from tests.results.conftest import voted
from tests.results.pages import page_of, text, url
from tests.results.worlds import exempt, settle_again, unknown


def remark(session: Session, member: Member, comment: str) -> None:
    former = tenancy.setting("person")
    tenancy.set_local("person", member.user_id)
    ballot = voting.ballot(member=member, session_id=session.pk, capability="RUN")
    assert ballot is not None
    voting.comment(ballot=ballot, text=comment, at=NOON)
    tenancy.set_local("person", former)


def test_the_page_begins_with_the_sentence(
    client: OutsideClient, cast: Cast, result: Result
) -> None:
    page = text(page_of(client, cast.tom, result))

    assert "Stage 0, held by cost accountability; 60% of target." in page
    assert "8 of 8 answered, 5 people" in page
    assert "70% of target on claims alone" in page
    assert page.index("Stage 0") < page.index("What to do next") < page.index("About this result")


def test_an_unbacked_level_is_explained_in_one_sentence(
    client: OutsideClient, cast: Cast, result: Result
) -> None:
    page = text(page_of(client, cast.lin, result))

    assert "GOV 3 is not backed: needs OBS 2, have 1" in page
    assert "(policy as code runs in the shared pipeline" in page


def test_rows_come_by_weighted_gap_and_the_next_steps_follow_them(result: Result) -> None:
    page = result_page(result)

    gaps = [row.gap for row in page.rows]
    assert gaps == sorted(gaps, reverse=True)
    assert page.rows[-1].next_step is None
    assert {row.capability.key for row in page.next_steps} == {
        "RUN", "OBS", "FIN", "DAT", "GOV", "PLT"
    }  # fmt: skip


def test_every_condition_can_be_opened(client: OutsideClient, cast: Cast, result: Result) -> None:
    page = text(page_of(client, cast.tom, result))

    assert "Baselines are named, versioned and owned yes (5 yes, 0 no, 0 don't know)" in page
    assert "Rationale: We looked at the records together." in page


def test_a_capability_that_nobody_knows_shows_no_level(
    client: OutsideClient, cast: Cast, settled: Session
) -> None:
    settle_again(cast, settled, "OBS", conditions=unknown("OBS"))
    result = actions.submit(session=settled, by=cast.fay, at=NOON)

    page = text(page_of(client, cast.tom, result))

    assert "Stage 0 (0–" not in page
    assert "50–80% of target." in page
    assert "Level – (0–4)" in page
    assert "7 of 8 answered" in page
    assert "Unified observability find out about level 1" in page
    assert "GOV 3 is not backed: needs OBS 2, have –" in page


def test_too_many_unknowns_hide_the_percentage(
    client: OutsideClient, cast: Cast, settled: Session
) -> None:
    for key in ("OBS", "GOV"):
        settle_again(cast, settled, key, conditions=unknown(key))
    result = actions.submit(session=settled, by=cast.fay, at=NOON)

    page = text(page_of(client, cast.tom, result))

    assert "too little is known for a percentage" in page
    assert "% of target" not in page
    assert "71% of the weight is known" in page


def test_bounds_stand_beside_a_level_that_is_partly_unknown(
    client: OutsideClient, cast: Cast, settled: Session
) -> None:
    given = {
        condition: Answer.YES if level < 3 else Answer.DONT_KNOW if level == 3 else Answer.NO
        for condition, level in the_framework().capability("PLT").level_of_condition.items()
    }
    settle_again(cast, settled, "PLT", conditions=given)
    result = actions.submit(session=settled, by=cast.fay, at=NOON)

    assert "Level 2 (2–3)" in text(page_of(client, cast.tom, result))


def test_not_applicable_has_no_level_and_no_target(
    client: OutsideClient, cast: Cast, settled: Session
) -> None:
    settle_again(cast, settled, "DAT", not_applicable=True, exemption=exempt("No data of our own."))
    result = actions.submit(session=settled, by=cast.fay, at=NOON)

    page = result_page(result)
    assert page.rows[-1].capability.key == "DAT"
    assert page.rows[-1].level_text == "N/A"
    shown = text(page_of(client, cast.tom, result))
    assert "It does not apply: No data of our own." in shown
    assert "Connected, trusted data: not applicable" in shown


def test_contested_votes_show_both_ends(
    client: OutsideClient, cast: Cast, session: Session
) -> None:
    for member, level in zip(cast.voters, (0, 1, 2, 2, 4), strict=True):
        vote(session, member, {"RUN": level})
    revealed(session, cast.fay)
    settle_all(session, cast.fay, everywhere(1))
    result = actions.submit(session=session, by=cast.fay, at=NOON)

    page = text(page_of(client, cast.vic, result))

    assert "Votes: 0, 1, 2, 2, 4 · contested, votes from 0 to 4" in page
    assert "(4 yes, 1 no, 0 don't know) · disagreed" in page


def test_a_comment_cannot_carry_markup(client: OutsideClient, cast: Cast, session: Session) -> None:
    remark(session, cast.tom, "<script>alert(1)</script>")
    voted(session, cast, EXAMPLE)
    result = actions.submit(session=session, by=cast.fay, at=NOON)

    page = page_of(client, cast.lin, result).content.decode()

    assert "&lt;script&gt;alert(1)" in page
    assert "<script>alert" not in page


def test_everything_at_target_asks_for_nothing(
    client: OutsideClient, cast: Cast, session: Session, spring: Round
) -> None:
    Round.objects.filter(pk=spring.pk).update(target=everywhere(1))
    result = actions.submit(session=voted(session, cast, everywhere(4)), by=cast.fay, at=NOON)

    page = text(page_of(client, cast.tom, result))

    assert "Stage 1; 100% of target." in page
    assert "Everything is at target" in page


def test_without_a_target_there_is_no_percentage(
    client: OutsideClient, cast: Cast, session: Session, spring: Round
) -> None:
    Round.objects.filter(pk=spring.pk).update(target=everywhere(0))
    result = actions.submit(session=voted(session, cast, everywhere(2)), by=cast.fay, at=NOON)

    assert "there is no target to measure against" in text(page_of(client, cast.tom, result))


@pytest.mark.parametrize("votes", [1, 5])
def test_the_page_takes_the_same_few_statements_however_many_vote(
    client: OutsideClient, cast: Cast, session: Session, votes: int
) -> None:
    for member in cast.voters[:votes]:
        remark(session, member, "Look at the inventory.")
        vote(session, member, EXAMPLE)
    revealed(session, cast.fay)
    settle_all(session, cast.fay, EXAMPLE)
    result = actions.submit(session=session, by=cast.fay, at=NOON)
    client.as_member(cast.fay)

    client.get(url("result", result.pk))

    assert len(client.statements) == 11, client.statements


def test_an_older_revision_says_that_it_was_replaced(
    client: OutsideClient, cast: Cast, result: Result, settled: Session
) -> None:
    reopened = actions.reopen(session=settled, by=cast.fay, at=NOON)
    second = actions.submit(session=reopened, by=cast.fay, at=NOON)

    assert "A later submission has replaced this result." in text(page_of(client, cast.tom, result))
    assert "replaced" not in text(page_of(client, cast.tom, second))
    newest = client.get(url("result_of_session", settled.pk))
    assert newest["Location"] == url("result", second.pk)


def test_the_result_is_closed_to_siblings_and_strangers(
    client: OutsideClient, cast: Cast, eve: Member, result: Result
) -> None:
    for member, status in ((cast.vic, 200), (cast.ada, 200), (cast.kim, 404), (eve, 404)):
        for name, pk in (("result", result.pk), ("result_of_session", result.session_id)):
            answer = client.as_member(member).get(url(name, pk))
            assert answer.status_code in {status, 302 if status == 200 else status}, member


def test_the_list_shows_the_newest_results_of_units_in_sight(
    client: OutsideClient, cast: Cast, result: Result, spring: Round, settled: Session
) -> None:
    reopened = actions.reopen(session=settled, by=cast.fay, at=NOON)
    second = actions.submit(session=reopened, by=cast.fay, at=NOON)
    listing = reverse("results:results", args=["northwind"])

    page = client.as_member(cast.tom).get(listing).content.decode()
    assert url("result", second.pk) in page
    assert url("result", result.pk) not in page
    assert "No result yet" in client.as_member(cast.kim).get(listing).content.decode()
    assert client.get(listing, {"page": "\0"}).status_code == 200
