"""The diagnostic questions, and what the answers to them say, in words."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import NamedTuple

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from .diagnostics import BottleneckVerdict, DiagnosticFacts, Frameworks, Pilots, Plumbing, Share
from .work_kinds import WorkKind

VERDICTS = {
    BottleneckVerdict.ABOVE: gettext_lazy("every project is above 40%"),
    BottleneckVerdict.BELOW: gettext_lazy("every project is below 40%"),
    BottleneckVerdict.MIXED: gettext_lazy("the projects lie on both sides of 40%, or on it"),
}
WORK_KINDS = {
    WorkKind.INTEGRATION: gettext_lazy("Integration and data"),
    WorkKind.GOVERNANCE: gettext_lazy("Governance"),
    WorkKind.OPERATIONS: gettext_lazy("Deployment and operations"),
    WorkKind.AGENT: gettext_lazy("Agent logic and user work"),
}
DAYS_OF_KINDS = {
    WorkKind.INTEGRATION: gettext_lazy("Days of integration and data plumbing"),
    WorkKind.GOVERNANCE: gettext_lazy("Days of governance plumbing"),
    WorkKind.OPERATIONS: gettext_lazy("Days of deployment and operations plumbing"),
    WorkKind.AGENT: gettext_lazy("Days of agent logic, evaluation, work with users"),
}


@dataclass(frozen=True)
class Diagnosis:
    """One diagnostic question: what was answered, and what that says."""

    question: str
    verdict: str
    details: tuple[str, ...]


class LateVerdict(NamedTuple):
    """What came of judging the named frameworks after a submission: on which day, by whom."""

    day: date
    by: str
    verdict: str


def diagnoses(answered: DiagnosticFacts) -> Iterator[Diagnosis]:
    """Yield the questions that were answered."""
    if answered.plumbing:
        yield _days(answered, answered.plumbing)
    if answered.pilots:
        yield _repeated(answered.pilots)
    if answered.frameworks:
        yield _named(answered.frameworks)
    if answered.parallel_stacks is not None:
        yield Diagnosis(
            _("Which stacks does the unit run beside the shared one?"),
            "" if answered.parallel_stacks else _("None."),
            answered.parallel_stacks,
        )


def _days(answered: DiagnosticFacts, found: Plumbing) -> Diagnosis:
    verdict = _(
        "%(share)s of the days went into plumbing (integration, governance and operations); "
        "%(verdict)s."
    )
    return Diagnosis(
        question=_("How much of a new AI project's time goes into plumbing?"),
        verdict=_in_words(verdict, found.all_kinds),
        details=(
            _in_words(_("Integration alone: %(share)s; %(verdict)s."), found.integration),
            *(f"{row.name}: {_percent(row.share)}" for row in answered.projects if row.total),
        ),
    )


def _in_words(sentence: str, share: Share) -> str:
    return sentence % {"share": _percent(share.pooled), "verdict": VERDICTS[share.verdict]}


def _percent(share: Fraction) -> str:
    """Return whole percents, rounded half up."""
    return f"{int(100 * share + Fraction(1, 2))}%"


def _repeated(pilots: Pilots) -> Diagnosis:
    if pilots.rate is None:
        verdict = _("No pilot older than 90 days has succeeded, so this cannot be told.")
    else:
        verdict = _("%(repeated)s of %(all)s were repeated without help (%(percent)s).") % {
            "repeated": pilots.without_help,
            "all": pilots.succeeded,
            "percent": _percent(pilots.rate),
        }
    return Diagnosis(
        question=_("When a pilot succeeds, can another team repeat it without its builders?"),
        verdict=verdict,
        details=(_("Repeated with help: %s") % pilots.with_help,) if pilots.succeeded else (),
    )


def _named(found: Frameworks) -> Diagnosis:
    said = sorted({answer.text for answer in found.answers if answer.text})
    return Diagnosis(
        question=_("Which governance framework applies to all AI projects?"),
        verdict=frameworks_verdict(found),
        details=tuple(said),
    )


def frameworks_verdict(found: Frameworks) -> str:
    """Return whether the raters can name the framework that applies, and what says so."""
    words = {
        None: _("Asked, not judged."),
        True: _("Yes: %(same)s of %(raters)s name the same one, and its link opens."),
        False: _("No: %(same)s of %(raters)s name the same one with a link that opens."),
    }
    return words[found.is_known] % {"same": found.same, "raters": found.raters}
