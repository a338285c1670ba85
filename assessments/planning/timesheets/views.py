"""Time sheets: upload, columns, check, preview, apply."""

from http import HTTPStatus
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from assessments.planning.models import EffortBatch, EffortMapping, Project
from assessments.rounds.context.wording import WORK_KINDS
from orgs.permissions import Permission
from orgs.refusals import refusal_as_message, refusal_on_form
from orgs.spreadsheets.forms import ReadingForm, TableFileForm
from orgs.spreadsheets.outline import outline_from_json
from orgs.spreadsheets.uploads import choice_from_post
from orgs.web.gate import MemberRequest, member_view
from orgs.web.upload_limit import takes_files_of

from . import actions
from .forms import MappingForm
from .queries import preview, product_of
from .sheet_file import LIMITS

SHEETS_SHOWN = 20
PAGE = "planning:time_sheet"


@takes_files_of(LIMITS.most_bytes)
@require_http_methods(["GET", "POST"])
@member_view(Permission.PLAN)
def time_sheets(request: MemberRequest) -> HttpResponse:
    """List the member's time sheets, and take another."""
    is_sent = request.method == "POST"
    form = TableFileForm(request.POST if is_sent else None, request.FILES if is_sent else None)
    if form.is_valid():
        file = form.cleaned_data["file"]
        with refusal_on_form(form):
            batch = actions.upload(
                file_name=file.name,
                content=file.read(LIMITS.most_bytes + 1),
                by=request.member,
                at=timezone.now(),
            )
            return redirect(PAGE, request.member.organization.slug, batch.pk)
    sheets = EffortBatch.objects.of(request.member).defer("content", "outline", "found", "faults")
    context = {"form": form, "sheets": sheets.order_by("-pk")[:SHEETS_SHOWN]}
    return render(request, "planning/timesheets/time_sheets.html", context)


@never_cache
@require_safe
@member_view(Permission.PLAN)
def time_sheet(request: MemberRequest, pk: int) -> HttpResponse:
    """Show one time sheet: its columns, how far it is, what it would add or has added."""
    return _page(request, _own(request, pk), None)


@never_cache
@require_safe
@member_view(Permission.PLAN)
def time_sheet_progress(request: MemberRequest, pk: int) -> HttpResponse:
    """Show how far a worker is, as a fragment; 204 while nothing has changed."""
    batch = _own(request, pk)
    if request.GET.get("seen") == f"{batch.state}-{batch.progress}":
        return HttpResponse(status=HTTPStatus.NO_CONTENT)
    response = render(request, "planning/timesheets/_time_sheet_progress.html", {"sheet": batch})
    if not batch.is_at_work:
        response.headers["HX-Refresh"] = "true"
    return response


@require_POST
@member_view(Permission.PLAN)
def time_sheet_reading(request: MemberRequest, pk: int) -> HttpResponse:
    """Read the file in another way: another sheet, row of names, separator or encoding."""
    with refusal_as_message(request):
        actions.read_again(batch=_own(request, pk), choice=choice_from_post(request.POST))
    return redirect(PAGE, request.member.organization.slug, pk)


@require_POST
@member_view(Permission.PLAN)
def time_sheet_check(request: MemberRequest, pk: int) -> HttpResponse:
    """Have the sheet checked with the columns and words as chosen."""
    batch = _own(request, pk)
    form = MappingForm(request.POST, batch=batch, projects=_projects(request))
    if not form.is_valid():
        return _page(request, batch, form)
    actions.check(batch=batch, mapping=form.mapping)
    if name := form.cleaned_data["keep_as"].strip():
        actions.keep_mapping(name=name, mapping=form.mapping, by=request.member)
        messages.info(request, _("These choices are kept as %s.") % name)
    return redirect(PAGE, request.member.organization.slug, pk)


@require_POST
@member_view(Permission.PLAN)
def time_sheet_mapping(request: MemberRequest, pk: int) -> HttpResponse:
    """Take the columns from choices that were kept under a name."""
    batch = _own(request, pk)
    with refusal_as_message(request):
        actions.use_mapping(batch=batch, kept_mapping=_kept(request))
    return redirect(PAGE, request.member.organization.slug, pk)


@require_POST
@member_view(Permission.PLAN)
def time_sheet_apply(request: MemberRequest, pk: int) -> HttpResponse:
    """Add what the check found to the register."""
    with refusal_as_message(request):
        actions.apply(
            batch=_own(request, pk),
            also_doubted="also_doubted" in request.POST,
            corrections="corrections" in request.POST,
        )
    return redirect(PAGE, request.member.organization.slug, pk)


@require_POST
@member_view(Permission.PLAN)
def time_sheet_give_up(request: MemberRequest, pk: int) -> HttpResponse:
    """Forget a sheet that was not applied."""
    batch = _own(request, pk)
    with refusal_as_message(request):
        actions.give_up(batch=batch)
        messages.info(request, _("%s is discarded; nothing was added.") % batch.file_name)
        return redirect("planning:time_sheets", request.member.organization.slug)
    return redirect(PAGE, request.member.organization.slug, pk)


def _own(request: MemberRequest, pk: int) -> EffortBatch:
    return get_object_or_404(EffortBatch.objects.of(request.member).defer("content"), pk=pk)


def _kept(request: MemberRequest) -> EffortMapping:
    """Return the kept choices that the page names; raise Http404 where it names none."""
    number = request.POST.get("kept", "")
    if not number.isdecimal() or len(number) > len(str(2**62)):
        raise Http404
    own = EffortMapping.objects.filter(organization=request.member.organization)
    return get_object_or_404(own, pk=int(number))


def _projects(request: MemberRequest) -> list[Project]:
    projects = Project.objects.planned_by(request.member).select_related("unit")
    return list(projects.order_by("name", "pk"))


def _page(request: MemberRequest, batch: EffortBatch, form: MappingForm | None) -> HttpResponse:
    context: dict[str, Any] = {"sheet": batch, "product": product_of(batch)}
    if batch.can_be_mapped and batch.outline:
        context["reading"] = ReadingForm(outline_from_json(batch.outline))
    if batch.can_be_mapped:
        projects = _projects(request)
        context["form"] = form or MappingForm(batch=batch, projects=projects)
        context["kept"] = EffortMapping.objects.filter(
            organization=request.member.organization
        ).order_by("name", "pk")
    if batch.is_checked:
        context["preview"] = preview(batch)
        context["kinds"] = WORK_KINDS.values()
    return render(request, "planning/timesheets/time_sheet.html", context)
