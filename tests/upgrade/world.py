"""Fills an organization through its pages, so that its archive leaves no room empty."""

from django.contrib.auth import get_user_model
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from tests.upgrade.forms import links, submit

TIME_SHEET = b"""\
Issue Key,Hours,Work date,Account Key,Activity Name
PAY-1,12,2026-03-02,CLAIMS,Integration
PAY-2,4,2026-03-03,CLAIMS,Evaluation
PAY-3,8,2026-03-04,CLAIMS,DevOps
"""


def signed_in(email: str) -> Client:
    """Return a browser in which the person is signed in."""
    client = Client(HTTP_HOST="localhost")
    client.force_login(get_user_model().objects.get(email=email))
    return client


def fill(home: str, *, owner: str, facilitator: str) -> None:
    """Fill the organization at this address: reviews, plans, register, actions, reports, counts.

    The facilitator has an open session.
    """
    client = signed_in(owner)
    result = links(client, f"{home}results/", r"/results/\d+/$")[0]
    _decide(client, result)
    _order(client, home, result)
    _register(client, home)
    _import_effort(client, home)
    _plan(client, home)
    _review(client, home)
    _guess(client, home)
    _count(signed_in(facilitator), home)
    submit(client, f"{home}people/invite", emails="new@example.org", role="admin")


def _decide(client: Client, result: str) -> None:
    new = links(client, result, r"/actions/new/")[0]
    submit(client, new, what="Write down who owns each dataset.", due_on="2026-12-01", note="Soon.")


def _order(client: Client, home: str, result: str) -> None:
    submit(client, result, r"/report$")
    submit(client, f"{home}compare/", r"/compare/report$")
    submit(client, f"{home}exports/", r"/exports/order$")


def _register(client: Client, home: str) -> None:
    register = f"{home}register/"
    project = {"name": "Claims triage", "code": "CLAIMS", "stage": "pilot"}
    submit(client, f"{register}projects/add", **project, unit=_a_unit(client, home))
    submit(client, f"{register}around/places/add", name="Cloud in the EU", meets="inside the EU")
    unit = _a_unit(client, home)
    submit(client, f"{register}around/stacks/add", name="Own cluster", unit=unit)
    submit(client, f"{register}around/agents/add", name="Router", unit=unit, actions_per_day="40")


def _a_unit(client: Client, home: str) -> str:
    return links(client, f"{home}units/", r"/units/\d+/$")[0].rstrip("/").rpartition("/")[2]


def _import_effort(client: Client, home: str) -> None:
    """Upload a time sheet, keep the choices made for it, and add its lines."""
    file = SimpleUploadedFile("march.csv", TIME_SHEET)
    sheet = submit(client, f"{home}register/time-sheets/", file=file)
    submit(client, sheet, r"/check$", keep_as="Our tool")
    submit(client, sheet, r"/apply$")


def _plan(client: Client, home: str) -> None:
    use_cases = client.get(f"{home}plan/", follow=True).redirect_chain[-1][0]
    unit = use_cases.removesuffix("use-cases/")
    submit(client, use_cases, r"/copy$")
    submit(client, f"{unit}order/means", capacity="60", value_unit="points")
    submit(client, f"{unit}trajectories/", r"/scenarios/save$", name="Careful", is_shared="on")


def _review(client: Client, home: str) -> None:
    """Accept a result; send another back to its unit, and back an answer there with a file."""
    returned, accepted = _sessions(client, home, "review")[:2]
    submit(
        client, f"{returned}review", r"/review$", **{"comment-OBS": "Which logs?", "note": "So."}
    )
    submit(client, f"{accepted}review", r"/accept$")
    _back(client, returned)


def _guess(client: Client, home: str) -> None:
    """Guess the levels of the session that is open, as whoever leads its unit."""
    session = _sessions(client, home, "quick-check")[0]
    submit(client, f"{session}quick-check", **{"level-RUN": "2", "level-DEL": "1"})


def _count(client: Client, home: str) -> None:
    """Say in an open session what it counts, whose framework it follows, and what backs it."""
    session = _sessions(client, home, "vote/")[0]
    submit(client, f"{session}facts/scope", **{"number-services": "12", "names-systems": "Ledger"})
    submit(client, f"{session}facts/diagnostics", succeeded="2", with_help="1", without_help="0")
    submit(client, f"{session}facts/framework", text="The readiness ladder")
    _back(client, session)


def _back(client: Client, session: str) -> None:
    """Back one answer of the session with a file."""
    condition = links(client, f"{session}evidence/", r"/evidence/[A-Z]+-1a/$")[0]
    file = SimpleUploadedFile("runbook.txt", b"Restart the queue first.\n")
    submit(client, condition, r"/add$", says="Our runbook", file=file, expires_on="2027-06-01")


def _sessions(client: Client, home: str, page: str) -> list[str]:
    """Return the sessions that show the person this page, the newest round's first."""
    rounds = links(client, f"{home}rounds/", r"/rounds/\d+/$")
    sessions = [one for each in rounds for one in links(client, each, r"/sessions/\d+/$")]
    return [one for one in sessions if client.get(f"{one}{page}").status_code in {200, 302}]
