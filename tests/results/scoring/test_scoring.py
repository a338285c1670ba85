from fractions import Fraction

from assessments.results.scoring.backed_levels import UnsupportedLevel
from assessments.results.scoring.score import ThemeGap, percent_to_target, stage_value
from tests.results.cases import (
    EXAMPLE,
    KEYS,
    NOT_APPLICABLE,
    TARGET,
    aims,
    judged,
    picked,
    scored,
    supported,
    without,
)

# the worked numbers of method.md


def test_two_profiles_with_one_mean_differ_in_stage_and_percentage() -> None:
    even = dict.fromkeys(KEYS, 2)
    split = dict(zip(KEYS, (4, 4, 4, 4, 0, 0, 0, 0), strict=True))
    goal = aims(TARGET)

    assert sum(even.values()) / 8 == sum(split.values()) / 8 == 2.0
    assert (stage_value(even, goal), stage_value(split, goal)) == (2, 0)
    assert [percent_to_target(levels, goal) for levels in (even, split)] == [70, 55]


def test_the_first_example_is_backed_only_to_level_2_in_data_and_governance() -> None:
    outcome = scored(EXAMPLE)

    assert supported(outcome) == EXAMPLE | {"DAT": 2, "GOV": 2}
    assert outcome.percent_to_target.claimed == 70
    assert outcome.percent_to_target.supported == 60
    assert outcome.stage.value == 0
    assert outcome.stage.held_by == ("FIN",)


def test_an_unbacked_level_says_what_it_needs_and_has() -> None:
    governance = scored(EXAMPLE).capabilities_by_key["GOV"]
    because = "policy as code runs in the shared pipeline; audit needs one collection path"

    assert governance.claimed == 3
    assert governance.unsupported == (UnsupportedLevel(3, "OBS", 2, 1, because),)


def test_the_second_example_falls_in_a_cascade() -> None:
    levels = dict(zip(KEYS, (0, 4, 4, 0, 0, 2, 0, 0), strict=True))

    outcome = scored(levels)

    assert supported(outcome) == levels | {"DEL": 2, "OBS": 1}
    assert [
        (reason.level, reason.needs, reason.level_needed, reason.level_have)
        for reason in outcome.capabilities_by_key["OBS"].unsupported
    ] == [(2, "RUN", 1, 0), (3, "RUN", 2, 0), (4, "DEL", 3, 2)]
    assert [
        (reason.level, reason.needs, reason.level_needed, reason.level_have)
        for reason in outcome.capabilities_by_key["DEL"].unsupported
    ] == [(3, "RUN", 2, 0), (4, "OBS", 3, 1)]


def test_with_observability_unknown_the_percentage_has_bounds() -> None:
    known = without(EXAMPLE, "OBS")
    lowest, highest = scored(known | {"OBS": 0}), scored(known | {"OBS": 4})

    percent = scored(known).percent_to_target

    assert (percent.low, percent.high) == (50, 80)
    assert (percent.claimed, percent.supported) == (65, 50)
    assert lowest.percent_to_target.claimed == 65
    assert highest.percent_to_target.claimed == 80


def test_coverage_is_the_known_share_of_the_weight_that_has_a_target() -> None:
    answers = picked(without(EXAMPLE, "OBS", "REACH"))

    assert judged(answers).known_weight == Fraction(6, 7)
    assert judged(answers, TARGET, {"OBS": 2}).known_weight == Fraction(6, 8)
    assert judged(answers, dict.fromkeys(KEYS, 3)).known_weight == Fraction(6, 8)


# decisions around the edges


def test_without_answers_nothing_is_known() -> None:
    outcome = judged({}, {})

    assert all((row.claimed, row.low, row.high) == (0, 0, 4) for row in outcome.capabilities)
    assert all(row.knows_nothing and not row.known for row in outcome.capabilities)
    assert (outcome.stage.low, outcome.stage.high) == (0, 3)
    assert (outcome.percent_to_target.low, outcome.percent_to_target.high) == (0, 100)
    assert outcome.known_weight == 0


def test_without_any_target_there_is_no_percentage_and_no_coverage() -> None:
    outcome = scored(EXAMPLE, dict.fromkeys(KEYS, 0))

    assert outcome.percent_to_target.claimed is outcome.percent_to_target.high is None
    assert outcome.known_weight is None
    assert (outcome.stage.value, outcome.stage.held_by) == (0, ())


def test_without_any_weight_there_is_no_percentage_and_no_coverage() -> None:
    outcome = judged(picked(EXAMPLE), TARGET, dict.fromkeys(KEYS, 0))

    assert outcome.percent_to_target.supported is outcome.known_weight is None


def test_a_target_that_is_left_out_is_the_default_one() -> None:
    outcome = judged({}, {"FIN": 4})

    assert outcome.capabilities_by_key["FIN"].target == 4
    assert outcome.capabilities_by_key["RUN"].target == 3


def test_what_does_not_apply_has_no_levels_and_no_target() -> None:
    answers = picked(EXAMPLE) | {"PLT": NOT_APPLICABLE}

    outcome = judged(answers)

    row = outcome.capabilities_by_key["PLT"]
    assert row.claimed is row.low is row.high is row.supported is None
    assert (row.target, row.not_applicable, row.known, row.knows_nothing) == (0, True, True, False)
    assert outcome.percent_to_target.claimed == 100 * Fraction(12, 17)


def test_a_prerequisite_that_does_not_apply_counts_as_met() -> None:
    levels = dict.fromkeys(KEYS, 4)
    answers = picked(levels)

    assert supported(judged(answers | picked({"DAT": 0})))["PLT"] == 2
    assert supported(judged(answers | {"DAT": NOT_APPLICABLE}))["PLT"] == 4


def test_nobody_holds_the_top_stage() -> None:
    stage = scored(dict.fromkeys(KEYS, 4)).stage

    assert (stage.value, stage.low, stage.high, stage.held_by) == (3, 3, 3, ())


def test_the_gaps_name_their_lowest_level_and_what_is_below_target() -> None:
    assert scored(EXAMPLE).gaps == (
        ThemeGap("built-per-project", 2, ("DAT", "PLT")),
        ThemeGap("controlled-by-hand", 0, ("OBS", "FIN", "GOV")),
        ThemeGap("works-for-some", 1, ("RUN",)),
    )


def test_a_theme_of_which_nothing_applies_has_no_lowest_level() -> None:
    answers = {"DAT": NOT_APPLICABLE, "PLT": NOT_APPLICABLE}

    assert judged(answers).gaps[0] == ThemeGap("built-per-project", None, ())
