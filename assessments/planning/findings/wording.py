"""What a piece of evidence says, and what would change it."""

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from django.utils.formats import date_format, number_format
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from assessments.planning.number_text import number_text, percent
from assessments.rounds.context.diagnostics import BottleneckVerdict

from .asked_teams import AskedTeams
from .rules import Speaks

MOST_NAMED = 6
Text = str | Promise
Numbers = Mapping[str, Any]


def evidence_sentence(rule: str, speaks: Speaks, numbers: Numbers) -> str:
    """Return what a piece of evidence says, and how far teams were asked and judged."""
    asked = asked_sentences(numbers["asked"]) if "asked" in numbers else ()
    return " ".join((_says(rule, speaks, numbers), *asked))


def _says(rule: str, speaks: Speaks, numbers: Numbers) -> str:
    if speaks is Speaks.OPEN and "told" in numbers:
        share = number_text(100 * numbers["told"], 0)
        return _("Told for %s%% of the asked weight; 75%% would speak for all.") % share
    return _SAYS[rule, speaks](numbers)


def asked_sentences(asked: AskedTeams) -> Iterator[str]:
    """Yield how far teams answered a diagnostic question, besides yes and no."""
    count = len(asked.unjudged)
    if asked.is_one and not asked.judged:
        yield _("Asked, not judged.") if count else _("Not asked.")
    elif count or asked.not_asked:
        parts = (
            ngettext("%s team asked, not judged", "%s teams asked, not judged", count) % count,
            ngettext("%s team not asked", "%s teams not asked", asked.not_asked) % asked.not_asked,
        )
        told = [part for part, of in zip(parts, (count, asked.not_asked), strict=True) if of]
        yield "; ".join(told) + "."
    if asked.late:
        yield _late_sentence(asked)


def _late_sentence(asked: AskedTeams) -> str:
    text = ngettext(
        "%(count)s team was judged on %(day)s, after its result was submitted.",
        "%(count)s teams were judged after their results were submitted, the last on %(day)s.",
        len(asked.late),
    )
    if asked.is_one:
        text = _("Judged on %(day)s, after the result was submitted.")
    return text % {"count": len(asked.late), "day": date_format(max(asked.late), "j F Y")}


def remedy_sentence(rule: str) -> str:
    """Return what would change what the rule says."""
    return str(_CHANGES[rule])


def _constant(text: Text) -> Callable[[Numbers], str]:
    return lambda _numbers: str(text)


def _plumbing_says(numbers: Numbers) -> str:
    share = percent(numbers["share"])
    return {
        BottleneckVerdict.ABOVE: _(
            "%s%% of engineering days go into plumbing; every project is above 40%%."
        ),
        BottleneckVerdict.BELOW: _(
            "%s%% of engineering days go into plumbing; every project is below 40%%."
        ),
        BottleneckVerdict.MIXED: _("%s%% of engineering days go into plumbing; projects differ."),
    }[numbers["verdict"]] % share


def _repetition_says(numbers: Numbers) -> str:
    return (
        _(
            "Successful pilots: %(succeeded)s; repeated by another team without help: "
            "%(without_help)s."
        )
        % numbers
    )


def _pipelines_says(numbers: Numbers) -> str:
    return (
        _(
            "Pipelines for one project alone: %(own)s; shared or reused: %(other)s; projects: "
            "%(projects)s."
        )
        % numbers
    )


def _governance_says(numbers: Numbers) -> str:
    return (
        _("Teams that can name the governance framework that applies: %(known)s of %(teams)s.")
        % numbers
    )


def _reviewing_says(numbers: Numbers) -> str:
    return _(
        "%(actions)s actions a day are reviewed by hand; %(reviewers)s reviewers can read "
        "%(able)s, at five minutes each."
    ) % {
        "actions": number_format(numbers["actions"], force_grouping=True),
        "reviewers": number_format(float(numbers["reviewers"]), 1),
        "able": number_format(int(numbers["able"]), force_grouping=True),
    }


def _reach_says(numbers: Numbers) -> str:
    units = numbers["units"]
    if not units:
        return _("Every unit with a constraint has a place that meets it.")
    named = ", ".join(units[:MOST_NAMED]) + (" …" if len(units) > MOST_NAMED else "")
    return ngettext(
        "No deployment place meets the constraints of %(count)s unit: %(named)s.",
        "No deployment place meets the constraints of %(count)s units: %(named)s.",
        len(units),
    ) % {"count": len(units), "named": named}


def _stacks_says(numbers: Numbers) -> str:
    stacks = int(numbers["stacks"])
    text = ngettext(
        "%s parallel stack runs beside the shared one.",
        "%s parallel stacks run beside the shared one.",
        stacks,
    )
    return text % stacks


_OPEN: Mapping[str, Text] = {
    "pipelines": gettext_lazy("Nobody has counted the projects' pipelines."),
    "governance": gettext_lazy(
        "Whether teams can name the governance framework that applies is not known."
    ),
    "reviewing": gettext_lazy("Agents and their reviewers are not listed."),
    "reach": gettext_lazy("Deployment places, or the units' constraints, are not listed."),
    "stacks": gettext_lazy("No parallel stack is listed, which does not say that there is none."),
}
_WORDS: Mapping[str, Callable[[Numbers], str]] = {
    "plumbing": _plumbing_says,
    "repetition": _repetition_says,
    "pipelines": _pipelines_says,
    "governance": _governance_says,
    "reviewing": _reviewing_says,
    "reach": _reach_says,
    "stacks": _stacks_says,
}
_SAYS: dict[tuple[str, Speaks], Callable[[Numbers], str]] = {
    **{(rule, speaks): says for rule, says in _WORDS.items() for speaks in Speaks},
    **{(rule, Speaks.OPEN): _constant(text) for rule, text in _OPEN.items()},
}
_SAYS["plumbing", Speaks.OPEN] = lambda numbers: (
    _plumbing_says(numbers)
    if "share" in numbers
    else _("Where engineering days go is not recorded.")
)
_SAYS["repetition", Speaks.OPEN] = lambda numbers: (
    _("No pilot older than 90 days has succeeded.")
    if "asked" in numbers and numbers["asked"].unjudged
    else _("Nobody has said whether a success was repeated by another team.")
)
_CHANGES: Mapping[str, Text] = {
    "plumbing": gettext_lazy("It turns when every project's days lie on the other side of 40%."),
    "repetition": gettext_lazy(
        "It turns when another team repeats a success without its builders."
    ),
    "pipelines": gettext_lazy(
        "It turns when more pipelines are shared or reused than built alone."
    ),
    "governance": gettext_lazy("It turns when two thirds of every team name the same framework."),
    "reviewing": gettext_lazy(
        "It turns with the actions a day, the reviewers, or rules that act alone."
    ),
    "reach": gettext_lazy(
        "It turns with a place that meets the constraints of the units left out."
    ),
    "stacks": gettext_lazy("It turns when the parallel stacks are gone."),
}
