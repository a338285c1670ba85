"""Rounds: the list, making and changing one, opening, closing and archiving it."""

from http import HTTPStatus
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from assessments.frameworks.models import FrameworkVersion
from assessments.frameworks.queries import framework_of
from assessments.rounds import sessions
from assessments.rounds.access import SESSION_PAGE, run_session
from assessments.rounds.models import Round, RoundState
from orgs.days import zone_of
from orgs.models import Unit
from orgs.permissions import Permission
from orgs.refusals import form_status, refusal_as_message, refusal_on_form
from orgs.web.gate import MemberRequest, locked, member_view

from . import actions, reminder_actions
from .forms import RoundForm, aims_of, plan_of
from .picker_queries import choices, with_all_below

ROUND_PAGE = "rounds:round"


@require_safe
@member_view(None)
def rounds(request: MemberRequest) -> HttpResponse:
    """List the rounds that the member may see."""
    context = {
        "rounds": sessions.rounds(request.member),
        "may_manage": request.member.can(Permission.MANAGE_ROUNDS),
    }
    return render(request, "rounds/campaign/rounds.html", context)


@require_http_methods(["GET", "POST"])
@member_view(Permission.MANAGE_ROUNDS)
def round_new(request: MemberRequest) -> HttpResponse:
    """Draft a round; one that follows another begins with its units, targets and weights."""
    follows = _followed(request)
    version = (
        FrameworkVersion.objects.visible_to(request.member).published().order_by("-pk").first()
    )
    if version is None:
        raise Http404
    form = _form(request, version, _beginning(request, follows))
    if form.is_valid():
        with refusal_on_form(form):
            drafted = actions.draft(
                organization=request.member.organization,
                version=version,
                plan=form.plan,
                units=form.cleaned_data["units"],
                follows=follows,
            )
            return redirect(ROUND_PAGE, request.member.organization.slug, drafted.pk)
    return _page(request, form, {"follows": follows})


@require_http_methods(["GET", "POST"])
@member_view(Permission.MANAGE_ROUNDS)
def round_edit(request: MemberRequest, pk: int) -> HttpResponse:
    """Change a draft."""
    drafted = _managed(request, pk)
    form = _form(request, drafted.version, plan_of(drafted), drafted)
    if drafted.state != RoundState.DRAFT and not form.is_bound:
        raise actions.RoundNotInStateError(_("A round changes its units and targets as a draft."))
    if form.is_valid():
        with refusal_on_form(form):
            actions.change_draft(round_id=pk, plan=form.plan, units=form.cleaned_data["units"])
            return redirect(ROUND_PAGE, request.member.organization.slug, pk)
    return _page(request, form, {"round": drafted})


@require_POST
@member_view(Permission.MANAGE_ROUNDS)
def round_delete(request: MemberRequest, pk: int) -> HttpResponse:
    """Delete a draft."""
    drafted = _managed(request, pk)
    actions.delete_draft(round_id=pk)
    messages.info(request, _("The draft %s is deleted.") % drafted.name)
    return redirect("rounds:rounds", request.member.organization.slug)


@require_POST
@member_view(Permission.MANAGE_ROUNDS)
def round_open(request: MemberRequest, pk: int) -> HttpResponse:
    """Open a drafted round."""
    _managed(request, pk)
    opened = actions.open_round(round_id=pk, at=timezone.now())
    messages.info(request, _("%s is open. Its participants can answer now.") % opened.name)
    return redirect(ROUND_PAGE, request.member.organization.slug, pk)


@require_POST
@member_view(Permission.MANAGE_ROUNDS)
def round_close(request: MemberRequest, pk: int) -> HttpResponse:
    """Close an open round."""
    _managed(request, pk)
    closed = actions.close_round(round_id=pk)
    messages.info(request, _("%s is closed. It takes no more votes.") % closed.name)
    return redirect(ROUND_PAGE, request.member.organization.slug, pk)


@require_POST
@member_view(Permission.MANAGE_ROUNDS)
def round_archive(request: MemberRequest, pk: int) -> HttpResponse:
    """Put a closed round away."""
    _managed(request, pk)
    archived = actions.archive_round(round_id=pk)
    messages.info(request, _("%s is archived. Its results stay.") % archived.name)
    return redirect(ROUND_PAGE, request.member.organization.slug, pk)


def _managed(request: MemberRequest, pk: int) -> Round:
    seen = Round.objects.visible_to(request.member).select_related("version")
    return get_object_or_404(locked(request, seen.defer("version__document")), pk=pk)


def _followed(request: MemberRequest) -> Round | None:
    """Return the round that the address asks to repeat; raise Http404 for one that is not there."""
    number = request.GET.get("follows", "")
    if not number:
        return None
    if not number.isdecimal() or len(number) > len(str(2**62)):
        raise Http404
    former = Round.objects.visible_to(request.member).exclude(state=RoundState.DRAFT)
    return get_object_or_404(former, pk=int(number))


def _beginning(request: MemberRequest, follows: Round | None) -> dict[str, Any]:
    """Return what a new round begins with: the one it follows, else the newest one's aims."""
    if follows:
        return {**aims_of(follows), "units": list(follows.chosen.values_list("unit", flat=True))}
    newest = Round.objects.visible_to(request.member).order_by("-pk").first()
    return aims_of(newest) if newest else {}


def _form(
    request: MemberRequest,
    version: FrameworkVersion,
    initial: dict[str, Any],
    changed: Round | None = None,
) -> RoundForm:
    """Return the form; a unit whose whole branch was asked for is chosen with all below it."""
    typed = request.POST if request.method == "POST" else None
    if typed and "below" in typed:
        initial, typed = _with_branch(request, typed), None
    return RoundForm(
        typed,
        framework=framework_of(version),
        units=Unit.objects.permitted(request.member, Permission.MANAGE_ROUNDS).active(),
        initial=initial,
        row=changed,
    )


def _with_branch(request: MemberRequest, typed: QueryDict) -> dict[str, Any]:
    chosen = with_all_below(
        request.member.organization, typed.getlist("units"), typed.get("below", "")
    )
    return {**typed.dict(), "units": chosen}


def _page(request: MemberRequest, form: RoundForm, context: dict[str, Any]) -> HttpResponse:
    """Return the page; choosing a whole branch only fills the form in, so nothing is refused."""
    status = form_status(request, form) if form.is_bound else HTTPStatus.OK
    zone = zone_of(request.member.organization)
    context |= {"form": form, "aims": form.aims, "zone": zone}
    context["choices"] = choices(request.member.organization, form["units"].value() or [])
    return render(request, "rounds/campaign/round_form.html", context, status=status)


@require_POST
@member_view(Permission.RUN_SESSION)
def remind(request: MemberRequest, pk: int) -> HttpResponse:
    """Mail those whose answers are missing."""
    session = run_session(request, pk)
    with refusal_as_message(request, reminder_actions.NobodyToRemindError, level=messages.INFO):
        reminded = reminder_actions.remind(session=session, by=request.member, at=timezone.now())
        sent = ngettext("%s person gets an email.", "%s people get an email.", reminded)
        messages.info(request, sent % reminded)
    return redirect(SESSION_PAGE, request.member.organization.slug, pk)
