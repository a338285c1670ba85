"""Founding an organization, where the installation's operator lets anybody sign up."""

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from orgs.actions import organizations
from orgs.sign_on.binding import binding_of
from orgs.sign_up import FoundForm


@require_http_methods(["GET", "POST"])
@login_required
def found(request: HttpRequest) -> HttpResponse:
    """Found an organization and own it; a session of one organization's sign-on cannot."""
    assert request.user.is_authenticated  # noqa: S101 - login_required saw to it
    if not settings.OPEN_SIGN_UP or binding_of(request):
        raise Http404
    form = FoundForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        name, address = form.cleaned_data["name"], form.cleaned_data["address"]
        try:
            organizations.found(name=name, slug=address, owner=request.user)
        except organizations.AddressTakenError as error:
            form.add_error("address", str(error))
        else:
            messages.info(request, _("%s is yours. Begin with its units.") % name)
            return redirect("orgs:units", address)
    return render(request, "orgs/found.html", {"form": form})
