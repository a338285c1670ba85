"""What a unit's report says of its fixed plan, bounded, to those who may plan the unit."""

from dataclasses import dataclass, replace
from datetime import datetime

from django.utils.safestring import SafeString, mark_safe

from orgs.days import organization_day
from orgs.models import Member, Unit
from orgs.permissions import Permission

from .page import RoadmapPage, SlipRow, StepRow
from .queries import fixed_basis, step_owners, unit_roadmap
from .timeline_geometry import timeline
from .timeline_picture import draw, roadmap_words

MOST_STEPS = 40
MOST_ROUNDS = 3
MOST_DRAWN = 48  # rows of the timeline that find room on a page
PAPER_FONT = "Inter Paper"


@dataclass(frozen=True)
class RoadmapSection:
    """A roadmap on paper: the first steps and the newest rounds; `more` steps are left out."""

    page: RoadmapPage
    steps: list[StepRow]
    more: int
    picture: SafeString | None

    @property
    def slips(self) -> list[SlipRow]:
        """The newest rounds beside the plan."""
        return self.page.slips[:MOST_ROUNDS]


def roadmap_section(unit: Unit, member: Member, *, at: datetime) -> RoadmapSection | None:
    """Return the unit's fixed plan at that moment; None without one, or who may not plan it."""
    if unit.archived_at or not member.may(Permission.PLAN, unit.pk):
        return None
    of = fixed_basis(member, unit)
    found = unit_roadmap(of) if of else None
    if of is None or found is None:
        return None
    page = RoadmapPage(
        found,
        of.basis.framework,
        step_owners(unit),
        decisions=of.basis.decisions,
        today=organization_day(member.organization, at),
    )
    return RoadmapSection(
        page=page,
        steps=page.steps[:MOST_STEPS],
        more=max(0, len(page.steps) - MOST_STEPS),
        picture=_picture(page, unit) if page.is_dated else None,
    )


def _picture(page: RoadmapPage, unit: Unit) -> SafeString | None:
    """The timeline; None where it has more rows than find room on a page."""
    words = roadmap_words(page, unit.name)
    if len(words.rows) > MOST_DRAWN:
        return None
    picture = replace(timeline(words), font=PAPER_FONT)
    return mark_safe(draw(picture))  # noqa: S308 - drawn by a template that escapes names
