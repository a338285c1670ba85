"""Improvement actions: decided at a result, carried on, done by the result that shows them."""

from datetime import date, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone

from assessments.results.improvements import actions as improvements
from assessments.results.improvements.queries import waiting_for
from assessments.results.models import ActionState, ImprovementAction, Result
from assessments.results.submission import actions
from assessments.rounds.models import Session
from orgs.models import Member, Unit, User
from orgs.organization import actions as organizations
from tests.cast import (
    NOON,
    Cast,
    an_open_round,
    conditions_for,
    everywhere,
    the_framework,
    the_session,
)
from tests.conftest import OutsideClient
from tests.results.conftest import voted
from tests.results.pages import page_of, text, url
from tests.results.worlds import an_action, settle_again, unknown

LIST = "/o/northwind/actions/"


def new_action_url(result: Result, capability: str, level: int) -> str:
    return reverse("results:improvement_new", args=["northwind", result.pk, capability, level])


def of_autumn(cast: Cast) -> Session:
    """Return the session of Payments in the next round."""
    return the_session(an_open_round(cast, "Autumn 2026", [cast.payments]), cast.payments)


def next_result(cast: Cast, level: int) -> Result:
    asked = voted(of_autumn(cast), cast, everywhere(level))
    return actions.submit(session=asked, by=cast.fay, at=NOON)


def test_a_next_step_becomes_an_action_of_the_unit(
    client: OutsideClient, cast: Cast, level_two: Result
) -> None:
    page = client.as_member(cast.lin).get(url("result", level_two.pk)).content.decode()
    assert new_action_url(level_two, "RUN", 3) in page
    form = client.get(new_action_url(level_two, "RUN", 3))
    assert form.context["form"]["what"].value().count("\n") >= 1  # the framework's actions
    said = {"what": "Name an owner", "owner": cast.tom.pk, "due_on": "2026-12-01"}

    client.post(new_action_url(level_two, "RUN", 3), said)

    made = ImprovementAction.objects.get()
    assert (made.unit, made.capability, made.level) == (cast.payments, "RUN", 3)
    assert (made.owner, made.due_on, made.state) == (cast.tom, date(2026, 12, 1), "open")
    assert "Name an owner Tom · until 1 December 2026 open" in text(
        page_of(client, cast.vic, level_two)
    )


def test_a_step_that_an_open_action_takes_is_not_offered_again(
    client: OutsideClient, cast: Cast, level_two: Result
) -> None:
    offer = new_action_url(level_two, "RUN", 3)
    action = an_action(level_two, "RUN", 3)
    page = page_of(client, cast.lin, level_two).content.decode()
    assert offer not in page
    assert 'href="#actions">Is an action' in page

    action.state = ActionState.DROPPED
    action.save()
    assert offer in page_of(client, cast.lin, level_two).content.decode()


def test_only_somebody_who_sees_the_unit_can_own_its_action(
    client: OutsideClient, cast: Cast, eve: Member, level_two: Result
) -> None:
    for stranger in (cast.kim, eve):
        said = {"what": "Name an owner", "owner": stranger.pk}
        answer = client.as_member(cast.lin).post(new_action_url(level_two, "RUN", 3), said)
        assert answer.status_code == 400
    assert not ImprovementAction.objects.exists()


def test_a_step_that_the_framework_does_not_have_is_not_found(
    client: OutsideClient, cast: Cast, level_two: Result
) -> None:
    client.as_member(cast.lin)

    for capability, level in (("NOPE", 3), ("RUN", 0), ("RUN", 5)):
        assert client.get(new_action_url(level_two, capability, level)).status_code == 404


def test_the_next_rounds_result_shows_what_was_carried_and_marks_what_it_shows_done(
    client: OutsideClient, cast: Cast, level_two: Result
) -> None:
    shown, carried = an_action(level_two, "RUN", 3), an_action(level_two, "RUN", 4)
    dropped = an_action(level_two, "DEL", 3)
    intent = improvements.Intent("Nothing", None, None)
    improvements.change(action=dropped, intent=intent, state=ActionState.DROPPED, seen_version=0)

    second = next_result(cast, 3)

    for action in (shown, carried, dropped):
        action.refresh_from_db()
    assert (shown.state, shown.done_by) == ("done", second)
    assert (carried.state, carried.done_by) == ("open", None)
    assert (dropped.state, dropped.done_by) == ("dropped", None)
    page = text(page_of(client, cast.vic, second))
    assert "shown by the result of Autumn 2026" in page
    assert page.index("to level 4 Name an owner") < page.index("to level 3 Name an owner")


