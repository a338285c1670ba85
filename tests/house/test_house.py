"""The layout holds: rooms, subjects, law files, and names that say what a thing is."""

from pathlib import Path

import pytest

from tests.house import dead, rules
from tests.house.source import Checkout

HERE = Checkout(Path(__file__).resolve().parents[2])


def test_a_module_is_a_noun() -> None:
    assert_none(rules.module_names(HERE))


def test_no_module_sounds_like_another_subject() -> None:
    assert_none(rules.shared_stems(HERE))


def test_the_name_of_a_public_class_is_there_once() -> None:
    assert_none(rules.repeated_classes(HERE))


def test_a_folder_is_read_at_one_glance() -> None:
    assert_none(rules.full_folders(HERE))


def test_templates_lie_where_their_subjects_do() -> None:
    assert_none(rules.stray_templates(HERE))


def test_a_line_of_a_template_fits_the_screen() -> None:
    assert_none(rules.long_template_lines(HERE))


def test_a_template_compares_with_no_numeral() -> None:
    assert_none(rules.compared_numerals(HERE))


def test_what_shows_and_what_counts_asks_no_database() -> None:
    assert_none(rules.impure_modules(HERE))


def test_a_function_has_forty_lines_at_most() -> None:
    assert_none(rules.long_functions(HERE))


def test_a_file_has_three_hundred_lines_at_most() -> None:
    assert_none(rules.long_files(HERE))


def test_every_public_name_is_used() -> None:
    assert_none(dead.unused_names(HERE))


def assert_none(problems: list[str]) -> None:
    """Fail with one line for each problem."""
    if problems:
        pytest.fail("\n".join((f"{len(problems)} to mend:", *problems)), pytrace=False)
