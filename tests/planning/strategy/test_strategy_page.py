import io
import json
import re
from collections.abc import Mapping
from datetime import timedelta
from decimal import Decimal
from typing import Any

import openpyxl
import pytest
from django.core.management import call_command

from assessments.planning.investment import actions as investment
from assessments.planning.models import Plan, StrategyCheck, UseCase
from assessments.planning.portfolio.basis import Mark
from assessments.planning.portfolio.level_closure import CapabilityStep
from assessments.planning.portfolio.queries import unit_plan
from assessments.planning.portfolio.unit_queries import unit_in_use
from assessments.planning.strategy import actions
from assessments.planning.strategy.presumption import Presumption
from assessments.results.models import Result
from assessments.rounds.models import Round, Session
from orgs.models import Member
from orgs.organization import actions as organization
from orgs.units import actions as units
from tests.cast import NOON, Cast
from tests.conftest import OutsideClient
from tests.planning.pages import get, url, words

SENTENCE = "Your strategy presumes 50 person-weeks of foundation that no budget line names."
TICKED = {"elements": ["governance-at-scale"]}


def page_of(client: OutsideClient, cast: Cast, **asked: Any) -> str:
    return get(client, cast.lin, url("strategy", cast.payments.pk), **asked)


def post(client: OutsideClient, cast: Cast, **said: Any) -> str:
    """Return the address to which the answer leads."""
    answer = client.as_member(cast.lin).post(url("strategy", cast.payments.pk), said)
    assert answer.status_code == 302
    return str(answer.headers["Location"])


def file_of(client: OutsideClient, cast: Cast, kind: str, **asked: Any) -> Any:
    address = url("strategy_file", cast.payments.pk, kind)
    answer = client.as_member(cast.lin).get(address, asked)
    assert answer.status_code == 200
    return answer


def ticked_on_page(client: OutsideClient, member: Member, address: str) -> set[str]:
    html = client.as_member(member).get(address).content.decode()
    return set(re.findall(r'value="([\w-]+)"\s+id="element-[\w-]+" checked', html))


def check(cast: Cast, *ticked: str, days: int = 0, burn: Decimal | None = None) -> StrategyCheck:
    planned = unit_plan(cast.lin, cast.payments)
    assert planned is not None
    values = actions.CheckValues(Presumption(planned.basis, frozenset(ticked)), burn)
    at = NOON + timedelta(days=days)
    return actions.save(unit=cast.payments, by=cast.lin, values=values, at=at)


def test_what_is_ticked_is_saved_with_its_day_and_basis(
    client: OutsideClient, cast: Cast, result: Result
) -> None:
    post(client, cast, **TICKED)

    saved = StrategyCheck.objects.get()
    assert (saved.unit, saved.by, saved.elements) == (cast.payments, cast.lin, TICKED["elements"])
    assert saved.effort == 50
    assert saved.basis["source"].startswith("From the own team's result of 2 March 2026")
    assert "100% of the weight is known." in saved.basis["source"]
    assert (saved.basis["levels"]["GOV"], saved.basis["capacity"]) == (1, "66.5")
    page = page_of(client, cast)
    assert SENTENCE in page
    assert f"Saved on {saved.saved_at:%-d %B %Y} by Lin. From the own team's result of" in page


def test_an_address_opens_with_exactly_its_ticks(
    client: OutsideClient, cast: Cast, result: Result
) -> None:
    address = post(client, cast, elements=["integrate", "7s-skills"], burn="60000")
    post(client, cast, elements=["pillar-value"])

    assert ticked_on_page(client, cast.ada, address) == {"integrate", "7s-skills"}
    assert "$60,000 a month, your own number" in get(client, cast.ada, address)
    page = url("strategy", cast.payments.pk)
    assert ticked_on_page(client, cast.lin, page) == {"pillar-value"}
    assert ticked_on_page(client, cast.lin, f"{page}?elements=") == set()


