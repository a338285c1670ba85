"""Founding an organization, where the installation's operator lets anybody sign up."""

from http import HTTPStatus

from allauth.account.decorators import verified_email_required
from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.contrib.auth.views import redirect_to_login
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from orgs.accounts import verification
from orgs.accounts.allauth_adapter import sign_in
from orgs.accounts.registration import FoundForm
from orgs.accounts.session_binding import binding_of
from orgs.models import Invitation, User
from orgs.names.email_addresses import canonical_address
from orgs.people import actions as people
from orgs.people import queries
from orgs.refusals import refusal_on_form
from orgs.units.actions import UnitNameTakenError

from . import actions, setup
from .forms import PasswordForm, SetUpForm
from .setup import PeopleRefusedError


@require_http_methods(["GET", "POST"])
@verified_email_required  # type: ignore[untyped-decorator]
def found(request: HttpRequest) -> HttpResponse:
    """Create an organization and own it; a session of one organization's sign-on cannot."""
    assert request.user.is_authenticated  # noqa: S101 - the decorator saw to it
    if not settings.OPEN_SIGN_UP or binding_of(request):
        raise Http404
    form = FoundForm(request.POST or None)
    if form.is_valid():
        name, address = form.cleaned_data["name"], form.cleaned_data["address"]
        with refusal_on_form(form):
            actions.found(name=name, slug=address, owner=request.user)
            messages.info(request, _("%s is yours. Begin with its units.") % name)
            return redirect("orgs:units", address)
    return render(request, "orgs/organization/found.html", {"form": form})


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """Send the person where they belong: set-up, login, their organization, or a choice."""
    if setup.is_open():
        return redirect("orgs:set_up")
    if not request.user.is_authenticated:
        return redirect("account_login")
    if bound := binding_of(request):
        return redirect("orgs:my_work", bound.slug)
    organizations = queries.organizations_of(request.user)
    if len(organizations) == 1:
        return redirect("orgs:my_work", organizations[0].slug)
    return redirect("orgs:organizations")


@require_safe
@login_required
def organizations(request: HttpRequest) -> HttpResponse:
    """List the person's organizations."""
    assert request.user.is_authenticated  # noqa: S101 - login_required saw to it
    bound, own = binding_of(request), queries.organizations_of(request.user)
    open_here = [row for row in own if bound is None or row.pk == bound.organization]
    context = {"organizations": open_here, "bound": bound}
    return render(request, "orgs/organization/organizations.html", context)


@require_http_methods(["GET", "POST"])
def set_up(request: HttpRequest) -> HttpResponse:
    """Set up an empty installation; closed for good once anybody exists."""
    if not setup.is_open():
        raise Http404
    form = SetUpForm(request.POST or None)
    if form.is_valid():
        with (
            refusal_on_form(form, PeopleRefusedError),
            refusal_on_form(form, UnitNameTakenError, field="units"),
        ):
            founded = setup.set_up(at=timezone.now(), **form.cleaned_data)
            sign_in(request, founded.owner.user)
            return render(request, "orgs/organization/set_up_done.html", {"founded": founded})
    return render(request, "orgs/organization/set_up.html", {"form": form})


@require_http_methods(["GET", "POST"])
def join(request: HttpRequest, token: str) -> HttpResponse:
    """Accept an invitation: signed in as the invited person, or as a new person with a password."""
    at = timezone.now()
    invitation = people.invitation_of_token(token=token, at=at)
    if request.user.is_authenticated:
        return _join_signed_in(request, invitation, by_mail=people.came_by_mail(invitation, token))
    if User.objects.filter(email=canonical_address(invitation.email)).exists():
        return redirect_to_login(request.path)
    form = PasswordForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        by_mail = people.came_by_mail(invitation, token)
        email = invitation.email
        user = people.register(email=email, has_mailbox=by_mail, **form.cleaned_data)
        people.join(invitation=invitation, user=user, at=at)
        sign_in(request, user)
        if not by_mail:
            verification.send_confirmation(request, user)
            messages.info(request, _("Open the link in the email to %s to confirm it.") % email)
        return redirect("orgs:my_work", invitation.organization.slug)
    return render(request, "orgs/organization/join.html", {"form": form, "invitation": invitation})


def _join_signed_in(request: HttpRequest, invitation: Invitation, *, by_mail: bool) -> HttpResponse:
    assert request.user.is_authenticated  # noqa: S101 - the caller asked
    if not people.is_for(invitation, request.user):
        context = {"invitation": invitation}
        return render(
            request, "orgs/organization/join_other.html", context, status=HTTPStatus.CONFLICT
        )
    if not by_mail and not queries.belongs_to(request.user, invitation.organization):
        # An address that nobody confirmed may be somebody else's: no other organization meets it.
        asked: HttpResponse = _join_confirmed(request, invitation)
        return asked
    if request.method == "POST" and by_mail:
        verification.confirm(request.user)
    return _join_or_ask(request, invitation)


@verified_email_required  # type: ignore[untyped-decorator]
def _join_confirmed(request: HttpRequest, invitation: Invitation) -> HttpResponse:
    return _join_or_ask(request, invitation)


def _join_or_ask(request: HttpRequest, invitation: Invitation) -> HttpResponse:
    assert request.user.is_authenticated  # noqa: S101 - the callers asked
    if request.method == "POST":
        people.join(invitation=invitation, user=request.user, at=timezone.now())
        return redirect("orgs:my_work", invitation.organization.slug)
    return render(request, "orgs/organization/join.html", {"form": None, "invitation": invitation})
