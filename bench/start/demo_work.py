"""What the demo's people do before the memory is read: look around, vote, order a report."""

import re
import time
from collections import Counter
from collections.abc import Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor

from bench.environment.errors import MeasurementError
from bench.start.visitor import Visitor

LOGIN = "/accounts/login/"
VOTE = r"/o/[\w-]+/sessions/\d+/vote/"
CONDITION = VOTE + r"\w+/conditions/[\w-]+"
RESULT = r"/o/[\w-]+/results/\d+/"
REPORT = RESULT + "report"
DOWNLOAD = r"/o/[\w-]+/reports/\d+/download"
PLACE = r"/o/[\w-]+/(?:\w+/)*"
LOOKS = 3
PATIENCE_SECONDS = 120


def work_with(port: int, accounts: Sequence[Mapping[str, str]]) -> dict[str, int]:
    """Let the people of all accounts work at the same time; return how much was done."""
    with ThreadPoolExecutor(len(accounts)) as threads:
        people = list(threads.map(lambda account: sign_in(port, account), accounts))
        done = sum(threads.map(look_around, people), Counter[str]())
        done += sum(threads.map(vote, people), Counter[str]())
    done += order_report(people)
    if missing := {"pages", "saves", "reports"} - set(+done):
        raise MeasurementError(f"The demo's people found no {', '.join(sorted(missing))}.")
    return dict(done)


def sign_in(port: int, account: Mapping[str, str]) -> Visitor:
    """Return a visitor who signed in with the account."""
    person = Visitor(port)
    person.open(LOGIN)
    person.submit(LOGIN, {"login": account["email"], "password": account["password"]})
    if person.path == LOGIN:
        raise MeasurementError(f"{account['email']} cannot sign in.")
    return person


def look_around(person: Visitor) -> Counter[str]:
    """Read every page that one's first page leads to."""
    home = person.path
    places = person.links(PLACE)
    seen = sum(person.open(place) == 200 for _ in range(LOOKS) for place in places)
    person.open(home)
    return Counter(pages=seen)


def vote(person: Visitor) -> Counter[str]:
    """Answer the conditions of one's next capability, if there is a session to vote in."""
    sessions = person.links(VOTE)
    if not sessions or person.open(sessions[0]) != 200:
        return Counter()
    saves = sum(
        person.submit(address, {re.split("/", address)[-1]: "yes"}, by_htmx=True) == 200
        for address in person.links(CONDITION)
    )
    return Counter(saves=saves)


def order_report(people: Sequence[Visitor]) -> Counter[str]:
    """Have the first who may do so order a result's report, and fetch it."""
    for person in people:
        organization = person.links(PLACE)[0]
        person.open(f"{organization}results/")
        for result in person.links(RESULT)[:1]:
            person.open(result)
        if orders := person.links(REPORT):
            if person.submit(orders[0], {}) != 200:
                raise MeasurementError("The report cannot be ordered.")
            fetch_report(person)
            return Counter(reports=1)
    return Counter()


def fetch_report(person: Visitor) -> None:
    """Wait on a report's page until the file is there, and download it."""
    deadline = time.monotonic() + PATIENCE_SECONDS
    while not (ready := person.links(DOWNLOAD)):
        if time.monotonic() > deadline:
            raise MeasurementError("The report was not made in time.")
        time.sleep(0.5)
        person.open(person.path)
    if person.open(ready[0]) != 200:
        raise MeasurementError("The report cannot be downloaded.")
