"""The chosen basis stays through all pages of a plan: links, forms, and what follows a change."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser
from urllib.parse import parse_qs, urljoin, urlsplit

import pytest
from django.urls import Resolver404, resolve

from assessments.planning.economics import actions as scenarios
from assessments.planning.economics.actions import ScenarioValues
from assessments.planning.models import Scenario, UseCase
from assessments.planning.strategy.assumptions import elements
from assessments.planning.use_cases import actions as use_cases
from assessments.rounds.models import Session
from orgs.models import Unit
from orgs.people import actions as people
from orgs.people.actions import GrantOffer
from orgs.permissions import Role
from orgs.units import actions as units
from tests.cast import NOON, Cast, an_open_round, the_framework, the_session
from tests.conftest import OutsideClient
from tests.planning.conftest import submit_at
from tests.planning.fixed_plans import a_fixed_plan
from tests.planning.pages import url
from tests.planning.portfolios import EXAMPLE_LEVELS

pytestmark = pytest.mark.django_db

OWN = "show=own"
OF_ANOTHER_BASIS = ("Whose levels", "Framework")  # the switches, which are there to leave it
OF_THE_FIXED_PLAN = "roadmap_file"  # on the basis with which it was fixed, whatever one looks at
OF_UNITS = ("plan", "findings", "findings_file", "break_even", "plumbing_svg", "plumbing_png")
PAGES = (
    *("use_cases", "use_case_new", "order", "order_budget", "order_means", "order_own"),
    *("roadmap", "roadmap_means", "trajectories", "trajectories_outcome", "sourcing", "strategy"),
)
POSTS = {
    "use_cases_copy": {},
    "use_case_new": {"name": "Forecasts", "value": "3"},
    "order_mark": {"step": "RUN@2", "mark": "pinned"},
    "order_means": {"capacity": "12"},
    "order_own": {"steps": "RUN@2 PLT@2", "up": "PLT@2"},
    "order_fix": {"which": "best"},
    "roadmap_means": {"capacity-1": "30"},
    "scenario_save": {"name": "Bold", "assumptions": "F=3"},
    "sourcing": {"build-months": "6"},
    "strategy": {"elements": elements()[0].key, "look": "on"},
}


@dataclass
class SentForm:
    """A form of a page: where it leads, how, and which fields it carries unseen."""

    action: str
    method: str
    id: str = ""
    hidden: dict[str, str] = field(default_factory=dict)


class Leads(HTMLParser):
    """Where the content of a page leads: its links, what it loads, its forms.

    `sent` are addresses to which buttons send a form, and that form's id.
    """

    def __init__(self, page: str) -> None:
        super().__init__()
        self.links: list[str] = []
        self.forms: list[SentForm] = []
        self.sent: list[tuple[str, str]] = []
        self._is_switch = False
        self.feed(page.partition("<main")[2] or page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        said = {name: value or "" for name, value in attrs}
        if tag == "nav":
            self._is_switch = said.get("aria-label") in OF_ANOTHER_BASIS
        elif tag == "form":
            method = said.get("method", "get")
            self.forms.append(SentForm(said.get("action", ""), method, said.get("id", "")))
        elif tag == "button" and "formaction" in said:
            self.sent.append((said["formaction"], said["form"]))
        elif tag == "input" and said.get("type") == "hidden" and self.forms:
            self.forms[-1].hidden[said["name"]] = said.get("value", "")
        if not self._is_switch and tag == "a" and "href" in said:
            self.links.append(said["href"])
        if tag != "form" and "hx-get" in said:
            self.links.append(said["hx-get"])

    def handle_endtag(self, tag: str) -> None:
        if tag == "nav":
            self._is_switch = False


@pytest.fixture
def planned(cast: Cast, session: Session) -> Unit:
    """Return Payments, which has a result, above Cards, which has another; with a full plan."""
    submit_at(cast, session, EXAMPLE_LEVELS)
    cards = units.add(organization=cast.organization, name="Cards", parent=cast.payments)
    for member in cast.voters:
        people.give(member=member, offer=GrantOffer(Role.CONTRIBUTOR, cards))
    submit_at(cast, the_session(an_open_round(cast, "Autumn 2026", [cards]), cards), EXAMPLE_LEVELS)
    use_cases.copy_starters(unit=cast.payments, starters=the_framework().use_cases)
    values = ScenarioValues(name="Bold", assumptions={"F": "3"}, is_shared=True)
    scenarios.save(unit=cast.payments, by=cast.lin, facts=values, at=NOON)
    a_fixed_plan(cast.payments)
    return cast.payments


def addresses(unit: Unit) -> list[str]:
    wish = UseCase.objects.filter(unit=unit)[0]
    pages = [url(page, unit.pk) for page in PAGES]
    other = f"{url('order', unit.pk)}?of=options"
    return [*pages, other, url("use_case", unit.pk, wish.pk), url("findings"), url("break_even")]


def is_of_a_plan(address: str) -> bool:
    """Return whether an address shows or changes a unit's plan."""
    try:
        found = resolve(urlsplit(address).path)
    except Resolver404:
        return False
    if found.namespace != "planning" or found.url_name == OF_THE_FIXED_PLAN:
        return False
    return "unit" in found.kwargs or found.url_name in OF_UNITS


