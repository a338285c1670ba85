"""The folding by which names are compared."""

from unicodedata import category, normalize

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from orgs.names.folding import fold, fold_path, shows_nothing

TEXTS = st.text(max_size=20) | st.text(
    "aAbBiIıİßẞsSςσΣµΜäÄ\u0308\u0307\u0301K\u212a\u200b\u200d\u00ad \u00a0\u3000\t>/›-", max_size=12
)
LETTERS = "aAbBäÄáåeEéèßẞsSnñzZðþоОoO0Oljl1łŁøØæÆשׁאあア山田ﬁf"
BLANKS = ["\u00a0", "\u2007", "\u202f", "\u3000", "\t", "\n", "\r\n", "   ", "\u2028", "\u2800"]
SHOWING_NOTHING = ["\u200b", "\u00ad", "\u2060", "\ufeff", "\u200c", "\u034f", "\ufe0f", "\u202e"]


@given(TEXTS)
def test_folding_twice_is_folding_once(text: str) -> None:
    assert fold(fold(text)) == fold(text)


@given(TEXTS)
def test_letters_composed_or_not_are_the_same(text: str) -> None:
    assert fold(normalize("NFC", text)) == fold(normalize("NFD", text)) == fold(text)


@given(TEXTS)
def test_small_letters_and_capitals_are_the_same(text: str) -> None:
    assert fold(text.lower()) == fold(text)
    # Where one letter becomes two, or an i without a dot gets one, it reads otherwise.
    assume(all(len(letter.upper()) == 1 and letter not in "ı\u0345" for letter in text))
    assert fold(text.upper()) == fold(text)


@given(st.lists(st.text("abcÄß", min_size=1), min_size=1), st.sampled_from(BLANKS))
def test_any_blank_stands_for_another(words: list[str], blank: str) -> None:
    assert fold(f"{blank}{blank.join(words)}{blank}") == fold(" ".join(words))


@given(st.text("abcÄß xyzé", min_size=2), st.sampled_from(SHOWING_NOTHING), st.data())
def test_what_takes_no_room_counts_for_nothing(text: str, sign: str, data: st.DataObject) -> None:
    place = data.draw(st.integers(0, len(text)))

    assert fold(text[:place] + sign + text[place:]) == fold(text)


@given(st.text(LETTERS, min_size=1, max_size=6), st.sampled_from(LETTERS), st.data())
def test_nothing_that_reads_otherwise_becomes_one(
    text: str, letter: str, data: st.DataObject
) -> None:
    place = data.draw(st.integers(0, len(text) - 1))
    former = text[place]
    is_one_letter = former.lower() == letter.lower() or {former, letter} == {"ß", "ẞ"}

    is_same = fold(text) == fold(text[:place] + letter + text[place + 1 :])

    assert is_same == is_one_letter


@given(st.text(max_size=10))
def test_what_is_stored_is_never_a_numbered_key(text: str) -> None:
    assert "\n" not in fold(text)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Zürich", "Zu\u0308rich"),
        ("İzmir", "izmir"),
        ("İzmir", "i\u0307zmir"),
        ("ΟΔΟΣ", "οδοσ"),
        ("ΟΔΟΣ", "οδος"),
        ("Kraft", "\u212araft"),
        ("Straße", "STRAẞE"),
        ("IĞDIR", "iğdir"),
        ("Soft\u00adware", "software"),
        ("e\u200b\u0301", "É"),
    ],
)
def test_names_that_read_alike_are_one(one: str, other: str) -> None:
    assert fold(one) == fold(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Masse", "Maße"),
        ("ığdır", "iğdir"),
        ("ab", "a b"),
        ("\N{MAN}\u200d\N{WOMAN}", "\N{MAN}\N{WOMAN}"),
        ("\ufb01n", "fin"),
        ("Zurich", "Zürich"),
    ],
)
def test_names_that_read_otherwise_are_two(one: str, other: str) -> None:
    assert fold(one) != fold(other)


@pytest.mark.parametrize(
    "text", ["Group > Platform", "group/platform", "Group › Platform ", "GROUP /Platform"]
)
def test_a_path_is_one_whichever_sign_stands_between(text: str) -> None:
    assert fold_path(text) == "group > platform"


def test_only_formats_controls_and_fillers_show_nothing() -> None:
    showing = [chr(code) for code in range(0x3000) if not shows_nothing(chr(code))]

    assert {category(letter) for letter in showing} >= {"Lu", "Ll", "Mn", "Nd", "Po", "Zs"}
    assert "\u0600" in showing  # a sign of Arabic numbers has a shape
