"""Two results of a unit side by side, condition by condition."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from assessments.frameworks.queries import framework_of
from assessments.frameworks.schema import Capability
from assessments.results.comparison import level_change_queries
from assessments.results.comparison.cells import BEHIND
from assessments.results.comparison.level_change import ChangeCause
from assessments.results.comparison.options import LevelKind
from assessments.results.comparison.version_diff import difference
from assessments.results.models import CapabilityResult, Result
from assessments.results.result_page.wording import ANSWER_WORDS, level_text
from assessments.results.scoring.explanation import Why, why_from_json


@dataclass(frozen=True)
class ConditionPair:
    """One condition: what was settled then, and now."""

    key: str
    text: str
    level: int
    before: str
    now: str

    @property
    def is_changed(self) -> bool:
        """Whether it was settled otherwise."""
        return self.before != self.now


@dataclass(frozen=True)
class CapabilityPair:
    """One capability then and now; `behind` says what its change rests on."""

    key: str
    name: str
    before: str
    now: str
    supported_before: int | None
    supported_now: int | None
    behind: str
    is_comparable: bool
    conditions: tuple[ConditionPair, ...]

    @property
    def changed(self) -> int:
        """How many conditions were settled otherwise."""
        return sum(row.is_changed for row in self.conditions)

    @property
    def is_moved(self) -> bool:
        """Whether any of its levels is another one."""
        return (self.before, self.supported_before) != (self.now, self.supported_now)


def side_by_side(now: Result, before: Result) -> list[CapabilityPair]:
    """Return what two results of a unit say of each capability, in the framework's order."""
    present = framework_of(now.framework_version)
    former = framework_of(before.framework_version)
    same = difference(present, former, LevelKind.CLAIMED).comparable
    rows = _rows(now, before)
    behind = level_change_queries.causes_between_results([(now.pk, before.pk)]).get(now.pk, {})
    return [
        _pair(capability, rows[now.pk], rows[before.pk], (capability.key in same, behind))
        for capability in present.capabilities
    ]


def _rows(now: Result, before: Result) -> Mapping[int, Mapping[str, CapabilityResult]]:
    found: dict[int, dict[str, CapabilityResult]] = {now.pk: {}, before.pk: {}}
    for row in CapabilityResult.objects.filter(result__in=[now, before]).order_by("position"):
        found[row.result_id][row.capability] = row
    return found


def _pair(
    capability: Capability,
    present: Mapping[str, CapabilityResult],
    former: Mapping[str, CapabilityResult],
    change: tuple[bool, Mapping[str, ChangeCause]],
) -> CapabilityPair:
    is_comparable, behind = change
    now, before = present[capability.key], former.get(capability.key)
    moved = behind.get(capability.key)
    return CapabilityPair(
        key=capability.key,
        name=capability.name,
        before=level_text(before) if before else _("not asked"),
        now=level_text(now),
        supported_before=before.supported if before else None,
        supported_now=now.supported,
        behind=str(BEHIND[moved]) if moved else "",
        is_comparable=is_comparable,
        conditions=_conditions(
            capability, why_from_json(now.why), why_from_json(before.why) if before else None
        )
        if is_comparable
        else (),
    )


def _conditions(capability: Capability, now: Why, before: Why | None) -> tuple[ConditionPair, ...]:
    levels = capability.level_of_condition
    return tuple(
        ConditionPair(
            row.key, row.text, levels[row.key], _value(before, row.key), _value(now, row.key)
        )
        for row in capability.conditions
    )


def _value(why: Why | None, key: str) -> str:
    value = why.values.get(key) if why else None
    return str(ANSWER_WORDS[value]) if value else "–"


def changed_first(pairs: Sequence[CapabilityPair]) -> list[CapabilityPair]:
    """Return those with changed conditions or levels first, else in order."""
    return sorted(pairs, key=lambda pair: not (pair.changed or pair.is_moved))
