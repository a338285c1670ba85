"""What holds for the whole organization, for its owners."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from orgs import second_factor
from orgs.account_forms import SecondFactorForm
from orgs.actions import organizations
from orgs.gate import MemberRequest, member_view
from orgs.permissions import Permission


@require_http_methods(["GET", "POST"])
@member_view(Permission.MANAGE_ORGANIZATION)
def settings(request: MemberRequest) -> HttpResponse:
    """Show and change the settings; whoever asks others for a second factor has used one."""
    organization = request.member.organization
    form = SecondFactorForm(
        request.POST or None, initial={"required": organization.requires_second_factor}
    )
    if request.method == "POST" and form.is_valid():
        required = form.cleaned_data["required"]
        if required and not second_factor.was_used(request, request.user):
            form.add_error("required", _("Use a second factor yourself first; see Your account."))
        else:
            organizations.require_second_factor(organization=organization, required=required)
            messages.info(request, _("The settings are saved."))
            return redirect("orgs:settings", organization.slug)
    return render(request, "orgs/settings.html", {"form": form})
