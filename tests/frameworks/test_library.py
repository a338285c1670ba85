from graphlib import TopologicalSorter

from assessments.frameworks.library import built_in_documents
from assessments.frameworks.parsing import parse
from tests.frameworks.documents import FRAMEWORK

KEYS = ["RUN", "DEL", "OBS", "FIN", "DAT", "GOV", "REACH", "PLT"]
EDGES = """
    RUN@3: DEL@2; RUN@4: OBS@2; DEL@3: RUN@2; DEL@4: OBS@3; OBS@2: RUN@1; OBS@3: RUN@2 DEL@2;
    OBS@4: DEL@3 GOV@2; FIN@2: RUN@1; FIN@3: RUN@2 OBS@2; FIN@4: OBS@3 GOV@2; DAT@2: GOV@1;
    DAT@3: GOV@2 OBS@2; DAT@4: DEL@3 GOV@3; GOV@2: DEL@1 OBS@1; GOV@3: DEL@2 OBS@2;
    GOV@4: DEL@3 OBS@3; REACH@1: GOV@1; REACH@2: RUN@2 DEL@2; REACH@3: RUN@3 DEL@3 OBS@2 GOV@2;
    REACH@4: OBS@3 GOV@3; PLT@2: RUN@2 DEL@2; PLT@3: OBS@2 GOV@2 DAT@2;
    PLT@4: DEL@3 DAT@3 GOV@3 FIN@3
"""


def needs() -> dict[str, set[str]]:
    """Return what every node needs, the level below it included."""
    graph = {
        f"{key}@{n}": {f"{key}@{n - 1}"} if n > 1 else set() for key in KEYS for n in range(1, 5)
    }
    for edge in FRAMEWORK.prerequisites:
        graph[f"{edge.capability}@{edge.level}"].add(f"{edge.needs}@{edge.level_needed}")
    return graph


def test_every_file_parses_and_is_named_like_its_framework() -> None:
    for name, document in built_in_documents().items():
        assert parse(document).key == name


def test_the_built_in_framework_is_complete() -> None:
    assert [capability.key for capability in FRAMEWORK.capabilities] == KEYS
    assert len(FRAMEWORK.capability_of_condition) == 107
    assert len(FRAMEWORK.prerequisites) == 43
    assert len(FRAMEWORK.themes) == 3
    assert len(FRAMEWORK.use_cases) == 10
    assert sum(len(capability.steps) for capability in FRAMEWORK.capabilities) == 32
    assert all(capability.question.endswith("?") for capability in FRAMEWORK.capabilities)


def test_the_edges_are_those_of_the_method() -> None:
    written = {
        (node.strip(), need)
        for line in EDGES.split(";")
        for node, _, needed in [line.partition(":")]
        for need in needed.split()
    }

    assert written == {
        (f"{edge.capability}@{edge.level}", f"{edge.needs}@{edge.level_needed}")
        for edge in FRAMEWORK.prerequisites
    }


def test_what_a_round_does_not_aim_for_itself_has_the_default_target() -> None:
    first, second, *_rest = KEYS
    assert FRAMEWORK.full_target({}) == FRAMEWORK.default_target
    assert FRAMEWORK.full_target({first: 0})[first] == 0
    assert FRAMEWORK.full_target({first: 0})[second] == FRAMEWORK.default_target[second]


def test_the_default_target_spares_reach_and_never_asks_for_level_4() -> None:
    assert list(FRAMEWORK.default_target.values()) == [3, 3, 3, 2, 3, 3, 0, 3]


def test_only_what_nothing_needs_or_data_may_be_not_applicable() -> None:
    allowed = {c.key for c in FRAMEWORK.capabilities if c.not_applicable_allowed}

    assert allowed == {"DAT", "REACH", "PLT"}
    assert {edge.needs for edge in FRAMEWORK.prerequisites}.isdisjoint({"REACH", "PLT"})


def test_efforts_are_as_the_method_says() -> None:
    sizes = [(s.key, s.default_person_weeks, s.max_person_weeks) for s in FRAMEWORK.effort_sizes]

    assert sizes == [("S", 3, 5), ("M", 10, 15), ("L", 30, 45)]


def test_the_graph_has_no_circle_seven_roots_and_chains_of_at_most_five_steps() -> None:
    graph = needs()
    length: dict[str, int] = {}
    for node in TopologicalSorter(graph).static_order():
        length[node] = 1 + max((length[need] for need in graph[node]), default=0)

    assert {node for node in graph if not graph[node]} == {
        f"{key}@1" for key in KEYS if key != "REACH"
    }
    assert max(length.values()) == 5
