"""One's own account: name, preferences, second factors, and ending a login session."""

from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.db.models import Count
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from orgs.models import User

from . import actions, verification
from .actions import choose_preferences
from .forms import NameForm, PreferencesForm
from .session_binding import binding_of


@require_safe
@login_required
def account(request: HttpRequest) -> HttpResponse:
    """Show what belongs to the account and where each part is changed."""
    assert request.user.is_authenticated  # noqa: S101 - login_required saw to it
    if bound := binding_of(request):
        return render(request, "orgs/accounts/account_bound.html", {"bound": bound})
    factors = list(Authenticator.objects.filter(user=request.user).values_list("type", flat=True))
    # One statement for two things, since the page has few to spend.
    known = User.objects.annotate(sign_ins=Count("usersession"), confirmed=verification.CONFIRMED)
    own = known.values("sign_ins", "confirmed").get(pk=request.user.pk)
    context = {
        "passkeys": factors.count(Authenticator.Type.WEBAUTHN),
        "has_mailbox": own["confirmed"],
        "has_app": Authenticator.Type.TOTP in factors,
        "sign_ins": own["sign_ins"],
    }
    return render(request, "orgs/accounts/account.html", context)


@require_http_methods(["GET", "POST"])
@login_required
def account_name(request: HttpRequest) -> HttpResponse:
    """Change one's name."""
    assert request.user.is_authenticated  # noqa: S101 - login_required saw to it
    form = NameForm(request.POST or None, initial={"name": request.user.name})
    if request.method == "POST" and form.is_valid():
        actions.rename(user=request.user, name=form.cleaned_data["name"])
        messages.info(request, _("Your name is changed everywhere."))
        return redirect("orgs:account")
    return render(request, "orgs/accounts/account_name.html", {"form": form})


@require_safe
@login_required
def second_factor_use(request: HttpRequest) -> HttpResponse:
    """Lead to the page where the person's own kind of second factor is used."""
    assert request.user.is_authenticated  # noqa: S101 - login_required saw to it
    has_passkey = Authenticator.objects.filter(
        user=request.user, type=Authenticator.Type.WEBAUTHN
    ).exists()
    name = "mfa_reauthenticate_webauthn" if has_passkey else "mfa_reauthenticate"
    return redirect(f"{reverse(name)}?{request.GET.urlencode()}")


@require_POST
@login_required
def sign_in_end(request: HttpRequest, pk: int) -> HttpResponse:
    """End one of one's login sessions."""
    assert request.user.is_authenticated  # noqa: S101 - login_required saw to it
    session = get_object_or_404(UserSession, user=request.user, pk=pk)
    session.end()
    messages.info(request, _("That browser is signed out."))
    return redirect("usersessions_list")


@require_http_methods(["GET", "POST"])
@login_required
def preferences(request: HttpRequest) -> HttpResponse:
    """Choose the time zone, and whether one is reminded."""
    assert request.user.is_authenticated  # noqa: S101 - login_required saw to it
    chosen = {name: getattr(request.user, name) for name in PreferencesForm.base_fields}
    form = PreferencesForm(request.POST or None, initial=chosen)
    if request.method == "POST" and form.is_valid():
        choose_preferences(user=request.user, **form.cleaned_data)
        messages.info(request, _("Saved. Times are shown in your time zone from now on."))
        return redirect("orgs:preferences")
    return render(request, "orgs/accounts/preferences.html", {"form": form, "now": timezone.now()})
