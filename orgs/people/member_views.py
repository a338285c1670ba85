"""One person in the organization: their grants, and whether they still belong to it."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from orgs.models import Grant, Member
from orgs.permissions import Permission, Role
from orgs.web.gate import MemberRequest, member_view

from . import membership_actions, queries
from .forms import GrantForm


@require_safe
@member_view(Permission.MANAGE_PEOPLE)
def person(request: MemberRequest, pk: int) -> HttpResponse:
    """Show a member with what they may do where."""
    return _page(request, _member(request, pk), GrantForm(by=request.member))


@require_POST
@member_view(Permission.MANAGE_PEOPLE)
def grant_give(request: MemberRequest, pk: int) -> HttpResponse:
    """Give the member a grant."""
    member, form = _member(request, pk), GrantForm(request.POST, by=request.member)
    if not form.is_valid():
        return _page(request, member, form)
    grant = membership_actions.give_role(
        by=request.member, member=member, offer=form.cleaned_data["offer"]
    )
    message = _("%(name)s is %(grant)s now.")
    messages.info(request, message % {"name": member, "grant": grant})
    return redirect("orgs:person", request.member.organization.slug, pk)


@require_POST
@member_view(Permission.MANAGE_PEOPLE)
def grant_take(request: MemberRequest, pk: int, grant: int) -> HttpResponse:
    """Take a grant away."""
    member = _member(request, pk)
    taken = get_object_or_404(Grant.objects.select_related("unit"), pk=grant, member=member)
    membership_actions.take_role(by=request.member, grant=taken)
    message = _("%(name)s is no longer %(grant)s.")
    messages.info(request, message % {"name": member, "grant": taken})
    return _after(request, member)


@require_POST
@member_view(Permission.MANAGE_PEOPLE)
def person_deactivate(request: MemberRequest, pk: int) -> HttpResponse:
    """End a member's access."""
    member = _member(request, pk)
    membership_actions.deactivate(by=request.member, member=member, at=timezone.now())
    messages.info(request, _("%s has no access any more. Their answers stay.") % member)
    return _after(request, member)


@require_POST
@member_view(Permission.MANAGE_PEOPLE)
def person_reactivate(request: MemberRequest, pk: int) -> HttpResponse:
    """Give a deactivated member access again."""
    member = _member(request, pk)
    membership_actions.reactivate(by=request.member, member=member)
    messages.info(request, _("%s has access again, with the roles shown here.") % member)
    return redirect("orgs:person", request.member.organization.slug, pk)


@require_POST
@member_view(Permission.MANAGE_ORGANIZATION)
def hand_over(request: MemberRequest, pk: int) -> HttpResponse:
    """Hand the organization over to another member."""
    member = _member(request, pk)
    membership_actions.hand_over(by=request.member, to=member)
    messages.info(request, _("%s owns the organization now; you administer it.") % member)
    return redirect("orgs:person", request.member.organization.slug, pk)


@require_http_methods(["GET", "POST"])
@member_view(None)
def leave(request: MemberRequest) -> HttpResponse:
    """Leave the organization; the page asks once."""
    if request.method == "POST":
        membership_actions.leave(member=request.member, at=timezone.now())
        messages.info(request, _("You have left %s.") % request.member.organization)
        return redirect("orgs:organizations")
    return render(request, "orgs/people/leave.html")


def _member(request: MemberRequest, pk: int) -> Member:
    return get_object_or_404(queries.people(request.member.organization), pk=pk)


def _page(request: MemberRequest, member: Member, form: GrantForm) -> HttpResponse:
    by, is_self = request.member, member.pk == request.member.pk
    context = {
        "person": member,
        "form": form,
        "is_self": is_self,
        "may_change": by.can_change(member),
        "may_be_heir": by.can_give(Role.OWNER) and not is_self and not member.deactivated_at,
    }
    return render(request, "orgs/people/person.html", context)


def _after(request: MemberRequest, member: Member) -> HttpResponse:
    """Return to the person; whoever changed themselves may not open that page any more."""
    slug = request.member.organization.slug
    if member.pk == request.member.pk:
        return redirect("orgs:home")
    return redirect("orgs:person", slug, member.pk)
