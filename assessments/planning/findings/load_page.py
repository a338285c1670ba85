"""What grows with each project and each agent, in words: own pipelines, reviews by hand."""

from dataclasses import dataclass
from fractions import Fraction

from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from assessments.planning.number_text import monthly_cost, number_text

from .own_pipelines import OwnPipelines
from .review_load import LoadAt, ReviewLoad


@dataclass(frozen=True)
class LoadShown:
    """One row of the projection; `verdict` says whether today's reviewers can read it."""

    times: str
    agents: str
    actions: str
    reviewers: str
    verdict: str
    is_too_much: bool


@dataclass(frozen=True)
class ReviewLoadShown:
    """The projection, and at which multiple of today's agents reviewing breaks."""

    rows: tuple[LoadShown, ...]
    breaks_at: str


def pipelines_sentences(own: OwnPipelines | None, currency: str) -> tuple[str, ...]:
    """Return who maintains own pipelines, and what they cost; nothing where there are none."""
    if own is None:
        return ()
    teams = ngettext(
        "%(teams)s team maintains pipelines of its own: %(pipelines)s, for %(projects)s.",
        "%(teams)s teams maintain pipelines of their own: %(pipelines)s, for %(projects)s.",
        own.teams,
    )
    projects = ngettext("%s project", "%s projects", own.projects) % own.projects
    return (
        teams % {"teams": own.teams, "pipelines": own.pipelines, "projects": projects},
        _pipelines_cost(own, currency),
    )


def review_load_shown(load: ReviewLoad | None) -> ReviewLoadShown | None:
    """Return the projection in words; None where there is none."""
    if load is None:
        return None
    return ReviewLoadShown(tuple(map(_row, load.rows)), _breaks_at(load.breaks_at))


def _pipelines_cost(own: OwnPipelines, currency: str) -> str:
    if own.cost is None:
        return _("What they cost nobody has entered.")
    return _("Upkeep entered for %(priced)s of %(projects)s: %(cost)s.") % {
        "priced": own.priced,
        "projects": ngettext("%s project", "%s projects", own.projects) % own.projects,
        "cost": monthly_cost(Fraction(own.cost), currency),
    }


def _row(load: LoadAt) -> LoadShown:
    verdicts = {
        None: _("nobody has said how many review"),
        False: _("can be read"),
        True: _("more than can be read"),
    }
    return LoadShown(
        times=_("today") if load.times == 1 else _("%s times today") % load.times,
        agents=number_format(load.agents, force_grouping=True),
        actions=number_format(load.actions, force_grouping=True),
        reviewers=number_text(load.reviewers, 1),
        verdict=verdicts[load.is_too_much],
        is_too_much=bool(load.is_too_much),
    )


def _breaks_at(times: Fraction | None) -> str:
    if times is None:
        return _(
            "Say how many people review, and this tells at how many agents they no longer can."
        )
    if times < 1:
        return _("It is broken today: there are more actions than the reviewers can read.")
    return _("It breaks at more than %s times today's agents.") % number_text(times, 1)
