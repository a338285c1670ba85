import re

import pytest

from assessments.planning.models import Plan, StepOwner, UseCase
from assessments.planning.portfolio.unit_queries import unit_in_use
from assessments.planning.roadmap import queries, views
from assessments.results.models import Result
from assessments.rounds.models import Session
from tests.cast import Cast
from tests.conftest import OutsideClient
from tests.planning.pages import get, url, words
from tests.planning.roadmap.conftest import fix_order, submit_later
from tests.results.worlds import an_action


def test_without_a_fixed_plan_the_page_says_what_to_do(
    client: OutsideClient, cast: Cast, wished: list[UseCase]
) -> None:
    page = get(client, cast.lin, url("roadmap", cast.payments.pk))

    assert "No plan is fixed yet" in page
    assert "CSV" not in page


def test_the_fixed_order_stands_by_days(client: OutsideClient, cast: Cast, fixed: Plan) -> None:
    page = get(client, cast.lin, url("roadmap", cast.payments.pk))

    assert (
        "The foundation stands by 2 Mar 2026 , after 9 weeks; all of it, 423 person-weeks," in page
    )
    assert "from the levels of the unit's own team, for the unit's use cases." in page
    assert "at 60 person-weeks a quarter where nothing else is entered." in page
    foundation = page.split("Wave by wave")[1].split("Wave 2")[0]
    assert "Foundation 9 weeks 1 Jan 2026 2 Mar 2026 40" in foundation
    assert "Consolidated runtime → 2" in foundation
    assert "Opens Coding assistants" in foundation
    quarters = page.split("Quarter by quarter")[1]
    assert "1 from Jan 2026 60 60 " in quarters


def test_the_timeline_is_drawn_for_wide_and_narrow_screens_in_the_themes_colours(
    client: OutsideClient, cast: Cast, fixed: Plan
) -> None:
    page = client.as_member(cast.lin).get(url("roadmap", cast.payments.pk)).content.decode()

    assert 'class="timeline-wide"><svg' in page
    assert 'class="timeline-narrow"><svg' in page
    assert "var(--accent)" in page
    assert "Foundation: 1 Jan 2026 to 2 Mar 2026; opens Coding assistants" in page


def test_the_timeline_is_downloaded_on_white_paper(
    client: OutsideClient, cast: Cast, fixed: Plan
) -> None:
    svg = client.as_member(cast.lin).get(url("roadmap_svg", cast.payments.pk))
    png = client.get(url("roadmap_png", cast.payments.pk))

    assert svg["Content-Disposition"] == 'attachment; filename="roadmap-payments.svg"'
    picture = svg.content.decode()
    assert 'fill="#ffffff"' in picture
    assert "var(" not in picture
    assert "Consolidated runtime → 2" in picture
    assert png.content.startswith(b"\x89PNG")


def test_without_a_plan_there_is_neither_picture_nor_file(
    client: OutsideClient, cast: Cast, wished: list[UseCase]
) -> None:
    client.as_member(cast.lin)

    assert client.get(url("roadmap_svg", cast.payments.pk)).status_code == 404
    assert client.get(url("roadmap_file", cast.payments.pk, "csv")).status_code == 404
    answer = client.get(url("roadmap_means", cast.payments.pk))
    assert answer["Location"] == url("roadmap", cast.payments.pk)


def test_a_quarter_of_its_own_capacity_moves_what_comes_after(
    client: OutsideClient, cast: Cast, fixed: Plan
) -> None:
    client.as_member(cast.lin).post(url("roadmap_means", cast.payments.pk), {"capacity-1": "30"})

    assert Plan.objects.get().fixed["capacities"] == {"1": "30"}
    page = get(client, cast.lin, url("roadmap", cast.payments.pk))
    assert "The foundation stands by 1 Apr 2026" in page
    assert "1 from Jan 2026 30 30 entered" in page
    order = get(client, cast.lin, url("order", cast.payments.pk)).split("By quarter")[1]
    first = order.split("1 from Jan 2026")[1].split("2 from Apr 2026")[0]
    assert "Consolidated runtime → 2" in first
    assert "Golden paths" not in first
    assert 'value="30"' in client.get(url("roadmap_means", cast.payments.pk)).content.decode()


@pytest.mark.parametrize(
    ("capacity", "sentence"),
    [
        ("-1", "greater than or equal to 0"),
        ("much", "Enter a number."),
        ("NaN", "Enter a number."),
        ("1e9", "less than or equal to 100000"),
    ],
)
def test_a_capacity_that_is_none_gets_a_sentence(
    client: OutsideClient, cast: Cast, fixed: Plan, capacity: str, sentence: str
) -> None:
    address = url("roadmap_means", cast.payments.pk)

    answer = client.as_member(cast.lin).post(address, {"capacity-1": capacity})

    assert answer.status_code == 400
    assert sentence in words(answer)
    assert Plan.objects.get().fixed["capacities"] == {}


