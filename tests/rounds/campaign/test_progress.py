"""Drafting with the tree, who will take part, a round at a glance, one click for all reminders."""

import pytest
from django.urls import reverse

from assessments.results.submission import actions as submission
from assessments.rounds.campaign import actions as campaign
from assessments.rounds.campaign import schedule_actions
from assessments.rounds.models import Round, RoundState, RoundUnit, Session
from orgs.models import Mail, Unit
from orgs.permissions import Role
from tests.cast import (
    NOON,
    Cast,
    a_member,
    everywhere,
    revealed,
    settle_all,
    the_framework,
    the_version,
    vote,
)
from tests.conftest import OutsideClient


def address(name: str, *args: object) -> str:
    return reverse(f"rounds:{name}", args=["northwind", *args])


def a_body(*units: Unit, **others: str) -> dict[str, object]:
    """Return what the form of a round sends."""
    body: dict[str, object] = {"name": "Autumn 2026", "units": [str(unit.pk) for unit in units]}
    for key in the_framework().capabilities_by_key:
        body |= {f"target-{key}": "3", f"weight-{key}": "1"}
    return body | others


@pytest.fixture
def drafted(cast: Cast) -> Round:
    """Return a draft that asks Payments and Search."""
    return campaign.draft(
        organization=cast.organization,
        version=the_version(),
        plan=campaign.RoundPlan(name="Draft", target=the_framework().default_target, weights={}),
        units=[cast.payments, cast.search],
    )


def many_units(cast: Cast, number: int) -> list[Unit]:
    """Return that many new units below Platform."""
    return Unit.objects.bulk_create(
        Unit(organization=cast.organization, parent=cast.platform, name=f"Unit {index:04}")
        for index in range(number)
    )


def test_a_whole_branch_is_chosen_with_one_click_and_nothing_typed_is_lost(
    cast: Cast, client: OutsideClient
) -> None:
    the_version()
    body = a_body(cast.search, name="Half", closes_on="2026-12-24", below=str(cast.platform.pk))

    page = client.as_member(cast.max).post(address("round_new"), body).content.decode()

    for unit, is_chosen in ((cast.company, False), (cast.platform, True), (cast.payments, True)):
        box = f'value="{unit.pk}" id="unit-{unit.pk}"'
        assert (f"{box} checked" in page) is is_chosen
    assert 'value="Half"' in page
    assert 'value="2026-12-24"' in page
    assert not Round.objects.exists()


def test_the_form_holds_a_thousand_units_in_few_statements(
    cast: Cast, client: OutsideClient
) -> None:
    the_version()
    many_units(cast, 1000)

    page = client.as_member(cast.max).get(address("round_new"))

    assert page.content.decode().count('name="units"') == 1004
    assert len(client.statements) <= 9, client.statements


def test_a_draft_is_changed_and_keeps_the_own_targets_of_units_that_stay(
    cast: Cast, drafted: Round, client: OutsideClient
) -> None:
    chosen = RoundUnit.objects.get(round=drafted, unit=cast.payments)
    chosen.round = drafted
    campaign.set_target(chosen=chosen, target={"RUN": 4}, reason="They carry the others.")

    client.as_member(cast.max).post(
        address("round_edit", drafted.pk), a_body(cast.payments, cast.platform)
    )

    drafted.refresh_from_db()
    rows = dict(drafted.chosen.order_by("pk").values_list("unit__name", "reason"))
    assert rows == {"Payments": "They carry the others.", "Platform": ""}
    assert (drafted.name, drafted.target["FIN"]) == ("Autumn 2026", 3)


def test_an_open_round_is_no_draft_any_more(
    cast: Cast, spring: Round, client: OutsideClient
) -> None:
    client.as_member(cast.max)

    assert client.get(address("round_edit", spring.pk)).status_code == 409
    assert client.post(address("round_delete", spring.pk)).status_code == 409
    assert Round.objects.filter(pk=spring.pk).exists()


def test_a_draft_can_be_deleted(cast: Cast, drafted: Round, client: OutsideClient) -> None:
    page = client.as_member(cast.max).post(address("round_delete", drafted.pk), follow=True)

    assert "The draft Draft is deleted." in page.content.decode()
    assert not Round.objects.exists()


def test_days_that_do_not_follow_each_other_are_refused(cast: Cast, client: OutsideClient) -> None:
    the_version()
    days = {"opens_on": "2026-05-01", "closes_on": "2026-05-20", "reminds_on": "2026-05-21"}

    page = client.as_member(cast.max).post(address("round_new"), a_body(cast.search, **days))

    assert "on the day it closes, or before" in page.content.decode()
    assert not Round.objects.exists()


def test_a_draft_shows_who_will_take_part_and_where_nobody_will(
    cast: Cast, drafted: Round, client: OutsideClient
) -> None:
    campaign.change_draft(
        round_id=drafted.pk,
        plan=campaign.RoundPlan(name="Draft", target={}, weights={}),
        units=[cast.payments, cast.search, cast.platform],
    )

    page = client.as_member(cast.max).get(address("round", drafted.pk)).content.decode()

    assert "3 units, 6 people" in page
    assert "Ben, Fay, Sol, Tom, Uma" in page
    assert "1 unit has nobody who would answer" in page
    assert page.count("without a facilitator of its own") == 1


def test_a_new_round_begins_with_the_aims_of_the_newest_one(
    cast: Cast, drafted: Round, client: OutsideClient
) -> None:
    Round.objects.filter(pk=drafted.pk).update(
        target={**drafted.target, "RUN": 4}, weights={"RUN": 2.5}
    )

    form = client.as_member(cast.max).get(address("round_new")).context["form"]

    assert (form["target-RUN"].value(), form["weight-RUN"].value()) == (4, 2.5)


