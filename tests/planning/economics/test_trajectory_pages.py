from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from assessments.planning.models import EffortRecord, Project, Scenario, UseCase
from assessments.results.models import Result
from assessments.rounds.context.work_kinds import WorkKind
from assessments.rounds.models import Round
from orgs.database import tenancy
from orgs.models import Member
from orgs.people import actions as people
from orgs.people.actions import GrantOffer
from orgs.permissions import Role
from tests.cast import Cast, a_member
from tests.conftest import OutsideClient
from tests.planning.pages import get, url


def outcome(client: OutsideClient, cast: Cast, **asked: Any) -> str:
    return get(client, cast.lin, url("trajectories_outcome", cast.payments.pk), **asked)


def save(client: OutsideClient, member: Member, cast: Cast, name: str, **said: Any) -> None:
    address = url("scenario_save", cast.payments.pk)
    client.as_member(member).post(address, {"name": name, "assumptions": "F=3&phi=50"} | said)


def test_the_source_documents_numbers_come_out_at_the_defaults(
    client: OutsideClient, cast: Cast, spring: Round
) -> None:
    page = outcome(client, cast, begin="defaults")

    assert "After 12 months: 9 systems on a foundation, 3 without: 3 times as many." in page
    assert "cost of the fixed scope $1,800,000 $1,400,000" in page
    assert "its later consolidation $1,200,000 $0" in page
    assert "from month 2.8" in page


def test_what_the_assessment_knows_is_taken_and_marked_by_its_weakest_input(
    client: OutsideClient, cast: Cast, result: Result
) -> None:
    page = get(client, cast.lin, url("trajectories", cast.payments.pk), level=2)

    assert "plumbing that the foundation removes ρ default" in page
    assert "length of the foundation F default" in page
    assert "100 person-weeks of steps to level 2 at 66.5 a month" in page
    assert "burn a month b default" in page


def test_days_and_projects_of_the_register_are_taken(
    client: OutsideClient, cast: Cast, result: Result
) -> None:
    project = Project.objects.create(
        organization=cast.organization, unit=cast.payments, name="Triage", stage="production"
    )
    for kind, days in ((WorkKind.INTEGRATION, 45), (WorkKind.GOVERNANCE, 15), (WorkKind.AGENT, 40)):
        EffortRecord.objects.create(
            organization=cast.organization, project=project, kind=kind.value, days=Decimal(days),
            begins_on=date(2026, 1, 1), ends_on=date(2026, 1, 31), source="sheet",
            fingerprint=kind.value,
        )  # fmt: skip

    page = get(client, cast.lin, url("trajectories", cast.payments.pk))

    assert "60 of 100 engineering days recorded for 1 AI projects" in page
    assert "plumbing's share of a pilot φ measured" in page
    assert "1 of 1 decided AI projects of the register reached production" in page
    assert "bespoke pilots that reach production π S measured, few data" in page


def test_the_headline_is_the_range_from_where_one_stands(
    client: OutsideClient, cast: Cast, result: Result
) -> None:
    page = outcome(client, cast, level=2)

    assert "3.9 to 5.6 systems on a foundation, 3.6 without: 1.1 to 1.6 times as many." in page
    assert "The low end: the foundation saves plumbing and nothing else." in page
    assert "the foundation takes less than 2.3 to 5.3 months" in page
    assert "holds at the high end alone More systems" in outcome(client, cast, level=2, F="4")


def test_whoever_moves_the_yield_assumes_it(
    client: OutsideClient, cast: Cast, result: Result
) -> None:
    page = outcome(client, cast, level=2, pi_I="90")

    assert "7 systems on a foundation, 3.6 without: 2 times as many." in page
    assert "The low end" not in page


def test_the_range_follows_a_moved_yield_of_bespoke_pilots(
    client: OutsideClient, cast: Cast, result: Result
) -> None:
    page = outcome(client, cast, level=2, pi_S="95")

    assert "7.3 systems on a foundation, 6.8 without: 1.1 times as many." in page


def test_upkeep_comes_as_a_range_too(client: OutsideClient, cast: Cast, result: Result) -> None:
    page = outcome(client, cast, level=2, mechanism="upkeep")

    assert "3.3 to 4.8 systems on a foundation, 3.2 without: 1.03 to 1.5 times as many." in page


def test_nothing_to_build_leads_to_as_many(
    client: OutsideClient, cast: Cast, result: Result
) -> None:
    for mechanism in ("yield", "upkeep"):
        page = outcome(client, cast, level=1, mechanism=mechanism)

        assert "without: 1 times as many. Nothing to build up to level 1: already there." in page
        assert "its later consolidation $820,000 $820,000" in page
        assert "Where the claim fails" not in page


