"""What waits for the person."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from orgs.accounts import second_factor
from orgs.mail.delivery import SHOWN, recent_mails
from orgs.mail.limits import mail_use
from orgs.models import Member, Organization
from orgs.people import erasure
from orgs.permissions import Permission
from orgs.storage import storage_use
from orgs.web.gate import MemberRequest, member_view
from orgs.work_list import waiting_for

from . import actions
from . import deletion as organization_deletion
from .forms import SettingsForm, TypedNameForm


@require_safe
@member_view(None)
def my_work(request: MemberRequest) -> HttpResponse:
    """Show what waits for the person, nothing else."""
    return render(
        request, "orgs/organization/my_work.html", {"waiting": waiting_for(request.member)}
    )


@require_safe
@member_view(Permission.MANAGE_PEOPLE)
def mails(request: MemberRequest) -> HttpResponse:
    """Show how far the organization's recent mails are."""
    context = {"mails": recent_mails(request.member.organization), "shown": SHOWN}
    return render(request, "orgs/organization/mails.html", context)


@require_http_methods(["GET", "POST"])
@member_view(Permission.MANAGE_ORGANIZATION)
def deletion(request: MemberRequest) -> HttpResponse:
    """Ask for the organization's deletion, by typing its name."""
    organization = request.member.organization
    form = TypedNameForm(request.POST or None, wanted=organization.name)
    if request.method == "POST" and form.is_valid():
        organization_deletion.request_deletion(by=request.member, at=timezone.now())
        messages.warning(request, _("The organization will be deleted. You can still keep it."))
        return redirect("orgs:deletion", organization.slug)
    return render(request, "orgs/organization/deletion.html", {"form": form})


@require_POST
@member_view(Permission.MANAGE_ORGANIZATION)
def deletion_withdraw(request: MemberRequest) -> HttpResponse:
    """Keep the organization after all."""
    organization = request.member.organization
    organization_deletion.withdraw_deletion(by=request.member)
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
        erasure.erase_member(member=person, at=timezone.now())
        messages.info(request, _("%s is a former member now. Their answers stay.") % person)
        return redirect("orgs:people", organization.slug)
    return render(request, "orgs/organization/person_erase.html", {"form": form, "person": person})


@require_http_methods(["GET", "POST"])
@member_view(Permission.MANAGE_ORGANIZATION)
def settings(request: MemberRequest) -> HttpResponse:
    """Show and change the settings; whoever asks others for a second factor has used one."""
    organization = request.member.organization
    if request.method == "POST":
        organization = Organization.objects.select_for_update(no_key=True).get(pk=organization.pk)
    form = SettingsForm(
        request.POST or None,
        initial={
            "name": organization.name,
            "required": organization.requires_second_factor,
            "currency": organization.currency,
            "time_zone": organization.time_zone,
        },
        row=organization,
    )
    if request.method == "POST" and form.is_valid():
        required = form.cleaned_data["required"]
        if required and not second_factor.was_used(request, request.user):
            form.add_error("required", _("Use a second factor yourself first; see Your account."))
        else:
            actions.rename(organization=organization, name=form.cleaned_data["name"])
            actions.require_second_factor(organization=organization, required=required)
            actions.choose_currency(
                organization=organization, currency=form.cleaned_data["currency"]
            )
            actions.choose_time_zone(
                organization=organization, time_zone=form.cleaned_data["time_zone"]
            )
            messages.info(request, _("The settings are saved."))
            return redirect("orgs:settings", organization.slug)
    context = {
        "form": form,
        "storage": storage_use(organization.pk),
        "mails": mail_use(organization),
    }
    return render(request, "orgs/organization/settings.html", context, status=form.status)
