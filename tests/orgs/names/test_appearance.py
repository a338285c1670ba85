"""Names that show nothing or turn the line are refused; all others are not."""

import pytest
from django.core.exceptions import ValidationError

from orgs.names.appearance import (
    NO_TEXT,
    SHOWS_NOTHING,
    TURNS_THE_LINE,
    NameField,
    complaint_about_name,
)


@pytest.mark.parametrize(
    ("text", "complaint"),
    [
        ("\u200b", SHOWS_NOTHING),
        ("\u00ad", SHOWS_NOTHING),
        ("\u3164", SHOWS_NOTHING),
        ("\u2800 \u115f", SHOWS_NOTHING),
        ("\u0301", SHOWS_NOTHING),
        ("\u202eabc", TURNS_THE_LINE),
        ("abc\u2066", TURNS_THE_LINE),
        ("abc\u200f", TURNS_THE_LINE),
        ("a\0b", NO_TEXT),
        ("a\x1b[2Jb", NO_TEXT),
        ("a\ud800b", NO_TEXT),
    ],
)
def test_a_name_that_cannot_be_read_is_refused(text: str, complaint: str) -> None:
    assert complaint_about_name(text) == complaint
    with pytest.raises(ValidationError):
        NameField().clean(text)


@pytest.mark.parametrize(
    "text",
    [
        "Ada",
        "Zoë Ångström",
        "山田 太郎",
        "דוד",
        "محمد",
        "می\u200cخواهم",
        "\N{ROCKET}",
        "7",
        "Two\nlines",
        "§",
        "\U0001fae8",
    ],
)
def test_a_name_that_can_be_read_is_taken(text: str) -> None:
    assert complaint_about_name(text) == ""
    assert NameField().clean(text) == text


def test_a_name_is_stored_composed() -> None:
    assert NameField().clean(" Zu\u0308rich ") == "Zürich"
