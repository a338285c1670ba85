"""Yes and no in the languages of spreadsheets."""

import pytest

from orgs.spreadsheets.booleans import parse_boolean


@pytest.mark.parametrize(
    "word", ["yes", "TRUE", "WAHR", "vrai", "VERDADERO", "sí", "oui", "tak", "ДА", "1", "x", "✓"]
)
def test_a_yes_is_a_yes_in_each_language(word: str) -> None:
    assert parse_boolean(f" {word} ") is True


@pytest.mark.parametrize(
    "word", ["no", "FALSE", "FALSCH", "FAUX", "FAŁSZ", "nein", "não", "нет", "0", "いいえ"]
)
def test_a_no_is_a_no_in_each_language(word: str) -> None:
    assert parse_boolean(word) is False


@pytest.mark.parametrize("word", ["", "perhaps", "2", "yesno"])
def test_other_words_are_neither(word: str) -> None:
    assert parse_boolean(word) is None
