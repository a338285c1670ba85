"""The strategy check in words: what a missing step takes, what the rates are, the total."""

from django.utils.translation import gettext as _

from assessments.planning.economics.own_economics import VENDORS
from assessments.planning.number_text import money_text, number_text
from assessments.planning.portfolio.basis import BasisChoice, Mark, StartingLevels
from assessments.planning.portfolio.page import choice_query, standing_shown
from assessments.planning.portfolio.wording import true_already_text
from orgs.currencies import DOLLARS

from .presumption import Presumption
from .prices import PresumedStep, Rates


def basis_words(standing: StartingLevels) -> str:
    """Return what a check rests on, with its coverage, as its page prints it."""
    shown = standing_shown(standing)
    return " ".join([shown.sentence, *shown.notes]) if shown.sentence else _("No result yet.")


def choice_words(choice: BasisChoice) -> str:
    """Return what was chosen to plan from as an address carries it."""
    return choice_query(choice).removeprefix("?")


def step_words(row: PresumedStep) -> str:
    """Return a missing step with what it takes."""
    arrow = f"→ {row.step.level}"
    if row.waits_for:
        return f"{arrow}: {true_already_text(row.waits_for)}"
    takes = _("%(step)s: %(effort)s person-weeks") % {
        "step": arrow,
        "effort": number_text(row.effort),
    }
    if row.mark is Mark.FUNDED:
        return _("%s, funded") % takes
    if row.mark is Mark.EXCLUDED:
        return _("%s, left out of the order") % takes
    return takes


def capacity_words(rates: Rates) -> str:
    """Return what the calendar rests on."""
    capacity = number_text(rates.monthly)
    if rates.capacity:
        return _("%s person-weeks a month, the plan's capacity") % capacity
    return (
        _("%s person-weeks a month, the vendors' programme's until the plan has a capacity")
        % capacity
    )


def cost_words(rates: Rates) -> str:
    """Return what the money rests on."""
    cost = money_text(rates.monthly_cost, rates.currency)
    if rates.burn is not None:
        return _("%s a month, your own number") % cost
    if rates.monthly_cost is None:
        return _("In %s there is no usual burn: enter what a month costs.") % rates.currency
    usual = money_text(VENDORS.burn, DOLLARS)
    return _("%(cost)s a month, from Rebase's burn of %(usual)s") % {"cost": cost, "usual": usual}


def total_words(found: Presumption) -> str:
    """Return what no budget line names, in one sentence; empty where nothing is known."""
    if not found.is_known or not found.rows:
        return ""
    total = found.total
    if total.effort:
        return _(
            "Your strategy presumes %s person-weeks of foundation that no budget line names."
        ) % number_text(total.effort)
    if total.steps:
        return _(
            "What is missing is true already or funded: no person-week is left without a budget."
        )
    return _("All that your strategy presumes stands.")


def ends_words(found: Presumption) -> str:
    """Return the total at both ends of what is unknown; empty where enough is known."""
    if found.basis.standing.is_mostly_known or not (found.is_known and found.rows):
        return ""
    low, high = found.at_ends
    return _(
        "With all that is unknown at its lowest: %(low)s person-weeks; at its highest: %(high)s."
    ) % {"low": number_text(low.total.effort), "high": number_text(high.total.effort)}
