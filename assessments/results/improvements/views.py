"""The pages of improvement actions: deciding on one, changing it, all of them."""

from http import HTTPStatus

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from assessments.frameworks.queries import framework_of
from assessments.frameworks.schema import Capability
from assessments.results import access
from assessments.results.models import ActionState, ImprovementAction, Result
from orgs.days import organization_day
from orgs.permissions import Permission
from orgs.refusals import form_status, refusal_on_form
from orgs.web.gate import MemberRequest, get_changeable, member_view

from . import actions, queries
from .forms import ActionsForm, ImprovementForm

ACTIONS_ON_A_PAGE = 50


@require_safe
@member_view(Permission.SEE_RESULTS)
def improvements(request: MemberRequest) -> HttpResponse:
    """List the actions of the units that the member may see."""
    action_filter = ActionsForm(request.GET).action_filter
    page = Paginator(
        queries.filtered_actions(request.member, action_filter), ACTIONS_ON_A_PAGE
    ).get_page(request.GET.get("page"))
    today = organization_day(request.member.organization, timezone.now())
    context = {
        "page": page,
        "action_filter": action_filter,
        "actions": [queries.action_row(row, today) for row in page],
        "units": queries.subtrees(request.member),
        "states": [*ActionState.choices, (queries.ANY_STATE, _("in any state"))],
        "may_compare": request.member.can(Permission.COMPARE),
    }
    return render(request, "results/improvements/actions.html", context)


@require_http_methods(["GET", "POST"])
@member_view(Permission.SEE_RESULTS)
def improvement_new(request: MemberRequest, pk: int, capability: str, level: int) -> HttpResponse:
    """Make a step of a result an action of its unit."""
    result = get_changeable(
        _results(Result.objects.visible_to(request.member)),
        _results(Result.objects.improvable_by(request.member)),
        Permission.PLAN,
        pk,
    )
    asked_capability = _asked(result, capability, level)
    form = ImprovementForm(
        request.POST or None,
        owners=queries.possible_owners(result.unit),
        initial={"what": queries.usual_text(asked_capability, level)},
    )
    if form.is_valid():
        with refusal_on_form(form):
            actions.begin(
                result=result, capability=asked_capability, level=level, intent=form.intent
            )
            messages.success(request, _("It is an action of %s now.") % result.unit)
            return redirect("results:result", request.member.organization.slug, result.pk)
    context = {"form": form, "result": result, "unit": result.unit, "action": None}
    context |= {"capability_name": asked_capability.name, "level": level}
    status = form_status(request, form)
    return render(request, "results/improvements/action.html", context, status=status)


@require_http_methods(["GET", "POST"])
@member_view(Permission.SEE_RESULTS)
def improvement(request: MemberRequest, pk: int) -> HttpResponse:
    """Change an action."""
    action = get_changeable(
        ImprovementAction.objects.visible_to(request.member),
        queries.with_names(ImprovementAction.objects.editable_by(request.member)),
        Permission.PLAN,
        pk,
    )
    form = ImprovementForm(
        request.POST or None,
        owners=queries.possible_owners(action.unit),
        has_begun=True,
        initial=ImprovementForm.facts_of(action),
    )
    if form.is_valid():
        with refusal_on_form(form):
            seen, state = form.cleaned_data["seen_version"], form.state_said
            actions.change(action=action, intent=form.intent, state=state, seen_version=seen)
            messages.success(request, _("Saved."))
            return redirect("results:improvements", request.member.organization.slug)
    status = form_status(request, form)
    if status == HTTPStatus.CONFLICT:
        action.refresh_from_db()
        form.meet(ImprovementForm.facts_of(action))
    context = {"form": form, "unit": action.unit, "action": action}
    context |= {"capability_name": action.capability_name, "level": action.level}
    return render(request, "results/improvements/action.html", context, status=status)


def _results(results: QuerySet[Result]) -> QuerySet[Result]:
    """Of archived units nothing is to be done."""
    return access.with_names(results).filter(unit__archived_at=None)


def _asked(result: Result, key: str, level: int) -> Capability:
    capability = framework_of(result.framework_version).capabilities_by_key.get(key)
    if capability is None or not 1 <= level <= len(capability.steps):
        raise Http404
    return capability
