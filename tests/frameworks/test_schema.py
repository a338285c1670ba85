import json
import math
from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assessments.frameworks.json_reader import DocumentError, JsonReader, parse_json
from assessments.frameworks.parsing import FrameworkError, digest, parse
from tests.frameworks.documents import BUILT_IN, FRAMEWORK, changed

LEVEL = "capabilities[2].levels[1]"
MALFORMED = {
    "twice the same condition": (
        f"{LEVEL}.conditions[0].id",
        "RUN-1a",
        f'{LEVEL}.conditions[0].id: is used twice ("RUN-1a")',
    ),
    "twice the same capability": ("capabilities[1].id", "RUN", 'is used twice ("RUN")'),
    "twice the same theme": ("themes[1].id", "works-for-some", "themes[2].id: is used twice"),
    "twice the same use case": ("use_cases[1].id", "U1", "use_cases[1].id: is used twice"),
    "a number for a name": ("name", 7, "name: must be a text"),
    "a list for the capabilities' object": ("default_target", [], "must be an object"),
    "an object for a list": ("capabilities", {}, "capabilities: must be a list"),
    "no capability": ("capabilities", [], "capabilities: must have 1 to 100 entries, has 0"),
    "a NUL": ("about", "a\0b", "about: must not contain NUL"),
    "half a character": ("about", "a\ud800b", "about: must not contain NUL"),
    "a text too long": ("name", "x" * 201, "name: must have at most 200 characters, has 201"),
    "a blank text": (f"{LEVEL}.anchor", "  ", f"{LEVEL}.anchor: must not be empty"),
    "a key with a space": ("capabilities[0].id", "R N", "must be letters, digits"),
    "a strange version": ("version", "one two", "version: must be a version number"),
    "truth as a number": (f"{LEVEL}.level", True, f"{LEVEL}.level: must be a whole number"),
    "a level out of order": (f"{LEVEL}.level", 2, f"{LEVEL}.level: must be 1"),
    "conditions at level 0": (
        "capabilities[0].levels[0].conditions",
        [{"id": "RUN-0a", "text": "x"}],
        "capabilities[0].levels[0].conditions: must have 0 entries, has 1",
    ),
    "no condition": (f"{LEVEL}.conditions", [], "conditions: must have 1 to 20 entries, has 0"),
    "an unknown effort size": ("capabilities[0].steps[1].effort", "XL", "no such effort size"),
    "an effort larger than its size": ("effort.S.default_pw", 6, "default_pw: must be 1 to 5"),
    "a step to the wrong level": ("capabilities[0].steps[1].to", 3, "steps[1].to: must be 2"),
    "an unknown theme": ("capabilities[3].theme", "other", "theme: no such theme"),
    "a text for a flag": (
        "capabilities[0].not_applicable_allowed",
        "no",
        "not_applicable_allowed: must be true or false",
    ),
    "an unknown strength": (
        "capabilities[0].why[0].sources[0].strength",
        "rumour",
        "must be one of primary, secondary report, vendor claim, practitioner report",
    ),
    "a statement without source": ("capabilities[0].why[0].sources", [], "1 to 100 entries"),
    "no node": ("prerequisites[0].of", "RUN3", "prerequisites[0].of: must be a capability and"),
    "an unknown needy": ("prerequisites[0].of", "X@3", "no such capability (X)"),
    "an unknown need": ("prerequisites[0].requires[0]", "X@3", "no such capability (X)"),
    "a level off the scale": ("prerequisites[0].of", "RUN@5", "of: must be 1 to 4"),
    "a need of level 0": ("prerequisites[0].requires[0]", "DEL@0", "must be 1 to 4"),
    "a need of oneself": (
        "prerequisites[0].requires[0]",
        "RUN@2",
        "prerequisites[0].requires[0]: a capability cannot be its own prerequisite",
    ),
    "the same need twice": (
        "prerequisites[0].requires",
        ["DEL@2", "DEL@3"],
        "prerequisites[0].requires[1]: RUN@3 already needs a level of DEL",
    ),
    "a target off the scale": ("default_target.RUN", 5, "default_target.RUN: must be 0 to 4"),
    "a target for nothing": ("default_target.X", 1, "default_target.X: no such capability"),
    "a use case off the scale": ("use_cases[0].requires.DEL", -1, "requires.DEL: must be 0 to 4"),
    "a use case's strange need": ("use_cases[0].requires.X", 1, "requires.X: no such capability"),
    "a use case's value": ("use_cases[0].value", 11, "use_cases[0].value: must be 1 to 10"),
    "not a number": ("use_cases[0].value", math.nan, "use_cases[0].value: must be a whole number"),
    "an unknown key": ("colour", "blue", "colour: no such key here"),
    "a key with a line break": ("a\nb", 1, r'"a\nb": no such key here'),
}


def put(document: Any, place: str, value: object) -> None:
    """Set the member that a place like `capabilities[2].levels` names."""
    *path, last = place.replace("[", ".[").split(".")
    for name in path:
        document = document[int(name[1:-1]) if name.startswith("[") else name]
    document[int(last[1:-1]) if last.startswith("[") else last] = value


@pytest.mark.parametrize(("place", "value", "message"), MALFORMED.values(), ids=MALFORMED)
def test_a_malformed_document_is_refused_with_the_place(
    place: str, value: object, message: str
) -> None:
    document = changed(lambda whole: put(whole, place, value))

    with pytest.raises(FrameworkError) as refusal:
        parse(document)

    assert message in str(refusal.value)
    assert "\n" not in str(refusal.value)


@pytest.mark.parametrize("document", [None, 3, "x", [], True])
def test_a_document_is_an_object(document: object) -> None:
    with pytest.raises(FrameworkError, match=r"^document: must be an object$"):
        parse(document)


