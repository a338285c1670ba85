"""Findings as files, equal to their page."""

from datetime import date

from django.utils.translation import gettext as _

from assessments.planning.plan_files import PlanTables
from assessments.planning.portfolio.about_lines import about_plan
from assessments.results.files.table import Table

from .page import FindingsPage, findings_page, plumbing_dots
from .unit_facts import KnownFacts


def finding_tables(known: KnownFacts, on: date) -> PlanTables:
    """Return the gaps with their evidence, the gaps unit by unit, and the share of plumbing."""
    found = findings_page(known, on, most=None)
    whose = known.root.name if known.root else _("all units")
    about = about_plan(whose, known.standing, on)
    return PlanTables("findings", whose, about, [_gaps(found), _units(found), _plumbing(known)])


def _gaps(found: FindingsPage) -> Table:
    return Table(
        key="findings",
        name=_("Findings"),
        keys=("gap", "answer", "speaks", "evidence", "what_would_turn_it"),
        heads=(_("Gap"), _("Answer"), _("Speaks"), _("Evidence"), _("What would turn it")),
        lines=[
            (row.name, row.answer_text, str(piece.speaks), piece.says, piece.changes)
            for row in found.findings
            for piece in row.evidence
        ],
    )


def _units(found: FindingsPage) -> Table:
    return Table(
        key="units",
        name=_("Unit by unit"),
        keys=("unit", *found.themes),
        heads=(_("Unit"), *found.themes),
        lines=[(row.name, *(text for _answer, text in row.answers)) for row in found.units],
    )


def _plumbing(known: KnownFacts) -> Table:
    return Table(
        key="plumbing",
        name=_("Plumbing"),
        keys=("project", "plumbing_percent"),
        heads=(_("AI project"), _("Plumbing, percent of its days")),
        lines=[(dot.name, dot.percent) for dot in plumbing_dots(known)],
    )
