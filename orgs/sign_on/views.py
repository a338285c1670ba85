"""Signing on by an organization's own provider: the way there and the way back.

No transaction is open while the provider is asked, so a slow one holds nothing but its own request.
"""

import time
from http import HTTPStatus

from django.conf import settings
from django.contrib import messages
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from orgs.accounts.allauth_internals import ratelimit
from orgs.accounts.session_binding import binding_of, open_session
from orgs.database import tenancy
from orgs.refusals import refusal_as_message

from . import actions, claims, provider, queries, request_state
from .claims import ClaimedIdentity
from .forms import AddressForm
from .link_offer import LinkOffer
from .provider_call import Deadline
from .queries import Entrance
from .refusals import SignOnDeniedError, SignOnError
from .wording import missing_sentence

RATES = {"sign_on": "30/m/ip"}


@require_http_methods(["GET", "POST"])
def sign_on_find(request: HttpRequest) -> HttpResponse:
    """Find the sign-on of an email address by its domain alone."""
    form = AddressForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        if is_too_often(request):
            return too_often(request)
        entrance = queries.entrance_for(form.cleaned_data["email"])
        context = {"entrance": entrance, "domain": form.domain}
        return render(request, "orgs/sign_on/sign_on_found.html", context)
    return render(request, "orgs/sign_on/sign_on_find.html", {"form": form})


@require_safe
@never_cache
@transaction.non_atomic_requests
def sign_on(request: HttpRequest, organization: str) -> HttpResponse:
    """Lead the person to the organization's provider."""
    entrance = entrance_or_404(organization)
    bound = binding_of(request)
    if bound and bound.organization == entrance.organization.pk:
        return redirect(_wanted(request, organization))
    return redirect_to_provider(request, entrance, next_page=_wanted(request, organization))


@require_safe
@never_cache
@transaction.non_atomic_requests
def sign_on_back(request: HttpRequest, organization: str) -> HttpResponse:
    """Take in who comes back from the provider, or say on the login page why not."""
    entrance = entrance_or_404(organization)
    try:
        began, who = _came_back(request, entrance)
        if began.person is not None:
            return _offered(request, entrance, began, who)
        return _arrived(request, entrance, who, began.next)
    except SignOnError as error:
        messages.error(request, _("%s Nothing was changed.") % error)
        return _not_there(request)


def redirect_to_provider(
    request: HttpRequest, entrance: Entrance, *, next_page: str, person: int | None = None
) -> HttpResponse:
    """Return the way to the provider; what has to fit on the way back stays in the session."""
    if is_too_often(request):
        return too_often(request)
    with refusal_as_message(request, level=messages.ERROR):
        found_provider = provider.discover(entrance.sign_on.issuer, before=Deadline.from_now())
        return redirect(
            _way_there(request, entrance, found_provider, next_page=next_page, person=person)
        )
    return _not_there(request)


def _way_there(
    request: HttpRequest,
    entrance: Entrance,
    found_provider: provider.Provider,
    *,
    next_page: str,
    person: int | None,
) -> str:
    began = request_state.Pending(
        organization=entrance.organization.pk,
        began_at=time.time(),
        nonce=request_state.new_secret(),
        verifier=request_state.new_secret(),
        next=next_page,
        person=person,
        configured=entrance.sign_on.issuer,
        provider=found_provider.as_dict(),
    )
    state = request_state.store_pending(request.session, began)
    return found_provider.way_there(_asked_for(entrance, began, state))


def _not_there(request: HttpRequest) -> HttpResponse:
    return redirect("orgs:account" if request.user.is_authenticated else "account_login")


def entrance_or_404(slug: str) -> Entrance:
    """Return the usable sign-on at the address; raise Http404."""
    entrance = queries.entrance_at(slug)
    if entrance is None:
        raise Http404
    return entrance


def is_too_often(request: HttpRequest) -> bool:
    """Count the attempt and return whether there were too many from one address."""
    # allauth counts no GET unless it is told to, and the way there is one.
    return not ratelimit.consume(
        request, app="sign_on", action="sign_on", config=RATES, limit_get=True
    )


