"""One spelling of each email address, and addresses as people write them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from orgs.names.email_addresses import (
    canonical_address,
    part_of_address,
    shown_address,
    spellings,
    words_of_addresses,
)

STORED = "eva@xn--mller-kva.example"


@pytest.mark.parametrize(
    "typed",
    [
        "eva@müller.example",
        "eva@mu\u0308ller.example",
        "EVA@MÜLLER.EXAMPLE",
        "eva@xn--mller-kva.example",
        "eva@XN--MLLER-KVA.example",
        " eva@müller.example\u00a0",
        "eva@mül\u00adler.example",
        "eva\u200b@müller。example",
    ],
)
def test_an_address_has_one_spelling(typed: str) -> None:
    assert canonical_address(typed) == STORED
    assert shown_address(STORED) == "eva@müller.example"


def test_domains_that_read_otherwise_stay_apart() -> None:
    assert canonical_address("a@straße.example") != canonical_address("a@strasse.example")
    assert canonical_address("a@mueller.example") != canonical_address("a@müller.example")


@given(st.text(max_size=30))
def test_whatever_is_typed_has_one_spelling(text: str) -> None:
    assert canonical_address(canonical_address(text)) == canonical_address(text)


@given(st.from_regex(r"[a-z]{1,8}@[a-zäöüéñ]{1,8}\.example", fullmatch=True))
def test_what_is_shown_is_the_same_address(address: str) -> None:
    stored = canonical_address(address)

    assert stored.isascii()
    assert shown_address(stored) == address
    assert {canonical_address(each) for each in spellings(address)} == {stored}


def test_a_part_of_an_address_is_found_by_whole_labels() -> None:
    assert part_of_address("Müller.example") in STORED
    assert part_of_address("eva@") in STORED
    assert part_of_address("@müller") in STORED


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Ana Ruiz <ana.ruiz@example.com>", ["ana.ruiz@example.com"]),
        ("Ruiz, Ana <ana.ruiz@example.com>", ["ana.ruiz@example.com"]),
        ('"Ruiz; Ana" <ana.ruiz@example.com>', ["ana.ruiz@example.com"]),
        ("mailto:ana@example.com", ["ana@example.com"]),
        ("<mailto:ana@example.com?subject=Hello>", ["ana@example.com"]),
        ("<ana@example.com>", ["ana@example.com"]),
        ("ana@example.com;", ["ana@example.com"]),
        ("ana@example.com, ", ["ana@example.com"]),
        (
            "ANA@example.com; ana@example.com\n;ben+ai@example.com.",
            ["ana@example.com", "ben+ai@example.com"],
        ),
        (
            "bob@example.com, Ana <ana@example.com>, cy@example.com",
            ["bob@example.com", "ana@example.com", "cy@example.com"],
        ),
        ("ana@example.com <ana@example.com>", ["ana@example.com"]),
        ("sean.o'brien@example.com", ["sean.o'brien@example.com"]),
        ("Ana Ruiz", ["ana", "ruiz"]),
        ("Ana <>", ["<>"]),
        ("", []),
    ],
)
def test_addresses_are_taken_out_of_what_people_paste(text: str, found: list[str]) -> None:
    assert words_of_addresses(text) == found


ADDRESSES = st.from_regex(r"[a-z]{1,6}@[a-z]{1,6}\.example", fullmatch=True)
FORMS = st.sampled_from(["{}", "<{}>", "Ana Ruiz <{}>", '"Ruiz, Ana" <{}>', "mailto:{}", "  {} "])
SEPARATORS = st.sampled_from([";", "; ", "\n", ";\n", " ;\r\n"])


@given(st.lists(st.tuples(ADDRESSES, FORMS), max_size=6), SEPARATORS)
def test_no_address_of_a_list_is_lost(rows: list[tuple[str, str]], separator: str) -> None:
    text = "".join(form.format(address) + separator for address, form in rows)

    assert words_of_addresses(text) == list(dict.fromkeys(address for address, _form in rows))