def test_an_action_of_another_unit_stays_open(cast: Cast, level_two: Result) -> None:
    action = an_action(level_two, "RUN", 3)
    ImprovementAction.objects.filter(pk=action.pk).update(unit=cast.search)

    next_result(cast, 3)

    action.refresh_from_db()
    assert action.state == "open"


def test_a_capability_that_nobody_knows_shows_nothing(cast: Cast, level_two: Result) -> None:
    action = an_action(level_two, "RUN", 3)
    asked = voted(of_autumn(cast), cast, everywhere(3))
    settle_again(cast, asked, "RUN", conditions=unknown("RUN"))

    actions.submit(session=asked, by=cast.fay, at=NOON)

    action.refresh_from_db()
    assert action.state == "open"


def test_what_a_later_revision_no_longer_shows_is_open_again(cast: Cast, level_two: Result) -> None:
    action = an_action(level_two, "RUN", 3)
    second = next_result(cast, 3)
    reopened = actions.reopen(session=second.session, by=cast.fay, at=NOON)
    settle_again(cast, reopened, "RUN", conditions=conditions_for(the_framework(), "RUN", 2))

    actions.submit(session=reopened, by=cast.fay, at=NOON)

    action.refresh_from_db()
    assert (action.state, action.done_by) == ("open", None)


def test_what_is_open_after_its_day_is_called_overdue(
    client: OutsideClient, cast: Cast, level_two: Result
) -> None:
    an_action(level_two, "RUN", 3, due_on=date(2020, 1, 2))

    assert "overdue since 2 January 2020" in text(page_of(client, cast.vic, level_two))


@pytest.mark.parametrize("reader", ["Pacific/Kiritimati", "UTC", "Etc/GMT+12"])
@pytest.mark.parametrize(("days", "is_overdue"), [(-1, True), (0, False)])
def test_an_action_is_overdue_for_everybody_once_the_organizations_day_is_over(
    client: OutsideClient, cast: Cast, level_two: Result, reader: str, days: int, is_overdue: bool
) -> None:
    organizations.choose_time_zone(organization=cast.organization, time_zone="Asia/Tokyo")
    today = timezone.now().astimezone(ZoneInfo("Asia/Tokyo")).date()
    an_action(level_two, "RUN", 3, due_on=today + timedelta(days=days))
    User.objects.filter(pk=cast.vic.user.pk).update(time_zone=reader)

    assert ("overdue since" in text(page_of(client, cast.vic, level_two))) is is_overdue
    assert ("overdue since" in text(client.get(LIST))) is is_overdue


def test_my_work_holds_my_open_actions(cast: Cast, level_two: Result) -> None:
    due = date(2026, 5, 1)
    mine = an_action(level_two, "RUN", 3, owner=cast.tom, due_on=due)
    an_action(level_two, "DEL", 3, owner=cast.uma)

    assert [row.detail for row in waiting_for(cast.tom)] == ["until 1 May 2026"]

    intent = improvements.Intent("Done", cast.tom, due + timedelta(1))
    improvements.change(action=mine, intent=intent, state=ActionState.DONE, seen_version=0)
    assert not waiting_for(cast.tom)


def test_the_owner_marks_an_action_done_and_others_in_sight_only_read_it(
    client: OutsideClient, cast: Cast, level_two: Result
) -> None:
    action = an_action(level_two, "RUN", 3, owner=cast.tom)
    said = {"what": "Done as agreed", "owner": cast.tom.pk, "state": "done", "seen_version": 0}

    assert client.as_member(cast.uma).post(url("improvement", action.pk), said).status_code == 403
    assert client.as_member(cast.tom).post(url("improvement", action.pk), said).status_code == 302

    action.refresh_from_db()
    assert (action.state, action.what, action.done_by) == ("done", "Done as agreed", None)


def test_whoever_changes_an_action_second_gets_both_texts(
    client: OutsideClient, cast: Cast, level_two: Result
) -> None:
    action = an_action(level_two, "RUN", 3, owner=cast.tom)
    address = url("improvement", action.pk)
    toms = {"what": "Two owners", "owner": cast.tom.pk, "state": "done", "seen_version": 0}
    lins = {"what": "Name a deputy", "state": "open", "seen_version": 0}
    client.as_member(cast.tom).post(address, toms)
    Member.objects.filter(pk=cast.tom.pk).update(deactivated_at=NOON)

    refused = client.as_member(cast.lin).post(address, lins)

    assert refused.status_code == 409
    assert "Assigned toTom– Statedoneopen" in text(refused)
    assert "Name a deputy</textarea>" in refused.content.decode()
    action.refresh_from_db()
    assert (action.what, action.state) == ("Two owners", "done")

    put_together = lins | {"what": "Two owners, a deputy", "seen_version": 1}
    for _again in range(2):  # an answer that got lost is asked for once more
        assert client.post(address, put_together).status_code == 302
    action.refresh_from_db()
    assert (action.what, action.version) == ("Two owners, a deputy", 2)