def test_without_capacity_nothing_is_ever_done(
    client: OutsideClient, cast: Cast, fixed: Plan
) -> None:
    nothing = {str(quarter): "0" for quarter in range(1, 41)}
    Plan.objects.update(fixed=fixed.fixed | {"capacities": nothing})

    page = get(client, cast.lin, url("roadmap", cast.payments.pk))

    assert "At this capacity nothing is ever done." in page
    assert "not within ten years" in page
    assert client.get(url("roadmap_svg", cast.payments.pk)).status_code == 404


def test_somebody_is_said_to_see_to_a_step(client: OutsideClient, cast: Cast, fixed: Plan) -> None:
    address = url("roadmap_means", cast.payments.pk)

    client.as_member(cast.lin).post(address, {"owner-RUN@2": str(cast.tom.pk)})
    client.post(address, {"owner-RUN@2": str(cast.tom.pk)})

    owner = StepOwner.objects.get()
    assert (owner.capability, owner.level, owner.owner) == ("RUN", 2, cast.tom)
    page = get(client, cast.lin, url("roadmap", cast.payments.pk))
    step = page.split("Wave by wave")[1].split("Consolidated runtime → 2")[1]
    assert "late Tom" in step.split("→")[0]

    client.post(address, {"owner-RUN@2": str(cast.lin.pk)})
    assert StepOwner.objects.get().owner == cast.lin
    client.post(address, {"owner-RUN@2": ""})
    assert not StepOwner.objects.exists()


def test_nobody_from_elsewhere_can_be_named(client: OutsideClient, cast: Cast, fixed: Plan) -> None:
    client.as_member(cast.lin).post(
        url("roadmap_means", cast.payments.pk), {"owner-RUN@2": str(cast.kim.pk)}
    )

    assert not StepOwner.objects.exists()