def test_the_round_shows_how_far_each_unit_is(
    cast: Cast, spring: Round, session: Session, client: OutsideClient
) -> None:
    vote(session, cast.tom, everywhere(2))
    vote(session, cast.uma, {"RUN": 1})

    client.as_member(cast.max)
    page = client.get(address("round", spring.pk))

    (payments, search) = page.context["page"]
    assert (payments.started, payments.finished, payments.people) == (2, 1, 5)
    assert (search.started, search.people) == (0, 1)
    assert page.context["summary"].counts == [
        ("nobody", "not started", 1),
        ("voting", "voting", 1),
    ]
    for standing, names in (("nobody", ["Search"]), ("voting", ["Payments"]), ("revealed", [])):
        shown = client.get(address("round", spring.pk) + f"?standing={standing}").context["page"]
        assert [row.unit.name for row in shown] == names
    found = client.get(address("round", spring.pk) + "?words=PAY").context["page"]
    assert [row.unit.name for row in found] == ["Payments"]


def test_the_round_shows_what_is_settled_and_submitted(
    cast: Cast, spring: Round, session: Session, client: OutsideClient
) -> None:
    vote(session, cast.tom, everywhere(2))
    revealed(session, by=cast.fay)
    settle_all(session, cast.fay, {"RUN": 2, "DEL": 2})

    client.as_member(cast.max)
    assert client.get(address("round", spring.pk)).context["page"][0].settled_number == 2
    settle_all(session, cast.fay, {k: 2 for k in everywhere(2) if k not in {"RUN", "DEL"}})
    submission.submit(session=session, by=cast.fay, at=NOON)
    shown = client.get(address("round", spring.pk) + "?standing=submitted").context["page"]
    assert [row.unit.name for row in shown] == ["Payments"]


def test_two_hundred_units_cost_as_much_as_two_and_come_in_pages(
    cast: Cast, spring: Round, session: Session, client: OutsideClient
) -> None:
    client.as_member(cast.max).get(address("round", spring.pk))
    few = len(client.statements)
    Session.objects.bulk_create(
        Session(organization=cast.organization, round=spring, unit=unit, opened_at=NOON)
        for unit in many_units(cast, 200)
    )

    page = client.get(address("round", spring.pk))

    assert len(client.statements) == few <= 10, client.statements
    assert page.content.decode().count('<th scope="row">') == 50
    assert "Page 1 of 5" in page.content.decode()


def test_one_click_reminds_everybody_whose_answers_are_missing(
    cast: Cast, spring: Round, session: Session, client: OutsideClient
) -> None:
    vote(session, cast.tom, everywhere(2))

    page = client.as_member(cast.max).post(address("round_remind", spring.pk), follow=True)

    assert "5 people get an email within a minute." in page.content.decode()
    assert not Mail.objects.exists()
    schedule_actions.send_reminders(cast.organization.pk, spring.pk, at=NOON)
    schedule_actions.send_reminders(cast.organization.pk, spring.pk, at=NOON)
    assert Mail.objects.count() == 5
    assert "Max asks you to answer for Search" in Mail.objects.get(recipient="kim@example.org").body


def test_who_sees_a_part_of_the_tree_sees_those_units_only(
    cast: Cast, spring: Round, client: OutsideClient
) -> None:
    a_member(cast.organization, "Sid", Role.LEADER, cast.search)

    page = client.as_member(cast.lin).get(address("round", spring.pk))

    assert [row.unit.name for row in page.context["page"]] == ["Payments"]
    assert page.context["summary"].asked == 1
    assert "Remind all" not in page.content.decode()


def test_a_unit_aims_elsewhere_with_a_reason_and_its_result_says_so(
    cast: Cast, spring: Round, session: Session, client: OutsideClient
) -> None:
    levels = {f"target-{key}": "2" for key in the_framework().capabilities_by_key}
    target = address("unit_target", spring.pk, cast.payments.pk)
    client.as_member(cast.max)

    refused = client.post(target, {**levels, "target-RUN": "4"})
    assert "Say why this unit aims elsewhere" in refused.content.decode()
    client.post(target, {**levels, "target-RUN": "4", "reason": "Their runtime carries all."})

    vote(session, cast.tom, everywhere(2))
    revealed(session, by=cast.fay)
    settle_all(session, cast.fay, everywhere(2))
    result = submission.submit(session=session, by=cast.fay, at=NOON)
    assert result.capabilities.get(capability="RUN").target == 4
    page = client.get(reverse("results:result", args=["northwind", result.pk])).content.decode()
    assert "Target of its own" in page
    assert "Their runtime carries all." in page
    assert client.post(target, {**levels, "reason": ""}).status_code == 409


def test_what_is_as_the_round_aims_needs_no_reason_and_is_not_kept(
    cast: Cast, spring: Round
) -> None:
    chosen = RoundUnit.objects.get(round=spring, unit=cast.payments)
    chosen.round = spring

    campaign.set_target(chosen=chosen, target=spring.target, reason="Nothing of its own.")

    assert (chosen.target, chosen.reason) == ({}, "")


def test_the_days_of_an_open_round_are_changed(
    cast: Cast, spring: Round, client: OutsideClient
) -> None:
    days = {"closes_on": "2026-12-24", "reminds_on": "2026-12-20"}

    client.as_member(cast.max).post(address("round_dates", spring.pk), days)

    spring.refresh_from_db()
    assert (str(spring.closes_on), spring.state) == ("2026-12-24", RoundState.OPEN)
    assert "as 24 December 2026 ends" in client.get(address("round", spring.pk)).content.decode()