def test_the_chosen_basis_stays_with_the_ticks(
    client: OutsideClient, cast: Cast, session: Session, result: Result
) -> None:
    below = units.add(organization=cast.organization, name="Cards", parent=cast.payments)
    Session.objects.create(
        organization=cast.organization, round=session.round, unit=below, opened_at=NOON
    )
    page = url("strategy", cast.payments.pk)

    html = client.as_member(cast.lin).get(page, {**TICKED, "show": "own"}).text
    answer = client.as_member(cast.lin).post(f"{page}?show=own", TICKED)

    assert f'action="{page}?show=own"' in html
    assert 'href="?elements=governance-at-scale&amp;show=rolled"' in html
    assert answer.headers["Location"] == f"{page}?elements=governance-at-scale&show=own"
    assert "strategy.json?elements=governance-at-scale&amp;show=own" in html
    assert StrategyCheck.objects.get().basis["choice"] == "show=own"


def test_where_little_is_known_the_total_has_two_ends(
    client: OutsideClient, cast: Cast, session: Session, result: Result
) -> None:
    for number in range(9):
        below = units.add(organization=cast.organization, name=f"U{number}", parent=cast.platform)
        Session.objects.create(
            organization=cast.organization, round=session.round, unit=below, opened_at=NOON
        )
    page = get(client, cast.lin, url("strategy", cast.platform.pk), **TICKED)

    assert SENTENCE in page
    assert "at its lowest: 72 person-weeks; at its highest: 0." in page
    assert "Only 10% of the weight is known" in page


def test_whoever_only_looks_saves_nothing(
    client: OutsideClient, cast: Cast, result: Result
) -> None:
    address = post(client, cast, **TICKED, look="on")

    page = get(client, cast.lin, address)
    assert not StrategyCheck.objects.exists()
    assert SENTENCE in page
    assert "Not saved." in page


def test_each_missing_level_says_what_it_takes_and_how_one_knows(
    client: OutsideClient, cast: Cast, result: Result
) -> None:
    page = page_of(client, cast, **TICKED)

    assert (
        "Automated governance 3 1 2 levels → 2: 10 person-weeks → 3: 30 person-weeks "
        "40 default 2.6 default $135,338 default"
    ) in page
    assert "In total, without a budget 50 default 3.3 default $169,173 default" in page
    assert "66.5 person-weeks a month, the vendors' programme's" in page
    assert "from Rebase's burn of $225,000" in page


def test_own_efforts_own_capacity_and_marks_of_the_plan_count(
    client: OutsideClient, cast: Cast, result: Result
) -> None:
    efforts = {CapabilityStep("OBS", 2): Decimal(6), CapabilityStep("GOV", 3): Decimal(20)}
    means = investment.Means(Decimal(26), None, "", efforts)
    investment.set_means(unit=cast.payments, means=means)
    investment.mark(unit=cast.payments, step=CapabilityStep("GOV", 2), as_=Mark.FUNDED)

    page = page_of(client, cast, **TICKED, burn="52000")

    assert "Your strategy presumes 26 person-weeks" in page
    assert "In total, without a budget 26 measured 4.3 measured $52,000 assumed" in page
    assert "→ 2: 10 person-weeks, funded" in page
    assert "Funded: a budget names them 10 person-weeks" in page


def test_what_is_true_already_waits_and_costs_nothing(
    client: OutsideClient, cast: Cast, claiming: list[UseCase]
) -> None:
    page = page_of(client, cast, **TICKED)

    assert "→ 3: true already, waits for OBS 2" in page
    assert "presumes 10 person-weeks" in page