def test_of_many_people_the_first_are_listed(
    client: OutsideClient, cast: Cast, fixed: Plan, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(views, "MOST_MEMBERS", 2)

    page = get(client, cast.lin, url("roadmap_means", cast.payments.pk))

    assert "Not everybody is listed here." in page
    assert page.count("nobody yet Ada Ben") == 19


def test_an_action_says_who_sees_to_its_step(
    client: OutsideClient, cast: Cast, result: Result, fixed: Plan
) -> None:
    action = an_action(result, "RUN", 2, owner=cast.uma)

    page = client.as_member(cast.lin).get(url("roadmap", cast.payments.pk))
    means = client.get(url("roadmap_means", cast.payments.pk)).content.decode()

    assert "Uma" in words(page)
    assert f"/actions/{action.pk}/" in page.content.decode()
    assert "owner-RUN@2" not in means
    assert "owner-DAT@2" in means


def test_a_round_that_keeps_the_plan_says_so(
    client: OutsideClient, cast: Cast, fixed: Plan
) -> None:
    submit_later(cast, RUN=2, PLT=2, DAT=2, GOV=2)

    page = get(client, cast.lin, url("roadmap", cast.payments.pk))

    assert "Summer 2026 20 Mar 2026 2 steps were planned to stand; of the plan, 4 stand." in page
    assert "Nothing is late." in page
    assert "Early: " in page


def test_a_round_that_shows_less_says_what_slipped(
    client: OutsideClient, cast: Cast, fixed: Plan
) -> None:
    submit_later(cast, RUN=2)

    page = get(client, cast.lin, url("roadmap", cast.payments.pk))

    slips = page.split("Against the plan")[1].split("Wave by wave")[0]
    assert "Late:" in slips
    assert "(planned by 2 Mar 2026)" in slips
    assert "10 person-weeks behind, for 2 weeks." in slips
    assert "2 Mar 2026 17 Apr 2026 30 due, no results since" in page
    assert "Going on from Summer 2026 at this capacity, all stands by" in page
    assert "; planned was 6 Oct 2027: 5 weeks later." in page


def test_a_plan_that_rests_on_all_below_is_measured_by_all_below(
    client: OutsideClient, cast: Cast, wished: list[UseCase]
) -> None:
    UseCase.objects.update(unit=cast.platform)
    plan = fix_order(client, cast, cast.platform)
    submit_later(cast, RUN=2)

    page = get(client, cast.lin, url("roadmap", cast.platform.pk))

    assert plan.fixed["scope"] == "rolled"
    assert "from the levels of the unit with all below it" in page
    assert "Summer 2026 20 Mar 2026, 1 of 1 unit" in page
    assert "10 person-weeks behind" in page


def test_units_that_are_silent_leave_open_what_stands(
    client: OutsideClient, cast: Cast, wished: list[UseCase]
) -> None:
    UseCase.objects.update(unit=cast.company)
    fix_order(client, cast, cast.company)
    submit_later(cast, RUN=2, PLT=2)

    page = get(client, cast.ada, url("roadmap", cast.company.pk))

    slips = page.split("Against the plan")[1].split("Wave by wave")[0]
    assert "Summer 2026 20 Mar 2026, 1 of 2 units" in slips
    newest = slips.split("Spring 2026")[0]
    assert "2 steps were planned to stand; of the plan, 0 stand." in newest
    assert "Not known: Consolidated runtime → 2 (planned by 15 Feb 2026)" in newest
    assert "Late:" not in newest
    expected = (
        r"all stands by \d+ Oct 2027 to \d+ Dec 2027; planned was 6 Oct 2027: 3 weeks later to"
    )
    assert re.search(expected, page)


def test_an_own_plan_is_not_measured_by_the_units_below(
    client: OutsideClient, cast: Cast, wished: list[UseCase]
) -> None:
    UseCase.objects.update(unit=cast.platform)
    plan = fix_order(client, cast, cast.platform)
    Plan.objects.update(fixed=plan.fixed | {"scope": "own"})
    submit_later(cast, RUN=2)

    page = get(client, cast.lin, url("roadmap", cast.platform.pk))

    assert "planned to stand" not in page
    assert "from the levels of the unit's own team" in page


def test_a_plan_over_the_options_says_for_whose_use_cases_it_is(
    client: OutsideClient, cast: Cast, wished: list[UseCase]
) -> None:
    fix_order(client, cast, cast.payments, "?of=options")

    page = get(client, cast.lin, url("roadmap", cast.payments.pk))

    assert "for the framework's own use cases, each worth the same." in page
    assert "Opens Coding assistants" in page


def test_a_parent_shows_the_roadmaps_of_the_units_below(
    client: OutsideClient, cast: Cast, fixed: Plan
) -> None:
    submit_later(cast, RUN=2)

    page = get(client, cast.lin, url("roadmap", cast.platform.pk))
    own = get(client, cast.lin, url("roadmap", cast.payments.pk))

    units = page.split("Units below")[1]
    assert "Payments 1 Jan 2026 2 Mar 2026" in units
    assert "1 step, 10 person-weeks (Summer 2026)" in units
    assert "Units below" not in own


def test_units_that_one_may_not_plan_are_not_below(
    client: OutsideClient, cast: Cast, fixed: Plan
) -> None:
    Plan.objects.update(unit=cast.search)

    assert (
        "Search" in get(client, cast.ada, url("roadmap", cast.company.pk)).split("Units below")[1]
    )
    assert client.as_member(cast.lin).get(url("roadmap", cast.company.pk)).status_code == 404


def test_a_plan_of_another_framework_is_told_and_not_dated(
    client: OutsideClient, cast: Cast, fixed: Plan
) -> None:
    Plan.objects.update(fixed=fixed.fixed | {"start": {"OLD": 1}})

    assert "This plan cannot be dated any more" in get(
        client, cast.lin, url("roadmap", cast.payments.pk)
    )
    assert "fixed under another version of the framework" in get(
        client, cast.lin, url("roadmap", cast.platform.pk)
    )


def test_a_plan_from_before_roadmaps_is_dated_too(
    client: OutsideClient, cast: Cast, fixed: Plan
) -> None:
    old = {key: fixed.fixed[key] for key in ("start", "steps")}
    Plan.objects.update(fixed=old)

    page = get(client, cast.lin, url("roadmap", cast.payments.pk))

    assert "The foundation stands by 2 Mar 2026" in page
    assert "from the levels of the unit's own team" in page


def test_the_plan_of_a_unit_with_owners_keeps_it(cast: Cast, session: Session) -> None:
    StepOwner.objects.create(
        organization=cast.organization, unit=cast.search, capability="RUN", level=1, owner=cast.tom
    )

    assert "Search has a plan" in unit_in_use(cast.search)


def test_more_plans_below_cost_no_more_statements(
    client: OutsideClient, cast: Cast, fixed: Plan
) -> None:
    submit_later(cast, RUN=2)
    address = url("roadmap", cast.company.pk)
    get(client, cast.ada, address)
    get(client, cast.ada, address)
    before = len(client.statements)

    for unit in (cast.search, cast.platform):
        Plan.objects.create(
            organization=cast.organization,
            unit=unit,
            capacity=20,
            fixed=fixed.fixed | {"scope": "rolled"},
            fixed_on=fixed.fixed_on,
            starts_on=fixed.starts_on,
        )
    page = get(client, cast.ada, address)

    assert len(client.statements) == before
    assert page.split("Units below")[1].count("1 step, 10 person-weeks (Summer 2026)") == 2


def test_units_below_are_bounded(
    client: OutsideClient, cast: Cast, fixed: Plan, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(queries, "MOST_BELOW", 0)

    page = get(client, cast.ada, url("roadmap", cast.company.pk))

    assert "Foundation stands by" not in page


@pytest.mark.parametrize("unit", ["payments", "platform", "company"])
def test_the_page_costs_few_statements(
    client: OutsideClient, cast: Cast, fixed: Plan, unit: str
) -> None:
    submit_later(cast, RUN=2)
    address = url("roadmap", getattr(cast, unit).pk)
    get(client, cast.ada, address)
    get(client, cast.ada, address)

    assert len(client.statements) <= 22
