"""What reports say, one self-contained HTML page each; the results room gives every number."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from typing import Any

from django.conf import settings
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from assessments.frameworks.queries import framework_of
from assessments.frameworks.schema import Level
from assessments.planning.roadmap.report_queries import roadmap_section
from assessments.results.comparison import page as comparison_page
from assessments.results.comparison.options import ComparisonOptions, options_from_json
from assessments.results.comparison.queries import comparable_rounds, comparison
from assessments.results.improvements.queries import actions_of
from assessments.results.models import Result
from assessments.results.result_page.page import CapabilityRow
from assessments.results.result_page.queries import result_page
from assessments.rounds.models import Round, Session
from orgs.branding.queries import look_of
from orgs.days import organization_day
from orgs.models import Member, Organization, Unit
from orgs.permissions import Permission
from reports.pdf.texts import breakable

from .models import Report, ReportKind

FIRST_STEPS = 3
LONG_TITLE = 110  # letters that fit into a page's head at its usual size, were they all wide
SHEETS = ("theme/tokens.css", "reports/paper.css")  # pages and paper have one set of tokens


class ReportImpossibleError(Exception):
    """The report must not or cannot be made; trying again would not help. A sentence says why."""


@dataclass(frozen=True)
class Document:
    """A report before it is a PDF; `units` are those that a comparison covers."""

    html: str
    title: str
    units: tuple[int, ...] = ()


@dataclass(frozen=True)
class Detail:
    """One capability in full: its row, and the settled level (None where none is known)."""

    row: CapabilityRow
    settled: Level | None


def build(report: Report, *, at: datetime) -> Document:
    """Return what the report says at this moment, to those who ordered it, in their time zone.

    Raise ReportImpossibleError where they may no longer see it, or where there is nothing to say.
    """
    member = _requester(report)
    with timezone.override(member.user.zone):
        return _built(report, member, at)


def _built(report: Report, member: Member, at: datetime) -> Document:
    if report.kind == ReportKind.UNIT:
        result = _visible_result(report, member)
        return unit_report(result, member, at=at)
    choice = options_from_json(report.choices)
    asked_round, earlier = _comparable_rounds(report, member, choice.since)
    return comparison_report(asked_round, member, choice, at=at, earlier=earlier)


def unit_report(result: Result, member: Member, *, at: datetime) -> Document:
    """Return the report of one result: a summary that stands alone, then what backs it.

    What its unit decided to do stands there as it is at that moment; its fixed plan does so where
    the member may plan the unit.
    """
    page, organization = result_page(result), member.organization
    title = f"{page.unit} · {page.round}"
    says = {
        "page": page,
        "organization": organization,
        "details": [Detail(row, _settled(row)) for row in page.rows],
        "actions": actions_of(result.unit, today=organization_day(organization, at)),
        "first_steps": page.next_steps[:FIRST_STEPS],
        "roadmap": roadmap_section(result.unit, member, at=at),
        "member": member,
        "remarked": [row for row in page.rows if row.comments],
    }
    return _document("reports/paper/unit.html", title, organization, at, says)


def comparison_report(
    asked_round: Round,
    member: Member,
    choice: ComparisonOptions,
    *,
    at: datetime,
    earlier: Round | None = None,
) -> Document:
    """Return the comparison of the units that the member may compare now.

    Raise ReportImpossibleError where none of them has a result.
    """
    shown = comparison(member, asked_round, choice, earlier)
    if not shown.submitted:
        raise ReportImpossibleError(_("No unit that you may compare has submitted a result yet."))
    says = {
        "comparison": shown,
        "page": comparison_page.Page(shown, framework_of(asked_round.version)),
        "organization": member.organization,
        "member": member,
        "at": at,
    }
    title = _("Comparison · %s") % asked_round.name
    document = _document("reports/paper/comparison.html", title, member.organization, at, says)
    return Document(document.html, title, tuple(_compared(asked_round, member)))


def _document(
    template: str, title: str, organization: Organization, at: datetime, says: Mapping[str, Any]
) -> Document:
    dressing = {
        "stylesheet": stylesheet(),
        "document_title": title,
        "author": organization.name,
        "running_title": title,
        "has_long_title": len(title) > LONG_TITLE,
        "origin": organization.name,
        "look": look_of(organization),
        "at": at,
    }
    return Document(breakable(render_to_string(template, {**says, **dressing})), title)


@cache
def stylesheet() -> SafeString:
    """Return the sheets of every report; they are ours, so they are inlined as they stand."""
    folder = settings.BASE_DIR / "static"
    return SafeString("\n".join((folder / sheet).read_text("utf-8") for sheet in SHEETS))


def _settled(row: CapabilityRow) -> Level | None:
    if row.claimed is None or row.knows_nothing:
        return None
    return row.capability.levels[row.claimed]


def _requester(report: Report) -> Member:
    active = Member.objects.active().select_related("organization", "user")
    member = active.prefetch_related("grants").filter(pk=report.requested_by_id).first()
    if member is None:
        raise ReportImpossibleError(_("Whoever ordered this report is no longer a member here."))
    return member


def _visible_result(report: Report, member: Member) -> Result:
    wanted = Report.objects.filter(pk=report.pk).values("result")
    visible = Result.objects.visible_to(member).select_related(
        "unit", "round", "framework_version", "organization"
    )
    if result := visible.filter(pk__in=wanted).first():
        return result
    raise ReportImpossibleError(_("Whoever ordered this report may no longer see this result."))


def _comparable_rounds(
    report: Report, member: Member, since: int | None
) -> tuple[Round, Round | None]:
    rounds = {row.pk: row for row in comparable_rounds(member)}
    if member.can(Permission.COMPARE) and report.round_id in rounds:
        return rounds[report.round_id], rounds.get(since or 0)
    raise ReportImpossibleError(_("Whoever ordered this report may no longer compare these units."))


def _compared(asked_round: Round, member: Member) -> Iterator[int]:
    compared = Unit.objects.permitted(member, Permission.COMPARE)
    asked_units = Session.objects.filter(round=asked_round, unit__in=compared)
    return iter(asked_units.order_by("unit").values_list("unit", flat=True))
