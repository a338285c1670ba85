"""Linking a sign-on to one's own account, which wants one's own login first."""

from allauth.account.decorators import reauthentication_required, verified_email_required
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from orgs.database import tenancy
from orgs.models import SignOnIdentity, User
from orgs.refusals import refusal_as_message

from . import actions, queries
from .link_offer import forget, pending_offer
from .queries import Entrance
from .refusals import SignOnError
from .views import entrance_or_404, redirect_to_provider


@require_safe
@login_required
def account_sign_on(request: HttpRequest) -> HttpResponse:
    """List the person's organizations that have a sign-on, linked or not."""
    assert request.user.is_authenticated  # noqa: S101 - login_required saw to it
    context = {"sign_ons": queries.own_sign_ons(request.user)}
    return render(request, "orgs/sign_on/account_sign_on.html", context)


@require_safe
@never_cache
@transaction.non_atomic_requests
@login_required
@verified_email_required  # type: ignore[untyped-decorator]
@reauthentication_required  # type: ignore[untyped-decorator]
def account_sign_on_link(request: HttpRequest, organization: str) -> HttpResponse:
    """Lead the person to the provider, so that they come back with their identity there."""
    assert request.user.is_authenticated  # noqa: S101 - login_required saw to it
    entrance = _own_entrance(request.user, organization)
    return redirect_to_provider(
        request, entrance, next_page=reverse("orgs:account_sign_on"), person=request.user.pk
    )


@require_http_methods(["GET", "POST"])
@login_required
def account_sign_on_confirm(request: HttpRequest, organization: str) -> HttpResponse:
    """Show who came back from the provider; link them once the person says that it is they."""
    assert request.user.is_authenticated  # noqa: S101 - login_required saw to it
    entrance = _own_entrance(request.user, organization)
    number = entrance.organization.pk
    offer = pending_offer(request.session, person=request.user.pk, organization=number)
    if offer is None or offer.issuer != entrance.sign_on.issuer:
        messages.error(request, _("The linking took too long. Start over."))
        return redirect("orgs:account_sign_on")
    if request.method != "POST":
        context = {"entrance": entrance, "offer": offer}
        return render(request, "orgs/sign_on/account_sign_on_confirm.html", context)
    forget(request.session)
    with refusal_as_message(request, SignOnError, level=messages.ERROR):
        _link(request.user, entrance, offer.subject)
        message = _("Linked: the sign-on of %s opens your account there from now on.")
        messages.info(request, message % entrance.organization.name)
    return redirect("orgs:account_sign_on")


@require_POST
@login_required
@reauthentication_required  # type: ignore[untyped-decorator]
def account_sign_on_unlink(request: HttpRequest, organization: str) -> HttpResponse:
    """Forget who the person is at the provider."""
    assert request.user.is_authenticated  # noqa: S101 - login_required saw to it
    entrance = _own_entrance(request.user, organization)
    with tenancy.scope(organization=entrance.organization.pk, person=request.user.pk):
        for identity in SignOnIdentity.objects.filter(member__user=request.user):
            actions.unlink(identity=identity)
    message = _("The sign-on of %s no longer opens your account.")
    messages.info(request, message % entrance.organization.name)
    return redirect("orgs:account_sign_on")


def _own_entrance(user: User, slug: str) -> Entrance:
    """Return the sign-on of an organization that the person belongs to; raise Http404."""
    entrance = entrance_or_404(slug)
    with tenancy.scope(organization=entrance.organization.pk, person=user.pk):
        if queries.membership(user, entrance.organization) is None:
            raise Http404
    return entrance


def _link(user: User, entrance: Entrance, subject: str) -> None:
    with tenancy.scope(organization=entrance.organization.pk, person=user.pk):
        member = queries.membership(user, entrance.organization)
        if member is None:
            raise Http404
        issuer = entrance.sign_on.issuer
        actions.link(member=member, issuer=issuer, subject=subject, at=timezone.now())
