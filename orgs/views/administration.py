"""Units and people, for those who manage them."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from orgs import queries
from orgs.actions import people as people_actions
from orgs.actions import units as unit_actions
from orgs.forms import InviteForm, RenameForm, UnitForm
from orgs.gate import MemberRequest, member_view
from orgs.mail_queries import undelivered
from orgs.models import Unit
from orgs.permissions import Permission, Role, in_words

UNITS_PAGE = "orgs:units"


@require_safe
@member_view(Permission.MANAGE_PEOPLE)
def units(request: MemberRequest) -> HttpResponse:
    """Show the unit tree."""
    context = {"places": queries.tree(request.member.organization)}
    return render(request, "orgs/units.html", context)


@require_http_methods(["GET", "POST"])
@member_view(Permission.MANAGE_PEOPLE)
def unit_add(request: MemberRequest) -> HttpResponse:
    """Add a unit."""
    organization = request.member.organization
    above = request.GET.get("below")
    form = UnitForm(request.POST or None, organization=organization, initial={"parent": above})
    if request.method == "POST" and form.is_valid():
        try:
            unit_actions.add(organization=organization, **form.cleaned_data)
        except unit_actions.NameTakenError as error:
            form.add_error("name", str(error))
        except unit_actions.ParentArchivedError as error:
            form.add_error("parent", str(error))
        else:
            messages.info(request, _("%s is part of the tree now.") % form.cleaned_data["name"])
            return redirect(UNITS_PAGE, organization.slug)
    return render(request, "orgs/unit_form.html", {"form": form, "unit": None})


@require_http_methods(["GET", "POST"])
@member_view(Permission.MANAGE_PEOPLE)
def unit_rename(request: MemberRequest, pk: int) -> HttpResponse:
    """Rename a unit."""
    unit = _unit(request, pk)
    form = RenameForm(request.POST or None, initial={"name": unit.name})
    if request.method == "POST" and form.is_valid():
        try:
            unit_actions.rename(unit=unit, **form.cleaned_data)
        except unit_actions.NameTakenError as error:
            form.add_error("name", str(error))
        else:
            return redirect(UNITS_PAGE, request.member.organization.slug)
    return render(request, "orgs/unit_form.html", {"form": form, "unit": unit})


@require_POST
@member_view(Permission.MANAGE_PEOPLE)
def unit_archive(request: MemberRequest, pk: int) -> HttpResponse:
    """Archive a unit."""
    unit = _unit(request, pk)
    unit_actions.archive(unit=unit, at=timezone.now())
    messages.info(request, _("%s is archived. Its results stay.") % unit.name)
    return redirect(UNITS_PAGE, request.member.organization.slug)


@require_POST
@member_view(Permission.MANAGE_PEOPLE)
def unit_restore(request: MemberRequest, pk: int) -> HttpResponse:
    """Bring an archived unit back."""
    unit_actions.restore(unit=_unit(request, pk))
    return redirect(UNITS_PAGE, request.member.organization.slug)


@require_safe
@member_view(Permission.MANAGE_PEOPLE)
def people(request: MemberRequest) -> HttpResponse:
    """Show members with their grants, and the invitations that are open."""
    organization = request.member.organization
    invitations = queries.open_invitations(request.member, at=timezone.now())
    invited = [row.invitation.email for row in invitations]
    context = {
        "people": queries.people(organization),
        "invitations": invitations,
        "undelivered": undelivered(organization, invited) if invited else [],
    }
    return render(request, "orgs/people.html", context)


@require_http_methods(["GET", "POST"])
@member_view(Permission.MANAGE_PEOPLE)
def people_invite(request: MemberRequest) -> HttpResponse:
    """Invite people by e-mail."""
    member = request.member
    form = InviteForm(
        request.POST or None,
        organization=member.organization,
        may_own=member.can_give(Role.OWNER),
        initial={"emails": request.GET.get("emails", "")},
    )
    if request.method == "POST" and form.is_valid():
        emails, offer, at = form.cleaned_data["emails"], form.cleaned_data["offer"], timezone.now()
        for email in emails:
            people_actions.invite(by=member, email=email, offer=offer, at=at)
        sent = ngettext(
            "%s invitation is on its way.", "%s invitations are on their way.", len(emails)
        )
        messages.info(request, sent % len(emails))
        return redirect("orgs:people", member.organization.slug)
    return render(request, "orgs/invite.html", {"form": form, "roles": in_words()})


def _unit(request: MemberRequest, pk: int) -> Unit:
    units = Unit.objects.permitted(request.member, Permission.MANAGE_PEOPLE)
    return get_object_or_404(units, pk=pk)