@pytest.mark.parametrize("numbers", [{"pi_I": "95"}, {"mechanism": "upkeep", "mu_I": "0"}])
def test_with_nothing_to_build_no_assumption_makes_more_of_it(
    client: OutsideClient, cast: Cast, result: Result, numbers: dict[str, str]
) -> None:
    page = outcome(client, cast, level=1, **numbers)

    assert "without: 1 times as many. Nothing to build up to level 1: already there." in page


def test_a_break_even_of_one_end_alone_has_its_unit_beside_it(
    client: OutsideClient, cast: Cast, result: Result
) -> None:
    page = outcome(client, cast, level=2, pi_S="0")

    assert "months at best" in page
    assert "at best months" not in page


def test_a_foundation_longer_than_the_horizon_says_so(
    client: OutsideClient, cast: Cast, result: Result
) -> None:
    page = outcome(client, cast, level=4, H="4")

    assert "0 systems on a foundation" in page
    assert "The foundation outlasts the horizon." in page


def test_steps_that_remove_nothing_say_so(
    client: OutsideClient, cast: Cast, result: Result
) -> None:
    page = outcome(client, cast, level=2, rho="0")

    assert "The missing steps remove no plumbing in this model, so they only cost." in page


def test_without_bespoke_systems_the_headline_is_in_systems(
    client: OutsideClient, cast: Cast, result: Result
) -> None:
    page = outcome(client, cast, level=2, pi_S="0")

    assert "0 to 3.7 systems on a foundation, 0 without. " in page


def test_a_scenario_keeps_its_range(client: OutsideClient, cast: Cast, result: Result) -> None:
    save(client, cast.lin, cast, "Range", assumptions="pi_I=50&best_yield=95")

    page = get(client, cast.lin, url("trajectories", cast.payments.pk))

    assert "Range Lin 3 4.7 to 9 1.6 to 3 2.77 to 4.24" in page


def test_a_changed_number_is_assumed(client: OutsideClient, cast: Cast, spring: Round) -> None:
    page = get(client, cast.lin, url("trajectories", cast.payments.pk), F="9")

    assert "length of the foundation F assumed" in page
    assert "fails More systems in production" in page


def test_numbers_that_cannot_be_keep_the_usual_ones(
    client: OutsideClient, cast: Cast, spring: Round
) -> None:
    page = get(client, cast.lin, url("trajectories", cast.payments.pk), phi="150", F="x", w="0")

    assert "Some numbers were out of range" in page
    assert "9 systems on a foundation, 3 without" in page


def test_numbers_that_come_back_rounded_stay_exact(
    client: OutsideClient, cast: Cast, spring: Round
) -> None:
    assert "$1,800,000 $1,400,000" in outcome(client, cast, rho="94.444", gamma="1.333")


def test_a_scenario_is_private_until_it_is_shared(
    client: OutsideClient, cast: Cast, result: Result
) -> None:
    save(client, cast.lin, cast, "Careful")

    assert "Careful" in get(client, cast.lin, url("trajectories", cast.payments.pk))
    assert "Careful" not in get(client, cast.max, url("trajectories", cast.payments.pk))

    save(client, cast.lin, cast, "careful", is_shared="on")
    assert Scenario.objects.count() == 1
    assert "careful Lin · shared" in get(client, cast.max, url("trajectories", cast.payments.pk))


def test_only_its_author_deletes_a_scenario(
    client: OutsideClient, cast: Cast, spring: Round
) -> None:
    save(client, cast.lin, cast, "Careful", is_shared="on")
    address = url("scenario_delete", cast.payments.pk, Scenario.objects.get().pk)

    assert client.as_member(cast.max).post(address).status_code == 404
    client.as_member(cast.lin).post(address)

    assert not Scenario.objects.exists()


def test_nonsense_is_not_saved(client: OutsideClient, cast: Cast, spring: Round) -> None:
    save(client, cast.lin, cast, "Wrong", assumptions="phi=400")
    save(client, cast.lin, cast, "Wrong", gains="quality=101")
    save(client, cast.lin, cast, "Wrong", assumptions="mechanism=decay")
    save(client, cast.lin, cast, "")

    assert not Scenario.objects.exists()


def test_a_leader_elsewhere_sees_no_shared_scenario(
    client: OutsideClient, cast: Cast, spring: Round
) -> None:
    save(client, cast.lin, cast, "Careful", is_shared="on")
    ida = a_member(cast.organization, "Ida", Role.LEADER, cast.search)
    people.give(member=ida, offer=GrantOffer(Role.VIEWER, cast.payments))

    assert client.as_member(ida).get(url("trajectories", cast.payments.pk)).status_code == 404


def test_what_faster_coding_is_worth_stands_beside_its_counter_evidence(
    client: OutsideClient, cast: Cast, result: Result
) -> None:
    page = get(client, cast.lin, url("trajectories", cast.payments.pk))

    assert "0% 3.4% 7% 10.8% 15%" in page
    assert "quality of the platform measured" in page
    assert "19% slower" in page


