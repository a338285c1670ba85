"""The organization's sign-on, for its owners: provider, roles by claim, sign-on only."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from orgs.accounts import second_factor
from orgs.models import SignOn, SignOnDomain, SignOnRole
from orgs.permissions import Permission
from orgs.refusals import refusal_as_message, refusal_on_form
from orgs.web.gate import MemberRequest, member_view

from . import provider, queries, settings_actions
from .forms import SignOnForm, SignOnRoleForm
from .views import redirect_address

MANAGE = Permission.MANAGE_ORGANIZATION


@require_http_methods(["GET", "POST"])
@member_view(MANAGE)
def sign_on_settings(request: MemberRequest) -> HttpResponse:
    """Show the sign-on and change its provider."""
    organization = request.member.organization
    form = SignOnForm(request.POST or None, sign_on=_sign_on(request))
    if form.is_valid():
        with refusal_on_form(form):
            settings_actions.configure(
                organization=organization, at=timezone.now(), **form.cleaned_data
            )
            messages.info(request, _("Saved. Check the connection next, then link your account."))
            return _again(request)
    return _page(request, form=form)


@require_POST
@member_view(MANAGE)
def sign_on_check(request: MemberRequest) -> HttpResponse:
    """Ask the provider for its addresses and keys; nothing is locked meanwhile."""
    sign_on = _sign_on(request)
    if sign_on is None:
        return _again(request)
    with refusal_as_message(request, level=messages.ERROR):
        provider.check(sign_on)
        message = _(
            "The provider answers, and its keys can be read. Link your account to try it all."
        )
        messages.info(request, message)
    return _again(request)


@require_POST
@member_view(MANAGE)
def sign_on_only(request: MemberRequest) -> HttpResponse:
    """Let members in by sign-on only, or in all ways again."""
    organization, wanted = request.member.organization, request.POST.get("required") == "on"
    if wanted and (missing := _missing_for_only(request)):
        messages.error(request, missing)
        return _again(request)
    settings_actions.require_sign_on(organization=organization, required=wanted)
    messages.info(
        request,
        _("From now on members sign in through sign-on only.")
        if wanted
        else _("Members sign in through sign-on or with their own login."),
    )
    return _again(request)


@require_POST
@member_view(MANAGE)
def sign_on_remove(request: MemberRequest) -> HttpResponse:
    """Remove the sign-on with all that hangs on it."""
    settings_actions.remove(organization=request.member.organization)
    messages.info(request, _("The sign-on is removed. Members sign in with their own login."))
    return _again(request)


@require_POST
@member_view(MANAGE)
def sign_on_role_add(request: MemberRequest) -> HttpResponse:
    """Let a value of the claim give a role."""
    form = SignOnRoleForm(request.POST, by=request.member)
    if form.is_valid():
        with refusal_on_form(form):
            organization, value = request.member.organization, form.cleaned_data["value"]
            offer = form.cleaned_data["offer"]
            settings_actions.map_value(organization=organization, value=value, offer=offer)
            messages.info(request, _("%s gives the role from each person's next sign-on.") % value)
            return _again(request)
    return _page(request, role_form=form)


@require_POST
@member_view(MANAGE)
def sign_on_role_remove(request: MemberRequest, pk: int) -> HttpResponse:
    """Let a value of the claim give that role no longer."""
    row = get_object_or_404(SignOnRole, organization=request.member.organization, pk=pk)
    row.delete()
    message = _("%s no longer gives the role. Who has it loses it at their next sign-on.")
    messages.info(request, message % row.value)
    return _again(request)


def _sign_on(request: MemberRequest) -> SignOn | None:
    return SignOn.objects.filter(organization=request.member.organization).first()


def _missing_for_only(request: MemberRequest) -> str:
    """Return what has to be there before the other ways are closed; empty where all is."""
    sign_on = _sign_on(request)
    if sign_on is None or not sign_on.is_complete:
        return _("Set the sign-on up first.")
    if not queries.identity_of(request.user, sign_on):
        return _("Link the sign-on to your own account first: that shows that it works.")
    if not second_factor.is_set_up(request.user):
        return _("Set up a second factor first: with it you get in when the provider is broken.")
    return ""


def _again(request: MemberRequest) -> HttpResponse:
    return redirect("orgs:sign_on_settings", request.member.organization.slug)


def _page(
    request: MemberRequest,
    *,
    form: SignOnForm | None = None,
    role_form: SignOnRoleForm | None = None,
) -> HttpResponse:
    organization, sign_on = request.member.organization, _sign_on(request)
    rows = SignOnRole.objects.filter(organization=organization).select_related("unit")
    domains = SignOnDomain.objects.filter(organization=organization).order_by("domain")
    context = {
        "form": form or SignOnForm(sign_on=sign_on),
        "role_form": role_form or SignOnRoleForm(by=request.member),
        "sign_on": sign_on,
        "mapped": rows.order_by("value", "pk"),
        "domains": domains,
        "redirect_address": redirect_address(organization.slug),
        "start_address": redirect_address(organization.slug).removesuffix("back"),
        "identity": queries.identity_of(request.user, sign_on) if sign_on else None,
    }
    return render(request, "orgs/sign_on/sign_on_settings.html", context)
