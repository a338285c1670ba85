"""Links to pages of the web and of one's own network."""

import pytest
from django.core.exceptions import ValidationError
from hypothesis import given
from hypothesis import strategies as st

from assessments.rounds.evidence.forms import WebAddressField


@pytest.mark.parametrize(
    ("typed", "stored"),
    [
        ("https://intranet/wiki/x", "https://intranet/wiki/x"),
        ("http://jira:8080/browse/AT-1", "http://jira:8080/browse/AT-1"),
        (" https://wiki_2.corp.local/My page?q=a b#top ", "https://wiki_2.corp.local/My%20page?q=a%20b#top"),
        ("http://10.1.2.3/", "http://10.1.2.3/"),
        ("https://[fd00::1]:8443/x", "https://[fd00::1]:8443/x"),
        ("https://müller.example/ü", "https://müller.example/ü"),
        ("HTTPS://example.org/\u200bx", "HTTPS://example.org/x"),
        ("", ""),
    ],
)  # fmt: skip
def test_a_page_of_ones_own_network_is_taken(typed: str, stored: str) -> None:
    assert WebAddressField().clean(typed) == stored


@pytest.mark.parametrize(
    "typed",
    [
        *(
            "intranet/wiki",
            "file:///share/x",
            "\\\\server\\share",
            "javascript:alert(1)",
            "https://",
        ),
        *("https:///x", "http://jira:port/", "http://jira:99999/", "https://a b/", "https://[::1/"),
        *("https://me:secret@intranet/", "https://me@intranet/", "https://intranet/" + "x" * 2000),
        "https://intranet/" + " " * 700 + "x",
    ],
)
def test_what_is_no_page_is_refused(typed: str) -> None:
    with pytest.raises(ValidationError):
        WebAddressField().clean(typed)


@given(st.text(max_size=40))
def test_whatever_is_typed_is_taken_or_refused(text: str) -> None:
    try:
        stored = WebAddressField().clean(f"https://{text}")
    except ValidationError:
        return
    assert not any(letter.isspace() for letter in stored)
