"""The page of how reports look."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from orgs.models import Organization
from orgs.permissions import Permission
from orgs.web.gate import MemberRequest, member_view
from orgs.web.upload_limit import takes_files_of

from . import actions
from .forms import LARGEST_LOGO, BrandingForm
from .queries import branding_of, look_of


@takes_files_of(LARGEST_LOGO)
@require_http_methods(["GET", "POST"])
@member_view(Permission.MANAGE_ORGANIZATION)
def branding(request: MemberRequest) -> HttpResponse:
    """Show and change logo, accent colour and paper size of reports."""
    organization = request.member.organization
    if request.method == "POST":
        Organization.objects.select_for_update(no_key=True).get(pk=organization.pk)
    row = branding_of(organization)
    is_sent = request.method == "POST"
    form = BrandingForm(
        request.POST if is_sent else None,
        request.FILES if is_sent else None,
        initial={"accent": row.accent, "paper_size": row.paper_size, "no_logo": False},
        row=row,
    )
    if is_sent and form.is_valid():
        chosen = form.cleaned_data
        actions.choose(
            organization=organization,
            accent=chosen["accent"],
            paper_size=chosen["paper_size"],
            logo=chosen["logo"],
            without_logo=chosen["no_logo"],
        )
        messages.info(request, _("Reports that are ordered from now on look like this."))
        return redirect("orgs:branding", organization.slug)
    context = {"form": form, "look": look_of(organization), "organization": organization}
    return render(request, "orgs/branding/branding.html", context, status=form.status)
