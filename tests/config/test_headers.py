"""What every answer says to the browser, and how cookies are named."""

import json
import os
import subprocess
import sys

import pytest
from django.conf import settings
from django.contrib.staticfiles.storage import staticfiles_storage

from tests.cast import Cast
from tests.conftest import OutsideClient

NAMES = (
    "SESSION_COOKIE_NAME CSRF_COOKIE_NAME COOKIE_PREFIX SESSION_COOKIE_SECURE CSRF_COOKIE_SECURE"
)
ASKED = f"""
import json
from django.conf import settings
from orgs.accounts import known_browsers
from orgs.web.messages import HostCookieStorage
told = {{name: getattr(settings, name) for name in "{NAMES}".split()}}
print(json.dumps(told | {{"known": known_browsers.COOKIE, "said": HostCookieStorage.cookie_name}}))
"""
SETUP = "import django; django.setup()\n"


def a_static_file(client: OutsideClient) -> dict[str, str]:
    answer = client.get(staticfiles_storage.url("theme/icon.svg"))
    assert answer.status_code == 200
    return dict(answer.headers)


@pytest.mark.parametrize(
    "path",
    [
        "/o/northwind/",
        "/o/northwind/people/",
        "/o/northwind/nowhere",
        "/account/",
        "/organizations/",
    ],
)
def test_no_cache_keeps_a_page_that_may_hold_an_organizations_data(
    cast: Cast, client: OutsideClient, path: str
) -> None:
    answer = client.as_member(cast.ada).get(path)

    assert "no-store" in answer.headers["Cache-Control"]
    assert "private" in answer.headers["Cache-Control"]


def test_a_static_file_is_kept(cast: Cast, client: OutsideClient) -> None:
    assert "no-store" not in a_static_file(client).get("Cache-Control", "")


def test_pages_and_static_files_say_what_may_run_and_what_may_not_be_used(
    cast: Cast, client: OutsideClient
) -> None:
    for headers in (client.get("/accounts/login/").headers, a_static_file(client)):
        assert "default-src 'none'" in headers["Content-Security-Policy"]
        assert "camera=()" in headers["Permissions-Policy"]
        assert headers["X-Content-Type-Options"] == "nosniff"


def cookies(url: str) -> dict[str, object]:
    """Return how an installation at the address names its cookies."""
    told = subprocess.run(
        [sys.executable, "-c", SETUP + ASKED],
        cwd=settings.BASE_DIR,
        env=os.environ | {"GROUNDWORK_URL": url, "DJANGO_SETTINGS_MODULE": "config.settings"},
        capture_output=True,
        text=True,
        check=True,
    )
    found: dict[str, object] = json.loads(told.stdout)
    return found


def test_under_https_each_cookie_is_bound_to_the_host() -> None:
    told = cookies("https://groundwork.example.org")

    assert told["SESSION_COOKIE_SECURE"] is told["CSRF_COOKIE_SECURE"] is True
    for name in ("SESSION_COOKIE_NAME", "CSRF_COOKIE_NAME", "known", "said"):
        assert str(told[name]).startswith("__Host-")
    assert (settings.SESSION_COOKIE_DOMAIN, settings.CSRF_COOKIE_DOMAIN) == (None, None)
    assert settings.SESSION_COOKIE_PATH == settings.CSRF_COOKIE_PATH == "/"


def test_on_this_machine_cookies_need_no_tls() -> None:
    assert not str(cookies("http://localhost:8000")["SESSION_COOKIE_NAME"]).startswith("__Host-")
