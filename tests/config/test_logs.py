"""What the log tells: no secret of an address, and of a refusal one line."""

import json
import logging
from collections.abc import Iterator
from io import StringIO

import pytest
from django.conf import settings

from config import logs
from orgs.people import actions as people
from tests.cast import Cast
from tests.conftest import OutsideClient
from tests.orgs.invitations import an_invitation, mailed_path_of, path_of


@pytest.fixture(params=[False, True], ids=["lines", "JSON"])
def told(request: pytest.FixtureRequest) -> Iterator[StringIO]:
    """The log as the installation writes it."""
    root = logging.getLogger()
    former, written = root.handlers[:], StringIO()
    logs.configure({"level": "INFO", "json": request.param})
    (handler,) = root.handlers
    assert isinstance(handler, logging.StreamHandler)
    handler.setStream(written)
    yield written
    logs.configure(settings.LOGGING)
    root.handlers[:] = former


def lines(told: StringIO) -> list[str]:
    return [line for line in told.getvalue().splitlines() if line.strip()]


def test_no_token_of_an_invitation_is_logged(
    cast: Cast, client: OutsideClient, told: StringIO
) -> None:
    invitation = an_invitation(cast)
    shown, mailed = path_of(invitation), mailed_path_of(invitation)
    people.revoke(by=cast.ada, invitations=[invitation])

    for path in (shown, mailed):
        client.get(path)
        client.get(f"{path}more")

    log = "\n".join(lines(told))
    assert "/join/" in log
    for path in (shown, mailed):
        assert path.split("/")[2] not in log


@pytest.mark.parametrize(
    "path", ["/accounts/confirm-email/Mg:1abc:secret/x", "/accounts/password/reset/key/1-secret/x"]
)
def test_no_other_key_in_an_address_is_logged(
    cast: Cast, client: OutsideClient, told: StringIO, path: str
) -> None:
    client.get(path)

    assert "secret" not in "".join(lines(told))


def test_a_traceback_shows_no_token_either(told: StringIO) -> None:
    fault = RuntimeError("/join/secret/ went wrong")
    logging.getLogger("django.request").error("At %s", "/join/secret/", exc_info=fault)

    log = "".join(lines(told))
    assert "RuntimeError" in log
    assert "secret" not in log


def test_a_refusal_is_told_in_one_line(cast: Cast, client: OutsideClient, told: StringIO) -> None:
    assert client.as_member(cast.tom).get("/o/northwind/people/").status_code == 403

    (line,) = lines(told)
    assert "/o/northwind/people/" in line
    assert "Traceback" not in line


def test_a_foreign_host_is_told_in_one_line_and_gets_a_page(
    cast: Cast, client: OutsideClient, told: StringIO
) -> None:
    answer = client.get("/accounts/login/", headers={"host": "evil.example"})

    assert answer.status_code == 400
    assert "Traceback" not in "".join(lines(told))


def test_a_fault_of_the_program_is_told_with_its_traceback(
    told: StringIO,
) -> None:
    fault, status = ValueError("broken"), {"status_code": 500}
    logging.getLogger("django.request").error("Internal", exc_info=fault, extra=status)

    log = "".join(lines(told))
    assert "ValueError" in (json.loads(log)["exception"] if log.startswith("{") else log)