def test_in_another_currency_money_waits_for_a_burn(
    client: OutsideClient, cast: Cast, result: Result
) -> None:
    organization.choose_currency(organization=cast.organization, currency="CHF")

    without = page_of(client, cast, **TICKED)
    given = page_of(client, cast, **TICKED, burn="66500")

    assert "In CHF there is no usual burn: enter what a month costs." in without
    assert "$" not in without.partition("What others have published")[0]
    assert "CHF 50,000 assumed" not in given  # the efforts are defaults, the weakest input
    assert "CHF 50,000 default" in given.replace("\N{NO-BREAK SPACE}", " ")


def test_the_strategy_was_not_wasted(
    client: OutsideClient, cast: Cast, wished: list[UseCase]
) -> None:
    page = page_of(client, cast, elements=["stage-operational"])

    assert "The strategy was not wasted: it names the use cases, and they run once" in page
    then = page.partition("Run once these steps stand")[2].partition("Need more")[0]
    assert wished[0].name in page
    assert any(row.name in then for row in wished)


def test_without_a_result_nothing_is_priced(
    client: OutsideClient, cast: Cast, spring: Round
) -> None:
    page = page_of(client, cast, **TICKED)

    assert "Automated governance 3 unknown" in page
    assert "no budget line names" not in page
    post(client, cast, **TICKED)
    assert StrategyCheck.objects.get().effort is None


def test_older_checks_are_listed_with_their_total(
    client: OutsideClient, cast: Cast, result: Result
) -> None:
    check(cast, "governance-at-scale")
    check(cast, "pillar-data", days=20)

    page = page_of(client, cast)

    listed = page.partition("Saved checks")[2]
    totals = re.findall(r"(\d+ March 2026) Lin 1 (\d+) From the own team's", listed)
    assert totals == [("22 March 2026", "30"), ("2 March 2026", "50")]


def test_the_same_check_of_the_same_day_is_saved_once(cast: Cast, result: Result) -> None:
    first = check(cast, "pillar-data")

    assert check(cast, "pillar-data").pk == first.pk
    others = (
        check(cast, "pillar-data", days=1),
        check(cast, "pillar-value", days=1),
        check(cast, "pillar-value", days=1, burn=Decimal(5)),
    )
    assert len({first.pk, *(row.pk for row in others)}) == 4


