"""The ends of things: deleting an organization, erasing a person from it."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from orgs import deletion as ending
from orgs.actions import erasing
from orgs.forms import TypedNameForm
from orgs.gate import MemberRequest, member_view
from orgs.models import Member
from orgs.permissions import Permission


@require_http_methods(["GET", "POST"])
@member_view(Permission.MANAGE_ORGANIZATION)
def deletion(request: MemberRequest) -> HttpResponse:
    """Ask for the organization's deletion, by typing its name."""
    organization = request.member.organization
    form = TypedNameForm(request.POST or None, wanted=organization.name)
    if request.method == "POST" and form.is_valid():
        ending.request_deletion(by=request.member, at=timezone.now())
        messages.warning(request, _("The organization will be deleted. You can still keep it."))
        return redirect("orgs:deletion", organization.slug)
    return render(request, "orgs/deletion.html", {"form": form})


@require_POST
@member_view(Permission.MANAGE_ORGANIZATION)
def deletion_withdraw(request: MemberRequest) -> HttpResponse:
    """Keep the organization after all."""
    organization = request.member.organization
    ending.withdraw_deletion(by=request.member)
    messages.info(request, _("%s stays. Nothing was deleted.") % organization.name)
    return redirect("orgs:deletion", organization.slug)


@require_http_methods(["GET", "POST"])
@member_view(Permission.MANAGE_ORGANIZATION)
def person_erase(request: MemberRequest, pk: int) -> HttpResponse:
    """Erase a person from the organization, by typing their name."""
    organization = request.member.organization
    people = Member.objects.filter(organization=organization).select_related("user")
    person = get_object_or_404(people, pk=pk)
    form = TypedNameForm(request.POST or None, wanted=str(person))
    if request.method == "POST" and form.is_valid():
        erasing.erase_member(member=person, at=timezone.now())
        messages.info(request, _("%s is a former member now. Their answers stay.") % person)
        return redirect("orgs:people", organization.slug)
    return render(request, "orgs/person_erase.html", {"form": form, "person": person})