def keeps_own(address: str) -> bool:
    return parse_qs(urlsplit(address).query).get("show") == ["own"]


def lost(page: str, at: str) -> Iterator[str]:
    """Yield what of a page leads to a page of a plan without the basis of the own team."""
    found = Leads(page)
    for link in found.links:
        address = urljoin(at, link)
        if is_of_a_plan(address) and not keeps_own(address):
            yield f"{at}: {link}"
    for form in found.forms:
        address = urljoin(at, form.action)
        is_kept = form.hidden.get("show") == "own" if form.method == "get" else keeps_own(address)
        if is_of_a_plan(address) and not is_kept:
            yield f"{at}: {form}"
    carrying = {form.id for form in found.forms if form.hidden.get("show") == "own"}
    for address, owner in found.sent:
        if is_of_a_plan(address) and owner not in carrying:
            yield f"{at}: {address}"


def test_every_link_and_form_of_a_plan_keeps_the_own_team(
    client: OutsideClient, cast: Cast, planned: Unit
) -> None:
    lin = client.as_member(cast.lin)
    losses: list[str] = []
    for address in addresses(planned):
        at = f"{address}{'&' if '?' in address else '?'}unit={planned.pk}&{OWN}"
        page = lin.get(at)
        assert page.status_code == 200, at
        losses += lost(page.text, at)

    assert losses == []


def test_so_does_the_order_before_anything_is_wished(
    client: OutsideClient, cast: Cast, planned: Unit
) -> None:
    UseCase.objects.all().delete()
    at = f"{url('order', planned.pk)}?{OWN}"

    assert list(lost(client.as_member(cast.lin).get(at).text, at)) == []


def test_the_files_of_a_plan_keep_it_too(client: OutsideClient, cast: Cast, planned: Unit) -> None:
    lin = client.as_member(cast.lin)
    for page, file in (("use_cases", "use-cases.xlsx"), ("order", "order.xlsx")):
        links = Leads(lin.get(f"{url(page, planned.pk)}?{OWN}").text).links

        assert [keeps_own(link) for link in links if file in link] == [True]
    sent = Leads(lin.get(f"{url('trajectories', planned.pk)}?{OWN}").text).sent
    assert (url("trajectories_file", planned.pk, "xlsx"), "numbers") in sent


def test_what_follows_a_change_keeps_it(client: OutsideClient, cast: Cast, planned: Unit) -> None:
    lin = client.as_member(cast.lin)
    for name, sent in POSTS.items():
        answer = lin.post(f"{url(name, planned.pk)}?{OWN}", sent)

        assert answer.status_code == 302, name
        assert is_of_a_plan(answer.headers["Location"]), name
        assert keeps_own(answer.headers["Location"]), name


def test_so_does_what_follows_a_change_of_one_row(
    client: OutsideClient, cast: Cast, planned: Unit
) -> None:
    lin, wish = client.as_member(cast.lin), UseCase.objects.filter(unit=planned)[0]
    scenario = Scenario.objects.get(unit=planned)
    for name, row in (("use_case", wish), ("use_case_delete", wish), ("scenario_delete", scenario)):
        address = url(name, planned.pk, row.pk)

        answer = lin.post(f"{address}?{OWN}", {"name": "Forecasts", "value": "3"})

        assert answer.status_code == 302, name
        assert keeps_own(answer.headers["Location"]), name


def test_the_way_to_another_unit_keeps_it(client: OutsideClient, cast: Cast, planned: Unit) -> None:
    asked = {"unit": str(planned.pk), "page": "order", "show": "own"}

    answer = client.as_member(cast.lin).get(url("plan"), asked)

    assert answer.headers["Location"] == f"{url('order', planned.pk)}?{OWN}"


def test_a_page_on_the_usual_basis_adds_nothing_to_addresses(
    client: OutsideClient, cast: Cast, planned: Unit
) -> None:
    page = client.as_member(cast.lin).get(url("order", planned.pk)).text

    assert f'href="{url("order_own", planned.pk)}"' in page
    assert "?&" not in page