def too_often(request: HttpRequest) -> HttpResponse:
    """Return the page that asks to wait a minute."""
    answer: HttpResponse = ratelimit.respond_429(request)
    return answer


def redirect_address(slug: str) -> str:
    """Return the address to which a provider sends people back."""
    return settings.PUBLIC_URL + reverse("orgs:sign_on_back", args=[slug])


def _asked_for(entrance: Entrance, began: request_state.Pending, state: str) -> dict[str, str]:
    return {
        "response_type": "code",
        "client_id": entrance.sign_on.client_id,
        "redirect_uri": redirect_address(entrance.organization.slug),
        "scope": provider.SCOPE,
        "state": state,
        "nonce": began.nonce,
        "code_challenge": provider.challenge_of(began.verifier),
        "code_challenge_method": "S256",
    }


def _wanted(request: HttpRequest, slug: str) -> str:
    """Return the page of this organization that was asked for; else My work."""
    home = reverse("orgs:my_work", args=[slug])
    wanted = request.GET.get("next", "")
    is_here = url_has_allowed_host_and_scheme(wanted, allowed_hosts=None)
    # Within this organization: the session will open nothing else.
    return wanted if is_here and wanted.startswith(home) else home


def _came_back(
    request: HttpRequest, entrance: Entrance
) -> tuple[request_state.Pending, ClaimedIdentity]:
    """Return what was begun and who came back; raise SignOnError."""
    answer_parameters = request.GET
    if "error" in answer_parameters:
        raise SignOnDeniedError(
            _("The sign-on was not completed: the provider or you yourself called it off.")
        )
    number, state = entrance.organization.pk, answer_parameters.get("state", "")
    began = request_state.pop_pending(request.session, state, organization=number, now=time.time())
    found_provider = began.found
    # A provider that names itself in its answer (RFC 9207) has to be the one that was asked.
    if (
        began.configured != entrance.sign_on.issuer
        or answer_parameters.get("iss", found_provider.issuer) != found_provider.issuer
    ):
        raise SignOnDeniedError(_("The sign-on was set up again in the meantime. Start over."))
    answer = provider.AuthorizationResponse(
        code=answer_parameters.get("code", ""),
        verifier=began.verifier,
        nonce=began.nonce,
        redirect=redirect_address(entrance.organization.slug),
    )
    sign_on = entrance.sign_on
    raw_claims = provider.claims_for(
        answer, sign_on=sign_on, provider=found_provider, before=Deadline.from_now()
    )
    return began, claims.parse_claims(
        raw_claims, issuer=sign_on.issuer, role_claim=sign_on.role_claim
    )


def _arrived(
    request: HttpRequest, entrance: Entrance, who: ClaimedIdentity, next_page: str
) -> HttpResponse:
    """Open a session for whoever has a place here; tell the others what to do."""
    organization, missing = entrance.organization, missing_sentence(who.claim)
    with tenancy.scope(organization=organization.pk, person=""):
        arrival = actions.arrive(organization=organization, who=who, at=timezone.now())
        if arrival.identity and arrival.is_let_in:
            open_session(request, arrival.identity)
            if missing and arrival.identity.came_by_sign_on:
                messages.warning(request, missing)
            return redirect(next_page)
    context = {"organization": organization, "who": who, "is_known": bool(arrival.identity)}
    context |= {"missing": missing}
    return render(
        request, "orgs/sign_on/sign_on_unknown.html", context, status=HTTPStatus.FORBIDDEN
    )


def _offered(
    request: HttpRequest, entrance: Entrance, began: request_state.Pending, who: ClaimedIdentity
) -> HttpResponse:
    """Ask the person who began to link whether this is the sign-on that they mean."""
    if not request.user.is_authenticated or request.user.pk != began.person:
        raise SignOnDeniedError(_("Somebody else is signed in by now. Start the linking again."))
    LinkOffer.of(entrance, who, person=request.user.pk).keep(request.session)
    return redirect("orgs:account_sign_on_confirm", entrance.organization.slug)
