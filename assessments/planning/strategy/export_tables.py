"""The strategy check as tables: presumed levels, their steps, use cases, ticks, saved checks."""

from collections.abc import Sequence
from datetime import date

from django.utils.translation import gettext as _

from assessments.planning.economics.wording import ORIGINS
from assessments.planning.plan_files import AboutLine
from assessments.planning.portfolio.about_lines import about_plan
from assessments.planning.portfolio.basis import Mark
from assessments.planning.portfolio.wording import true_already_text
from assessments.results.files.table import LevelCell, Line, Table
from orgs.days import reader_day

from .assumptions import Assumption, elements
from .presumption import Presumption
from .prices import PresumedStep, UnfundedWork
from .saved_check import SavedCheck
from .wording import capacity_words, cost_words, ends_words, total_words


def about_strategy(unit: str, found: Presumption, on: date) -> list[AboutLine]:
    """Return what the tables rest on, with the totals and how one came to each."""
    rates = found.rates
    return [
        *about_plan(unit, found.basis.standing, on),
        AboutLine("capacity", _("Person-weeks a month"), rates.monthly),
        AboutLine("capacity_is", _("Where they come from"), capacity_words(rates)),
        AboutLine("currency", _("Currency"), rates.currency),
        AboutLine("burn", _("Cost of a month"), rates.monthly_cost),
        AboutLine("burn_is", _("Where it comes from"), cost_words(rates)),
        *(_totals(found.total) if found.is_known else ()),
        AboutLine("sentence", _("In a sentence"), total_words(found)),
        AboutLine("at_the_ends", _("At both ends of what is unknown"), ends_words(found)),
    ]


def _totals(total: UnfundedWork) -> list[AboutLine]:
    return [
        AboutLine("person_weeks", _("Person-weeks not funded"), total.effort),
        AboutLine("person_weeks_mark", _("Their mark"), _label(total, "effort")),
        AboutLine("weeks", _("Weeks of calendar"), total.weeks),
        AboutLine("weeks_mark", _("Their mark"), _label(total, "weeks")),
        AboutLine("money", _("Money"), total.money),
        AboutLine("money_mark", _("Its mark"), _label(total, "money")),
        AboutLine("funded_person_weeks", _("Person-weeks funded"), total.funded),
    ]


def strategy_tables(found: Presumption, checks: Sequence[SavedCheck]) -> list[Table]:
    """Return all that the page shows; presumed levels come first."""
    return [
        _presumed_table(found),
        _steps_table(found),
        _use_cases_table(found),
        _elements_table(found),
        _checks_table(checks),
    ]


def _presumed_table(found: Presumption) -> Table:
    return Table(
        key="presumed",
        name=_("Presumed levels"),
        keys=(
            *("capability", "name", "presumed", "supported", "missing_levels"),
            *("person_weeks", "person_weeks_mark", "weeks", "weeks_mark", "money", "money_mark"),
            *("currency", "presumed_by", "ask"),
        ),
        heads=(
            *(_("Key"), _("Capability"), _("Presumed"), _("Supported"), _("Missing levels")),
            *(_("Person-weeks"), _("Mark"), _("Weeks"), _("Mark"), _("Money"), _("Mark")),
            *(_("Currency"), _("Presumed by"), _("Ask instead")),
        ),
        lines=[_presumed_line(row, found) for row in found.rows],
    )


def _presumed_line(row: Assumption, found: Presumption) -> Line:
    work = found.work_of(row.capability)
    asked = dict.fromkeys(element.ask for element in row.elements if element.ask)
    have = LevelCell(row.have if found.is_known else None, applies=row.have is not None)
    return (
        row.capability,
        found.basis.framework.capability(row.capability).name,
        LevelCell(row.presumed),
        have,
        row.missing if found.is_known else None,
        *_numbers(work),
        found.rates.currency,
        "\n".join(element.element for element in row.elements),
        "\n".join(asked),
    )


def _steps_table(found: Presumption) -> Table:
    return Table(
        key="steps",
        name=_("Missing steps"),
        keys=("capability", "level", "person_weeks", "mark", "not_funded", "state", "waits_for"),
        heads=(
            *(_("Capability"), _("To level"), _("Person-weeks"), _("Mark")),
            *(_("Person-weeks not funded"), _("State"), _("Waits for")),
        ),
        lines=[_step_line(row, found) for row in found.total.steps],
    )


def _step_line(row: PresumedStep, found: Presumption) -> Line:
    mark = UnfundedWork((row,), found.rates).effort_origin
    words = {Mark.FUNDED: _("funded"), Mark.EXCLUDED: _("left out of the order")}
    state = words[row.mark] if row.mark in words else _("missing")
    return (
        row.step.capability,
        row.step.level,
        row.effort,
        str(ORIGINS[mark]),
        row.unfunded,
        _("true already") if row.waits_for else state,
        true_already_text(row.waits_for),
    )


def _use_cases_table(found: Presumption) -> Table:
    states = (
        (_("runs today"), found.runs_now),
        (_("runs once these steps stand"), found.runs_then),
        (_("needs more than the strategy presumes"), found.needs_more),
    )
    lines = [(wish.name, wish.value, state) for state, wishes in states for wish in wishes]
    heads = (_("Use case"), _("Value"), _("When it runs"))
    return Table("use_cases", _("Use cases"), ("use_case", "value", "runs"), heads, lines)


def _elements_table(found: Presumption) -> Table:
    return Table(
        key="elements",
        name=_("What the strategy says"),
        keys=("key", "group", "element", "presumes", "is_ticked"),
        heads=(_("Key"), _("Group"), _("Element"), _("It presumes"), _("Ticked")),
        lines=[
            (row.key, row.group, row.element, row.presumes, row.key in found.ticked)
            for row in elements()
        ],
    )


def _checks_table(checks: Sequence[SavedCheck]) -> Table:
    return Table(
        key="saved_checks",
        name=_("Saved checks"),
        keys=("saved_on", "by", "elements", "person_weeks", "basis"),
        heads=(_("Saved on"), _("By"), _("Ticked"), _("Person-weeks not funded"), _("From")),
        lines=[
            (reader_day(row.saved_at), row.by, ", ".join(row.elements), row.effort, row.source)
            for row in checks
        ],
    )


def _numbers(work: UnfundedWork) -> Line:
    """Person-weeks, weeks and money, each with its mark; empty where no step is missing."""
    if not work.steps:
        return (None,) * 6
    return (
        *(work.effort, _label(work, "effort"), work.weeks, _label(work, "weeks")),
        *(work.money, _label(work, "money")),
    )


def _label(work: UnfundedWork, number: str) -> str:
    """Return how one came to one of the numbers; empty where there is none."""
    if number == "money" and work.money is None:
        return ""
    origins = {
        "effort": work.effort_origin,
        "weeks": work.weeks_origin,
        "money": work.money_origin,
    }
    return str(ORIGINS[origins[number]])