def test_a_unit_keeps_so_many_checks_and_no_more(
    client: OutsideClient, cast: Cast, result: Result, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(actions, "MOST_CHECKS", 1)
    check(cast, "pillar-data")

    answer = client.as_member(cast.lin).post(url("strategy", cast.payments.pk), TICKED)

    assert "Delete one first" in words(answer)
    assert StrategyCheck.objects.count() == 1


def test_a_saved_check_can_be_deleted_and_keeps_its_unit(
    client: OutsideClient, cast: Cast, result: Result
) -> None:
    saved = check(cast, "pillar-data")
    assert "has a plan" in unit_in_use(cast.payments)

    client.as_member(cast.ada).post(url("strategy_delete", cast.payments.pk, saved.pk))

    assert not StrategyCheck.objects.exists()
    assert unit_in_use(cast.payments) == ""


def test_ticks_from_before_checks_were_saved_are_shown(
    client: OutsideClient, cast: Cast, result: Result
) -> None:
    Plan.objects.create(
        organization=cast.organization, unit=cast.payments, strategy=["governance-at-scale"]
    )
    page = url("strategy", cast.payments.pk)

    assert ticked_on_page(client, cast.lin, page) == {"governance-at-scale"}
    check(cast, "pillar-data")
    assert ticked_on_page(client, cast.lin, page) == {"pillar-data"}


@pytest.mark.parametrize(
    "said", [{"elements": ["x", "integrate"]}, {"burn": "-1"}, {"burn": "1e99"}, {"burn": "NaN"}]
)
def test_what_cannot_be_read_is_left_out_and_said(
    client: OutsideClient, cast: Cast, result: Result, said: Mapping[str, Any]
) -> None:
    page = url("strategy", cast.payments.pk)

    shown = client.as_member(cast.lin).get(page, said)
    sent = client.as_member(cast.lin).post(page, said)
    filed = client.as_member(cast.lin).get(url("strategy_file", cast.payments.pk, "json"), said)

    assert [row.status_code for row in (shown, sent, filed)] == [200, 200, 200]
    assert "Some of this could not be read, so it is left out." in words(shown)
    assert not StrategyCheck.objects.exists()


def test_the_files_say_what_the_page_says(
    client: OutsideClient, cast: Cast, wished: list[UseCase]
) -> None:
    document = json.loads(file_of(client, cast, "json", **TICKED).content)
    book = openpyxl.load_workbook(io.BytesIO(file_of(client, cast, "xlsx", **TICKED).content))
    csv = file_of(client, cast, "csv", **TICKED).content.decode("utf-8-sig").splitlines()
    steps = file_of(client, cast, "csv", **TICKED, table="steps").content.decode("utf-8-sig")
    page = page_of(client, cast, **TICKED)

    about, row = document["about"], document["presumed"][0]
    assert about["sentence"] == SENTENCE
    assert about["sentence"] in page
    assert about["basis"] in page
    assert (about["person_weeks"], about["person_weeks_mark"]) == (50, "default")
    assert (row["name"], row["presumed"], row["supported"]) == ("Automated governance", 3, 1)
    assert (row["person_weeks"], round(row["weeks"], 1), round(row["money"])) == (40, 2.6, 135338)
    assert csv[1].startswith("GOV,Automated governance,3,1,2,40,default,2.6")
    assert steps.splitlines()[1:] == [
        "OBS,2,10,default,10,missing,",
        "GOV,2,10,default,10,missing,",
        "GOV,3,30,default,30,missing,",
    ]
    assert book.worksheets[0]["B2"].value == "Automated governance"
    assert [row["runs"] for row in document["use_cases"]].count("runs today") == page.partition(
        "Run today"
    )[2].partition("Need more")[0].count(",") + ("Run today" in page)
    assert len(document["elements"]) == 24
    assert [row["key"] for row in document["elements"] if row["is_ticked"]] == TICKED["elements"]


def test_the_page_names_its_files_with_its_ticks(
    client: OutsideClient, cast: Cast, result: Result
) -> None:
    html = client.as_member(cast.lin).get(url("strategy", cast.payments.pk), TICKED).text

    for file in ("csv?", "csv?table=steps&amp;", "xlsx?", "json?"):
        assert f"strategy.{file}elements=governance-at-scale" in html


def test_a_file_of_another_kind_is_not_there(
    client: OutsideClient, cast: Cast, result: Result
) -> None:
    for kind, asked in (("pdf", {}), ("csv", {"table": "secrets"})):
        address = url("strategy_file", cast.payments.pk, kind)
        assert client.as_member(cast.lin).get(address, asked).status_code == 404


def test_the_page_and_its_files_cost_few_statements(
    client: OutsideClient, cast: Cast, wished: list[UseCase]
) -> None:
    check(cast, "pillar-data")
    check(cast, "pillar-value", days=1)
    for address, most in (
        (url("strategy", cast.payments.pk), 13),
        (url("strategy_file", cast.payments.pk, "json"), 12),
    ):
        client.as_member(cast.lin).get(address)
        client.as_member(cast.lin).get(address)
        assert len(client.statements) <= most, (address, len(client.statements))


def test_saved_checks_move_with_their_organization(
    cast: Cast, result: Result, tmp_path: Any
) -> None:
    check(cast, "pillar-data", burn=Decimal("9.50"))
    file = tmp_path / "northwind.zip"

    call_command("export_organization", "northwind", file, stdout=io.StringIO())
    call_command("import_organization", file, "copy", stdout=io.StringIO())

    copied = StrategyCheck.objects.exclude(organization=cast.organization)
    assert [(row.elements, row.burn, row.by.user.name) for row in copied] == [
        (["pillar-data"], Decimal("9.50"), "Lin")
    ]
