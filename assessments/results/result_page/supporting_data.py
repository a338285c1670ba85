"""Frozen evidence, scope and diagnostic answers in words."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from functools import lru_cache
from typing import Any, Protocol

from django.utils.formats import date_format, number_format
from django.utils.translation import get_language, gettext_lazy, ngettext
from django.utils.translation import gettext as _

from assessments.frameworks.schema import Framework
from assessments.results.improvements.page import ActionShown
from assessments.results.scoring.plausibility import rules_of
from assessments.rounds.context import diagnostics, inventory
from assessments.rounds.context.wording import LateVerdict, diagnoses

from .page import CapabilityRow, CountedShown, EvidenceShown, Flag, SupportingData

Pieces = Mapping[str, Sequence[EvidenceShown]]
FLAGS = {
    "data_too_high": (
        gettext_lazy("Is the data level too high?"),
        gettext_lazy("More than 40% of the projects' days is plumbing, most of it integration."),
    ),
    "platform_too_high": (
        gettext_lazy("Is the platform level too high?"),
        gettext_lazy("No success was repeated without the people who built it."),
    ),
    "governance_too_high": (
        gettext_lazy("Is the governance level too high?"),
        gettext_lazy("Fewer than two thirds name the same framework with a link that opens."),
    ),
    "governance_too_low": (
        gettext_lazy("Is the governance level too low?"),
        gettext_lazy("Two thirds name the same framework, and its link opens."),
    ),
    "reach_too_high": (
        gettext_lazy("Is the reach level too high?"),
        gettext_lazy("The unit runs a stack beside the shared one."),
    ),
}


class FrozenSupport(Protocol):
    """What a result froze beside its answers, as JSON values."""

    evidence: Sequence[Mapping[str, Any]]
    scope: Mapping[str, Any]
    diagnostics: Mapping[str, Any]


def supporting_data(
    result: FrozenSupport, framework: Framework, late: LateVerdict | None
) -> SupportingData:
    """Return what stood beside a result's answers, and what was judged late."""
    answered = diagnostics.diagnostics_from_json(result.diagnostics)
    named = answered.frameworks
    return SupportingData(
        flags=flags_of(result, framework),
        diagnoses=tuple(diagnoses(answered)),
        scope=tuple(
            CountedShown(str(row.denominator.name), _total(row), row.names)
            for row in inventory.lists_from_json(framework, result.scope)
            if row.total is not None
        ),
        is_unjudged=bool(named and not named.is_judged),
        late=late,
    )


def flags_of(result: FrozenSupport, framework: Framework) -> tuple[Flag, ...]:
    """Return the doubts about a result's levels in words."""
    rules = rules_of(result.diagnostics.get("flags", ()), framework.capabilities_by_key)
    return tuple(
        Flag(rule.capability, str(question), str(because))
        for rule in rules
        for question, because in [FLAGS[rule.key]]
    )


def people_in_evidence(result: FrozenSupport) -> set[int]:
    """Return the numbers of those who brought or checked the frozen evidence."""
    named = {row[name] for row in result.evidence for name in ("by", "checked_by")}
    return {number for number in named if number}


def evidence_by_condition(result: FrozenSupport, names: Mapping[int, str]) -> Pieces:
    """Return the frozen evidence by condition."""
    found: defaultdict[str, list[EvidenceShown]] = defaultdict(list)
    for row in result.evidence:
        found[row["condition"]].append(_piece(row, names))
    return found


def evidence_text(shown: Sequence[Sequence[EvidenceShown]], day: date) -> str:
    """Return how much evidence there is for a capability's conditions, and how old it was."""
    backed = [some for some in shown if some]
    if not backed:
        return ""
    proven = sum(any(piece.counts for piece in some) for some in backed)
    ages = [(day - (row.checked_on or row.added_on)).days for some in backed for row in some]
    return _("evidence for %(backed)s of %(all)s conditions, %(proven)s verified, %(age)s") % {
        "backed": len(backed),
        "all": len(shown),
        "proven": proven,
        "age": _age(min(ages), max(ages)),
    }


def _age(youngest: int, oldest: int) -> str:
    if youngest == oldest:
        return ngettext("%s day old", "%s days old", oldest) % oldest
    return _("%(youngest)s to %(oldest)s days old") % {"youngest": youngest, "oldest": oldest}


def _piece(row: Mapping[str, Any], names: Mapping[int, str]) -> EvidenceShown:
    return EvidenceShown(
        grade=f"E{row['grade']}",
        says=row["says"],
        url=row["url"],
        file_id=row["id"] if row["file_name"] else None,
        file_name=row["file_name"],
        source=row["source"],
        by=names.get(row["by"], ""),
        added_on=date.fromisoformat(row["added_on"]),
        checked_by=names.get(row["checked_by"], "") if row["checked_by"] else "",
        checked_on=date.fromisoformat(row["checked_on"]) if row["checked_on"] else None,
        expires_on=date.fromisoformat(row["expires_on"]),
        counts=row["counts"],
        history="; ".join(_history(row, names)),
    )


def _history(row: Mapping[str, Any], names: Mapping[int, str]) -> Iterator[str]:
    yield f"{names.get(row['by'], '')}, {_day(row['added_on'])}"
    if row["source"]:
        yield _("measured by %s") % row["source"]
    if row["checked_on"]:
        checked = {"name": names.get(row["checked_by"], ""), "day": _day(row["checked_on"])}
        yield _("checked by %(name)s, %(day)s") % checked
    counts = _("verifies") if row["counts"] else _("does not verify")
    yield f"{counts}, {_('counted until %s') % _day(row['expires_on'])}"


def _day(written: str) -> str:
    return _day_in(written, get_language())


@lru_cache(maxsize=1024)
def _day_in(written: str, _language: str | None) -> str:
    return date_format(date.fromisoformat(written), "j F Y")


def _total(row: inventory.CountedList) -> str:
    total = row.total if row.denominator.is_amount else row.count
    return f"{number_format(total or 0, force_grouping=True)} {row.note}".strip()


def with_plans(
    rows: Iterable[CapabilityRow], actions: Iterable[ActionShown]
) -> list[tuple[CapabilityRow, bool]]:
    """Return the rows with whether an open action takes their next step already."""
    planned = {(row.action.capability, row.action.level) for row in actions if row.is_open}
    return [
        (row, row.next_step is not None and (row.capability.key, row.next_step.level) in planned)
        for row in rows
    ]
