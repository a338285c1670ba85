"""Turn a framework document into a Framework, or say what is wrong and where."""

import hashlib
import json
import re
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from graphlib import CycleError, TopologicalSorter

from .json_reader import DocumentError, JsonReader, printable_name
from .schema import (
    SOURCE_STRENGTHS,
    TOP_LEVEL,
    Capability,
    Condition,
    EffortSize,
    Framework,
    Indicator,
    Level,
    Prerequisite,
    Reason,
    Source,
    StarterUseCase,
    Step,
    Theme,
)

VERSION = re.compile(r"[A-Za-z0-9][A-Za-z0-9._+-]{0,31}", re.ASCII)
NODE = re.compile(r"([^@]+)@([0-9])", re.ASCII)


class FrameworkError(ValueError):
    """A framework document breaks a rule; the message begins with the place."""


def parse(document: object) -> Framework:
    """Return the framework that a document describes. Raise FrameworkError if it is malformed."""
    try:
        return _framework(JsonReader(document))
    except DocumentError as error:
        raise FrameworkError(str(error)) from None


def digest(document: object) -> str:
    """Return the SHA-256 of a parsed document's canonical JSON, in hexadecimal."""
    canonical = json.dumps(
        document, sort_keys=True, separators=(",", ":"), ensure_ascii=False, allow_nan=False
    )
    return hashlib.sha256(canonical.encode()).hexdigest()


@dataclass
class _Names:
    """Names given so far; none may be given twice."""

    taken: set[str] = field(default_factory=set)

    def take(self, reader: JsonReader) -> str:
        name = reader.key()
        if name in self.taken:
            reader.fail(f'is used twice ("{name}")')
        self.taken.add(name)
        return name


def _framework(reader: JsonReader) -> Framework:
    fields = reader.fields(
        "id", "version", "name", "about", "thresholds", "default_target", "effort",
        "themes", "capabilities", "prerequisites", "use_cases",
    )  # fmt: skip
    themes = _themes(fields["themes"])
    sizes = _effort_sizes(fields["effort"])
    capabilities = _Capabilities(
        themes={theme.key for theme in themes}, sizes={size.key for size in sizes}
    ).read(fields["capabilities"])
    keys = [capability.key for capability in capabilities]
    return Framework(
        key=fields["id"].key(),
        version=_version(fields["version"]),
        name=fields["name"].text(at_most=200),
        about=fields["about"].text(at_most=5000),
        thresholds=fields["thresholds"].text(),
        themes=themes,
        capabilities=capabilities,
        prerequisites=_prerequisites(fields["prerequisites"], keys),
        default_target=_complete(fields["default_target"], keys),
        effort_sizes=sizes,
        use_cases=_use_cases(fields["use_cases"], keys),
    )


def _version(reader: JsonReader) -> str:
    version = reader.text(at_most=32)
    if not VERSION.fullmatch(version):
        reader.fail('must be a version number, like "1" or "2.1"')
    return version


def _themes(reader: JsonReader) -> tuple[Theme, ...]:
    names = _Names()
    themes = []
    for item in reader.items(at_least=1):
        fields = item.fields("id", "name", "summary", "source")
        theme = Theme(
            key=names.take(fields["id"]),
            name=fields["name"].text(at_most=200),
            summary=fields["summary"].text(),
            source=fields["source"].text(),
        )
        themes.append(theme)
    return tuple(themes)


def _effort_sizes(reader: JsonReader) -> tuple[EffortSize, ...]:
    sizes = []
    for key, size in reader.entries().items():
        fields = size.fields("max_pw", "default_pw")
        largest = fields["max_pw"].whole(1, 1000)
        usual = fields["default_pw"].whole(1, largest)
        sizes.append(EffortSize(JsonReader(key, size.place).key(), largest, usual))
    # A stored document comes back with the keys of its objects in another order.
    return tuple(sorted(sizes, key=lambda size: size.max_person_weeks))