def test_the_worth_of_faster_coding_follows_from_its_numbers(
    client: OutsideClient, cast: Cast, spring: Round
) -> None:
    address = url("trajectories_gains", cast.payments.pk)
    known = {"quality": "50", "staff": "100", "salary": "176000"}

    page = get(client, cast.lin, address, **known)

    assert "7% of velocity gained, the work of 6.5 people" in page
    assert "capacity released $1,147,826" in page
    assert "the dip while people learn, once −$660,000" in page
    assert "the first year $487,826" in page
    assert "failed changes, before" not in page


def test_failed_changes_count_once_somebody_says_what_they_cost(
    client: OutsideClient, cast: Cast, spring: Round
) -> None:
    address = url("trajectories_gains", cast.payments.pk)
    known = {"deployments": "1000", "recovery": "4", "hourly": "1000", "staff": "0"}

    page = get(client, cast.lin, address, **known)

    assert "failed changes, before $200,000" in page
    assert "stability: before less after −$40,000" in page


def test_the_quality_of_the_platform_is_measured_until_it_is_changed(
    client: OutsideClient, cast: Cast, result: Result
) -> None:
    address = url("trajectories_gains", cast.payments.pk)

    assert "measured way to target of platform" in get(client, cast.lin, address)
    assert "assumed your own number" in get(client, cast.lin, address, quality="11")
    assert "measured" not in get(client, cast.lin, address, begin="defaults")


def test_live_systems_may_eat_capacity_instead_of_pilots_failing(
    client: OutsideClient, cast: Cast, spring: Round
) -> None:
    page = outcome(client, cast, begin="defaults", mechanism="upkeep")

    assert "After 12 months: 9.5 systems on a foundation, 3 without" in page
    assert "Every pilot reaches production; live systems eat capacity." in page
    assert "mu_S = 30%" in page
    assert "pi_S =" not in page
    assert "pi_S = 67%" in outcome(client, cast, begin="defaults")


def test_a_mechanism_that_is_none_keeps_the_usual_one(
    client: OutsideClient, cast: Cast, spring: Round
) -> None:
    page = get(client, cast.lin, url("trajectories", cast.payments.pk), mechanism="decay")

    assert "Some numbers were out of range" in page
    assert "9 systems on a foundation, 3 without" in page


def test_a_scenario_keeps_its_mechanism_and_the_numbers_of_faster_coding(
    client: OutsideClient, cast: Cast, spring: Round
) -> None:
    said = {"assumptions": "mechanism=upkeep&mu_S=30", "gains": "staff=40&x=1"}

    save(client, cast.lin, cast, "Upkeep", **said)

    tenancy.set_local("person", cast.lin.user_id)  # it is Lin's alone
    assert Scenario.objects.get().assumptions == {
        "mechanism": "upkeep", "mu_S": "30", "staff": "40"
    }  # fmt: skip
    page = get(client, cast.lin, url("trajectories", cast.payments.pk))
    assert "Upkeep Lin · with upkeep 2.8 9.5 3.4" in page


def test_the_curves_bend_where_live_systems_eat_capacity(
    client: OutsideClient, cast: Cast, spring: Round
) -> None:
    address = url("trajectories_chart", cast.payments.pk)

    usual = client.as_member(cast.lin).get(address).text
    upkeep = client.as_member(cast.lin).get(address, {"mechanism": "upkeep"}).text

    assert usual.startswith("<svg")
    assert usual != upkeep


def test_the_strategy_check_shows_what_nobody_has_funded(
    client: OutsideClient, cast: Cast, result: Result, wished: list[UseCase]
) -> None:
    address = url("strategy", cast.payments.pk)

    client.as_member(cast.lin).post(address, {"elements": ["governance-at-scale"]})
    page = get(client, cast.lin, address)

    assert "Automated governance 3 1 2 levels" in page
    assert "Which rules block by themselves?" in page


def test_an_element_that_is_none_is_refused(
    client: OutsideClient, cast: Cast, spring: Round
) -> None:
    answer = client.as_member(cast.lin).post(url("strategy", cast.payments.pk), {"elements": ["x"]})

    assert answer.status_code == 200


def test_the_pages_cost_few_statements(
    client: OutsideClient, cast: Cast, result: Result, wished: list[UseCase]
) -> None:
    for page, most in (
        *(("trajectories", 14), ("trajectories_outcome", 12)),
        *(("trajectories_gains", 10), ("strategy", 12)),
    ):
        get(client, cast.lin, url(page, cast.payments.pk))
        get(client, cast.lin, url(page, cast.payments.pk))
        assert len(client.statements) <= most, page
