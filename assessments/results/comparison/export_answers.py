"""The answers behind a comparison, a line for each unit and capability, and the actions."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Any

from django.utils.translation import gettext_lazy as _

from assessments.frameworks.ladder import Answer
from assessments.frameworks.schema import Capability, Framework
from assessments.results.files.table import Cell, LevelCell, Line, Table
from assessments.results.improvements.queries import action_text, actions_of_units
from assessments.results.models import CapabilityResult, ImprovementAction, Result
from assessments.results.quick_checks.leader_gap import Gap
from assessments.results.result_page.supporting_data import flags_of
from assessments.results.scoring.rollup import THOUSANDTHS
from assessments.rounds.models import Evidence, Vote
from orgs.days import reader_day
from orgs.units.tags import tags_text

from .export_tables import place_of
from .values import Comparison, UnitState

ACTION_COLUMNS = (
    ("unit", _("Unit")), ("path", _("Path")), ("code", _("Code")),
    ("capability", _("Capability")), ("name", _("Name")), ("level", _("To level")),
    ("what", _("What")), ("note", _("Note")), ("owner", _("Assigned to")),
    ("due_on", _("Until")), ("state", _("State")), ("shown_by", _("Shown by the result of")),
)  # fmt: skip
UNITS_AT_ONCE = 25  # what stands behind one result takes about half a megabyte
BETWEEN = "\n"
LAST = 7  # the columns after the flags: actions, leaders and sources
COLUMNS = (
    ("unit", _("Unit")), ("path", _("Path")), ("code", _("Code")),
    ("constraints", _("Constraints")), ("weight", _("Weight")), ("round", _("Round")),
    ("state", _("State")),
    ("capability", _("Capability")), ("name", _("Name")), ("theme", _("Gap")),
    ("shown", _("Level shown")), ("claimed", _("Claimed")), ("low", _("Lowest")),
    ("high", _("Highest")), ("supported", _("Supported")), ("verified", _("Verified")),
    ("target", _("Target")), ("short", _("Levels short")), ("met", _("At target")),
    ("contested", _("Contested")), ("votes", _("Votes")), ("abstained", _("Do not know")),
    ("not_applicable", _("Not applicable")), ("not_applicable_reason", _("Reason")),
    ("unknown_conditions", _("Conditions that nobody knows")),
    ("missing_conditions", _("Conditions that the next level lacks")),
    ("rationale", _("Rationale")), ("comments", _("Comments")), ("evidence", _("Evidence")),
    ("flags", _("Questions about the level")), ("actions", _("Actions")),
    ("leaders", _("Leaders")), ("leader_gap", _("Leaders above the team")),
    ("submitted_at", _("Submitted")), ("framework", _("Framework")),
    ("scoring", _("Scoring rules")), ("digest", _("Digest")),
)  # fmt: skip
Texts = Mapping[tuple[int, str], Sequence[str]]


@dataclass(frozen=True)
class ResultTexts:
    """What was written around the results of some sessions, by session and capability.

    `actions` are by unit and capability.
    """

    comments: Texts
    evidence: Texts
    flags: Texts
    actions: Texts


def details(shown: Comparison, framework: Framework) -> Table:
    """Return a line for each unit that was asked and each capability; read piece by piece."""
    return Table(
        key="details",
        name=str(_("Answers")),
        keys=[key for key, _head in COLUMNS],
        heads=[str(head) for _key, head in COLUMNS],
        lines=_lines(shown, framework),
    )


def _lines(shown: Comparison, framework: Framework) -> Iterator[Line]:
    paths = place_of(shown.rows)
    asked_units = [row.unit for row in shown.rows if not row.is_group]
    for some in batches(asked_units):
        results = _results(some)
        texts = _texts(some, results.values(), framework)
        for unit in some:
            where: Line = (
                *(unit.name, paths[unit.unit_id], unit.code, tags_text(unit.tags)),
                *(unit.weight / THOUSANDTHS, shown.round, unit.state),
            )
            result = results.get(unit.outcome.result_id) if unit.outcome else None
            gaps = shown.gaps.get(unit.unit_id, {})
            for place, capability in enumerate(framework.capabilities):
                yield (
                    *where,
                    *_capability(capability, framework),
                    *_rest(result, place, texts, shown),
                    BETWEEN.join(texts.actions.get((unit.unit_id, capability.key), ())),
                    *_leaders(gaps.get(capability.key)),
                    *_sources(result),
                )


def batches(units: Iterable[UnitState]) -> Iterator[list[UnitState]]:
    """Yield the units in portions whose answers find room in the memory."""
    waiting = iter(units)
    while some := list(islice(waiting, UNITS_AT_ONCE)):
        yield some


def _results(units: Iterable[UnitState]) -> dict[int, Result]:
    numbers = [unit.outcome.result_id for unit in units if unit.outcome]
    rows = Result.objects.filter(pk__in=numbers).select_related("framework_version")
    results = rows.defer("framework_version__document").prefetch_related("capabilities")
    return {row.pk: row for row in results}


def _texts(
    units: Iterable[UnitState], results: Collection[Result], framework: Framework
) -> ResultTexts:
    sessions = [row.session_id for row in results]
    return ResultTexts(
        _comments(sessions), _evidence(sessions), _flags(results, framework), _actions(units)
    )


def _comments(sessions: Sequence[int]) -> Texts:
    comments: defaultdict[tuple[int, str], list[str]] = defaultdict(list)
    votes = Vote.objects.filter(session__in=sessions).exclude(comment="")
    for session, capability, person, text in votes.order_by("person__user__name", "pk").values_list(
        "session", "capability", "person__user__name", "comment"
    ):
        comments[session, capability].append(f"{person}: {text}")
    return comments


def _evidence(sessions: Sequence[int]) -> Texts:
    evidence: defaultdict[tuple[int, str], list[str]] = defaultdict(list)
    pieces = Evidence.objects.filter(session__in=sessions).standing().order_by("condition", "pk")
    for piece in pieces:
        evidence[piece.session_id, piece.capability].append(_piece(piece))
    return evidence


def _flags(results: Iterable[Result], framework: Framework) -> Texts:
    flags: defaultdict[tuple[int, str], list[str]] = defaultdict(list)
    for row in results:
        for flag in flags_of(row, framework):
            flags[row.session_id, flag.capability].append(f"{flag.question} {flag.because}")
    return flags


def _actions(units: Iterable[UnitState]) -> Texts:
    actions: defaultdict[tuple[int, str], list[str]] = defaultdict(list)
    for row in actions_of_units(unit.unit_id for unit in units):
        actions[row.unit_id, row.capability].append(action_text(row))
    return actions


def _piece(piece: Evidence) -> str:
    where = piece.url or piece.file_name
    return f"{piece.condition} (E{piece.grade}) {piece.says} {where}".strip()


def _capability(capability: Capability, framework: Framework) -> Line:
    return capability.key, capability.name, framework.themes_by_key[capability.theme].name


def _rest(result: Result | None, place: int, texts: ResultTexts, shown: Comparison) -> Line:
    if result is None:
        return (None,) * (len(COLUMNS) - 10 - LAST)
    rows = sorted(result.capabilities.all(), key=lambda row: row.position)
    row = rows[place]
    answer: Mapping[str, Any] = result.answers.get(row.capability, {})
    where = result.session_id, row.capability
    return (
        *_levels(row, shown),
        *(row.contested, ", ".join(map(str, row.votes)), row.abstained, row.not_applicable),
        answer.get("not_applicable_reason", ""),
        ", ".join(_unknown(row)),
        ", ".join(row.why["missing"]),
        answer.get("rationale", ""),
        BETWEEN.join(texts.comments.get(where, ())),
        BETWEEN.join(texts.evidence.get(where, ())),
        BETWEEN.join(texts.flags.get(where, ())),
    )


def _leaders(gap: Gap | None) -> Line:
    """Return each leader's level, and how far all are above the team; empty without any."""
    return (None, None) if gap is None else (", ".join(map(str, gap.leaders)), gap.difference)