@dataclass
class _Capabilities:
    """What the capabilities of one document may refer to, and the keys that they have used."""

    themes: Collection[str]
    sizes: Collection[str]
    names: _Names = field(default_factory=_Names)
    conditions: _Names = field(default_factory=_Names)

    def read(self, reader: JsonReader) -> tuple[Capability, ...]:
        return tuple(self._capability(item) for item in reader.items(at_least=1))

    def _capability(self, reader: JsonReader) -> Capability:
        fields = reader.fields(
            "id", "name", "question", "definition", "denominator", "na_rule", "why",
            "indicators", "levels", "steps", "theme", "not_applicable_allowed",
        )  # fmt: skip
        if fields["theme"].text() not in self.themes:
            fields["theme"].fail("no such theme")
        return Capability(
            key=self.names.take(fields["id"]),
            name=fields["name"].text(at_most=200),
            question=fields["question"].text(),
            definition=fields["definition"].text(),
            denominator=fields["denominator"].text(),
            na_rule=fields["na_rule"].text(),
            why=tuple(_reason(item) for item in fields["why"].items()),
            indicators=tuple(_indicator(item) for item in fields["indicators"].items()),
            levels=self._levels(fields["levels"]),
            steps=self._steps(fields["steps"]),
            theme=fields["theme"].key(),
            not_applicable_allowed=fields["not_applicable_allowed"].flag(),
        )

    def _levels(self, reader: JsonReader) -> tuple[Level, ...]:
        items = reader.items(at_least=TOP_LEVEL + 1, at_most=TOP_LEVEL + 1)
        return tuple(self._level(item, number) for number, item in enumerate(items))

    def _level(self, reader: JsonReader, number: int) -> Level:
        fields = reader.fields("level", "name", "anchor", "conditions")
        fields["level"].whole(number, number)
        least, most = (1, 20) if number else (0, 0)
        return Level(
            number=number,
            name=fields["name"].text(at_most=200),
            anchor=fields["anchor"].text(),
            conditions=tuple(
                self._condition(item)
                for item in fields["conditions"].items(at_least=least, at_most=most)
            ),
        )

    def _condition(self, reader: JsonReader) -> Condition:
        fields = reader.fields("id", "text")
        return Condition(key=self.conditions.take(fields["id"]), text=fields["text"].text())

    def _steps(self, reader: JsonReader) -> tuple[Step, ...]:
        items = reader.items(at_least=TOP_LEVEL, at_most=TOP_LEVEL)
        return tuple(self._step(item, number) for number, item in enumerate(items, start=1))

    def _step(self, reader: JsonReader, number: int) -> Step:
        fields = reader.fields("from", "to", "effort", "actions", "evidence")
        if fields["effort"].text() not in self.sizes:
            fields["effort"].fail("no such effort size")
        return Step(
            level_from=fields["from"].whole(number - 1, number - 1),
            level_to=fields["to"].whole(number, number),
            effort=fields["effort"].key(),
            actions=tuple(item.text() for item in fields["actions"].items(at_least=1)),
            evidence=fields["evidence"].text(),
        )


def _reason(reader: JsonReader) -> Reason:
    fields = reader.fields("text", "sources")
    sources = tuple(_source(item) for item in fields["sources"].items(at_least=1))
    return Reason(text=fields["text"].text(), sources=sources)


def _source(reader: JsonReader) -> Source:
    fields = reader.fields("source", "strength")
    return Source(fields["source"].text(), fields["strength"].choice(SOURCE_STRENGTHS))


def _indicator(reader: JsonReader) -> Indicator:
    fields = reader.fields("name", "formula", "data")
    return Indicator(
        fields["name"].text(at_most=200), fields["formula"].text(), fields["data"].text()
    )


def _prerequisites(reader: JsonReader, keys: Collection[str]) -> tuple[Prerequisite, ...]:
    edges: dict[tuple[str, int, str], Prerequisite] = {}
    for item in reader.items(at_most=1000):
        fields = item.fields("of", "requires", "because")
        because = fields["because"].text()
        capability, level = _node(fields["of"], keys)
        for needed in fields["requires"].items(at_least=1):
            needs, level_needed = _node(needed, keys)
            if needs == capability:
                needed.fail("a capability cannot be its own prerequisite")
            if (capability, level, needs) in edges:
                needed.fail(f"{capability}@{level} already needs a level of {needs}")
            edge = Prerequisite(capability, level, needs, level_needed, because)
            edges[capability, level, needs] = edge
    _refuse_cycles(reader, edges.values(), keys)
    return tuple(edges.values())


def _node(reader: JsonReader, keys: Collection[str]) -> tuple[str, int]:
    match = NODE.fullmatch(reader.text())
    if match is None:
        reader.fail("must be a capability and a level, like RUN@3")
    if match[1] not in keys:
        reader.fail(f"no such capability ({printable_name(match[1])})")
    return match[1], JsonReader(int(match[2]), reader.place).whole(1, TOP_LEVEL)


def _refuse_cycles(reader: JsonReader, edges: Iterable[Prerequisite], keys: Iterable[str]) -> None:
    graph = TopologicalSorter(
        {f"{key}@{n}": [f"{key}@{n - 1}"] for key in keys for n in range(1, TOP_LEVEL + 1)}
    )
    for edge in edges:
        graph.add(f"{edge.capability}@{edge.level}", f"{edge.needs}@{edge.level_needed}")
    try:
        graph.prepare()
    except CycleError as error:
        circle = " needs ".join(reversed(error.args[1]))
        reader.fail(f"go round in a circle ({circle})")


def _levels_by_capability(reader: JsonReader, keys: Collection[str]) -> Mapping[str, int]:
    levels = {}
    for key, entry in reader.entries().items():
        if key not in keys:
            entry.fail("no such capability")
        levels[key] = entry.whole(0, TOP_LEVEL)
    return levels


def _complete(reader: JsonReader, keys: Collection[str]) -> Mapping[str, int]:
    levels = _levels_by_capability(reader, keys)
    for key in keys:
        if key not in levels:
            reader.fail(f"has no level for {key}")
    return {key: levels[key] for key in keys}


def _use_cases(reader: JsonReader, keys: Collection[str]) -> tuple[StarterUseCase, ...]:
    names = _Names()
    use_cases = []
    for item in reader.items():
        fields = item.fields("id", "name", "requires", "value")
        use_case = StarterUseCase(
            key=names.take(fields["id"]),
            name=fields["name"].text(at_most=200),
            requires=_levels_by_capability(fields["requires"], keys),
            value=fields["value"].whole(1, 10),
        )
        use_cases.append(use_case)
    return tuple(use_cases)