def test_a_missing_key_is_named() -> None:
    document = changed(lambda whole: whole["capabilities"][4].pop("question"))

    with pytest.raises(FrameworkError, match=r"^capabilities\[4\]\.question: is missing$"):
        parse(document)


def test_a_missing_target_is_named() -> None:
    document = changed(lambda whole: whole["default_target"].pop("DAT"))

    with pytest.raises(FrameworkError, match=r"^default_target: has no level for DAT$"):
        parse(document)


@pytest.mark.parametrize("ladder", ["levels", "steps"])
def test_a_ladder_is_complete(ladder: str) -> None:
    document = changed(lambda whole: whole["capabilities"][0][ladder].pop())

    with pytest.raises(FrameworkError, match=rf"^capabilities\[0\]\.{ladder}: must have \d entr"):
        parse(document)


def test_keys_that_are_no_texts_are_refused() -> None:
    with pytest.raises(FrameworkError, match=r"^default_target: must have texts as keys$"):
        parse(changed(lambda whole: put(whole, "default_target", {1: 2})))


def test_prerequisites_in_a_circle_are_refused_and_the_circle_is_named() -> None:
    edge = {"of": "DEL@2", "requires": ["RUN@3"], "because": "x"}
    document = changed(lambda whole: whole["prerequisites"].append(edge))

    with pytest.raises(FrameworkError) as refusal:
        parse(document)

    assert str(refusal.value) in {
        "prerequisites: go round in a circle (DEL@2 needs RUN@3 needs DEL@2)",
        "prerequisites: go round in a circle (RUN@3 needs DEL@2 needs RUN@3)",
    }


def test_a_circle_through_a_lower_level_is_found() -> None:
    edges = [
        {"of": "RUN@1", "requires": ["OBS@1"], "because": "x"},
        {"of": "OBS@1", "requires": ["RUN@2"], "because": "y"},
    ]
    document = changed(lambda whole: put(whole, "prerequisites", edges))

    with pytest.raises(FrameworkError, match="RUN@2 needs RUN@1"):
        parse(document)


def test_lookups_find_things_by_key() -> None:
    run = FRAMEWORK.capability("RUN")

    assert [condition.key for condition in run.conditions_up_to(1)] == ["RUN-1a", "RUN-1b"]
    assert run.level_of_condition["RUN-4d"] == 4
    assert run.step_to(3).effort == "L"
    assert FRAMEWORK.capability_of_condition["OBS-2a"].key == "OBS"
    assert FRAMEWORK.effort_sizes_by_key["M"].default_person_weeks == 10
    assert [c.key for c in FRAMEWORK.capabilities_of("works-for-some")] == ["RUN", "DEL", "REACH"]
    assert [(e.level, e.needs) for e in FRAMEWORK.prerequisites_of("RUN")] == [
        (3, "DEL"),
        (4, "OBS"),
    ]
    with pytest.raises(KeyError):
        FRAMEWORK.capability("NONE")


def test_equal_documents_have_one_digest_whatever_their_order() -> None:
    turned = json.loads(json.dumps(BUILT_IN), object_pairs_hook=lambda pairs: dict(pairs[::-1]))

    assert digest(turned) == digest(BUILT_IN)
    assert len(digest(BUILT_IN)) == 64
    assert digest(changed(lambda whole: put(whole, "name", "Other"))) != digest(BUILT_IN)


def test_a_framework_can_be_a_key() -> None:
    assert hash(parse(BUILT_IN)) == hash(FRAMEWORK)


def test_a_key_written_twice_is_refused_at_its_place() -> None:
    document = parse_json('{"a": {"b": 1, "c": 2, "b": 3}}')

    with pytest.raises(DocumentError, match=r"^a\.b: the key is written twice$"):
        JsonReader(document).fields("a")["a"].entries()


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("{", "document: is not JSON (line 1, column 2"),
        ("", "document: is not JSON (line 1, column 1"),
        ("[" * 100_000, "document: is nested too deeply"),
        ("9" * 5000, "document: holds a number with too many digits"),
    ],
)
def test_what_is_no_json_is_refused(text: str, message: str) -> None:
    with pytest.raises(DocumentError) as refusal:
        parse_json(text)

    assert str(refusal.value).startswith(message)


Route = tuple[str | int, ...]


def places(document: object, path: Route = ()) -> Iterator[Route]:
    if path:
        yield path
    if isinstance(document, (dict, list)):
        members = document.items() if isinstance(document, dict) else enumerate(document)
        for key, member in members:
            yield from places(member, (*path, key))


PLACES = list(places(BUILT_IN))
VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=5,
)


@settings(max_examples=300, deadline=None)
@given(
    st.lists(st.tuples(st.sampled_from(PLACES), st.sampled_from(PLACES) | VALUES), max_size=3),
    st.booleans(),
)
def test_no_mutation_makes_parse_fail_in_another_way(
    mutations: list[tuple[Route, object]], deleting: bool
) -> None:
    document = json.loads(json.dumps(BUILT_IN))
    for path, replacement in mutations:
        _mutate(document, path, replacement, deleting)

    try:
        parse(document)
    except FrameworkError as error:
        refusal = str(error)
    else:
        refusal = ""
        assert len(digest(document)) == 64

    assert "\n" not in refusal
    assert not refusal or ": " in refusal


def _mutate(document: Any, path: Route, replacement: object, deleting: bool) -> None:
    *parents, last = path
    try:
        for name in parents:
            document = document[name]
        if deleting:
            del document[last]
        else:
            document[last] = replacement
    except (KeyError, IndexError, TypeError):
        return  # an earlier mutation took the place away