def _sources(result: Result | None) -> Line:
    if result is None:
        return (None,) * 4
    version = f"{result.framework_version.key} {result.framework_version.version}"
    return reader_day(result.submitted_at), version, result.scoring_version, result.digest


def _levels(row: CapabilityResult, shown: Comparison) -> Iterator[Cell]:
    applies = not row.not_applicable
    level = None if row.knows_nothing else getattr(row, shown.choice.levels)
    short = max(0, row.target - level) if applies and level is not None else None
    yield LevelCell(level, applies=applies)
    for number in (row.claimed, row.low, row.high, row.supported, row.verified):
        yield LevelCell(
            None if row.knows_nothing and number == row.claimed else number, applies=applies
        )
    yield row.target
    yield short
    yield None if short is None else not short


def _unknown(row: CapabilityResult) -> Sequence[str]:
    return [key for key, value in row.why["values"].items() if value == Answer.DONT_KNOW]


def actions_table(shown: Comparison) -> Table:
    """Return the actions of each unit that was asked; read piece by piece."""
    return Table(
        key="actions",
        name=str(_("Actions")),
        keys=[key for key, _head in ACTION_COLUMNS],
        heads=[str(head) for _key, head in ACTION_COLUMNS],
        lines=_action_lines(shown),
    )


def _action_lines(shown: Comparison) -> Iterator[Line]:
    paths = place_of(shown.rows)
    for some in batches(row.unit for row in shown.rows if not row.is_group):
        codes = {unit.unit_id: unit.code for unit in some}
        for action in actions_of_units(codes):
            unit = action.unit_id
            yield action.unit.name, paths[unit], codes[unit], *_action_cells(action)


def _action_cells(action: ImprovementAction) -> Line:
    return (
        *(action.capability, action.capability_name, action.level, action.what, action.note),
        *(str(action.owner) if action.owner else None, action.due_on, action.state),
        action.done_by.round.name if action.done_by else None,
    )