def test_a_result_that_shows_an_action_done_counts_as_a_change_of_it(
    client: OutsideClient, cast: Cast, level_two: Result
) -> None:
    action = an_action(level_two, "RUN", 3)
    said = {"what": "Name an owner", "state": "open", "seen_version": action.version}
    next_result(cast, 3)

    answer = client.as_member(cast.lin).post(url("improvement", action.pk), said)

    assert answer.status_code == 409
    action.refresh_from_db()
    assert action.state == "done"


def test_a_result_offers_the_change_of_an_action_to_its_owner_and_to_those_who_plan_or_run(
    client: OutsideClient, cast: Cast, level_two: Result
) -> None:
    action = an_action(level_two, "RUN", 3, owner=cast.tom)

    offered = {
        str(member): url("improvement", action.pk)
        in page_of(client, member, level_two).content.decode()
        for member in (cast.tom, cast.fay, cast.lin, cast.uma)
    }

    assert offered == {"Tom": True, "Fay": True, "Lin": True, "Uma": False}


def test_the_list_is_narrowed_by_unit_state_and_owner(
    client: OutsideClient, cast: Cast, level_two: Result
) -> None:
    an_action(level_two, "RUN", 3, what="Mine", owner=cast.tom)
    an_action(level_two, "DEL", 3, what="Theirs")
    client.as_member(cast.tom)

    assert {"Mine", "Theirs"} <= set(text(client.get(LIST)).split())
    assert "Theirs" not in text(client.get(LIST, {"mine": "on"}))
    assert "No matching action" in text(client.get(LIST, {"state": "done"}))
    assert "Theirs" in text(client.get(LIST, {"below": cast.platform.pk}))
    assert "No matching action" in text(client.get(LIST, {"below": cast.search.pk}))
    assert "No matching action" in text(client.as_member(cast.kim).get(LIST))


def test_a_long_list_takes_the_same_few_statements(
    client: OutsideClient, cast: Cast, level_two: Result
) -> None:
    counts = []
    for again in range(2):
        for number in range(5):
            an_action(level_two, "RUN", 3, owner=cast.tom, what=f"Step {again}.{number}")
        client.as_member(cast.lin)
        client.get(LIST)
        counts.append(len(client.statements))

    assert counts[0] == counts[1] <= 7, client.statements


def test_nothing_is_decided_for_an_archived_unit(
    client: OutsideClient, cast: Cast, level_two: Result
) -> None:
    Unit.objects.filter(pk=cast.payments.pk).update(archived_at=NOON)
    client.as_member(cast.lin)

    assert client.get(new_action_url(level_two, "RUN", 3)).status_code == 404
    assert "Make it an action" not in client.get(url("result", level_two.pk)).content.decode()


def test_an_action_that_is_sent_again_because_its_answer_got_lost_is_made_once(
    client: OutsideClient, cast: Cast, level_two: Result
) -> None:
    target, said = new_action_url(level_two, "RUN", 3), {"what": "One gateway for all models"}
    client.as_member(cast.lin)
    assert client.post(target, said).status_code == 302

    again = client.post(target, said)

    assert again.status_code == 409
    assert "One gateway for all models" in text(again)
    assert ImprovementAction.objects.count() == 1


def test_the_database_holds_an_open_action_once(result: Result) -> None:
    first = an_action(result, "OBS", 2)
    twin = ImprovementAction.objects.get(pk=first.pk)
    twin.pk = None

    with pytest.raises(improvements.SameActionError):
        an_action(result, "OBS", 2)
    with pytest.raises(IntegrityError), transaction.atomic():
        twin.save(force_insert=True)


def test_an_action_that_is_opened_again_beside_its_twin_is_refused_by_name(result: Result) -> None:
    done = an_action(result, "OBS", 2)
    intent = improvements.Intent("Name an owner.", None, None)
    done = improvements.change(action=done, intent=intent, state=ActionState.DONE, seen_version=0)
    an_action(result, "OBS", 2)

    with pytest.raises(improvements.SameActionError):
        improvements.change(action=done, intent=intent, state=ActionState.OPEN, seen_version=1)
