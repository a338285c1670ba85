"""A person's own choices."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from orgs.preferences import PreferencesForm, choose


@require_http_methods(["GET", "POST"])
@login_required
def preferences(request: HttpRequest) -> HttpResponse:
    """Choose the time zone, and whether one is reminded."""
    assert request.user.is_authenticated  # noqa: S101 - login_required saw to it
    chosen = {name: getattr(request.user, name) for name in PreferencesForm.base_fields}
    form = PreferencesForm(request.POST or None, initial=chosen)
    if request.method == "POST" and form.is_valid():
        choose(user=request.user, **form.cleaned_data)
        messages.info(request, _("Saved. Times are shown in your time zone from now on."))
        return redirect("orgs:preferences")
    return render(request, "orgs/preferences.html", {"form": form, "now": timezone.now()})
