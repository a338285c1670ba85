"""The one gate of organization pages: who asks, where, may they; then the scope is open."""

from collections.abc import Callable
from functools import wraps
from http import HTTPStatus
from typing import Any, Concatenate, ParamSpec, TypeVar

from django.contrib.auth import logout
from django.contrib.auth.views import redirect_to_login
from django.db import connection, models
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django_htmx.middleware import HtmxDetails

from orgs.accounts import second_factor, session_binding
from orgs.database.change_origin import origin_json
from orgs.database.partial_rows import partial_row
from orgs.database.scope_settings import ORGANIZATION, ORIGIN, PERSON
from orgs.models import Holding, Member, Organization, User
from orgs.permissions import Permission, Role
from orgs.refusals import NotPermittedError

from . import idempotency

P = ParamSpec("P")
Row = TypeVar("Row", bound=models.Model)


class MemberRequest(HttpRequest):
    """A request that passed the gate."""

    member: Member
    user: User
    htmx: HtmxDetails


MemberView = Callable[Concatenate[MemberRequest, P], HttpResponse]


def member_view(
    permission: Permission | None,
) -> Callable[[MemberView[P]], Callable[..., HttpResponse]]:
    """Open the view to members who hold the permission somewhere (None: to all members).

    Strangers get 404, members without the permission 403, people signed out the login page; where
    the organization requires a second factor or its sign-on, who came without is told how to. In a
    session that a sign-on opened, other organizations are those of strangers. What a page sends for
    somebody else than who is signed in by now is answered like somebody signed out.
    """

    def decorate(view: MemberView[P]) -> Callable[..., HttpResponse]:
        @wraps(view)
        def gated(request: MemberRequest, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
            slug = str(kwargs.pop("organization"))
            if not request.user.is_authenticated:
                return login_redirect(request)
            # Before anything is opened: what one person typed is never stored for another.
            if idempotency.is_for_another(request, request.user):
                return other_person_response()
            # Before the permission: strangers must not learn that the organization is there.
            request.member = enter_organization(request.user, slug)
            if response := _asked_first(request):
                return response
            if permission and not request.member.can(permission):
                raise NotPermittedError(permission)
            return view(request, *args, **kwargs)

        gated.permission = permission  # type: ignore[attr-defined]
        return gated

    return decorate


def login_redirect(request: HttpRequest) -> HttpResponse:
    """Return the way to the login page; a fragment gets 401, so that nothing typed is lost."""
    if getattr(request, "htmx", None):
        sentence = _("You are signed out. Sign in again, then continue.")
        return HttpResponse(sentence, status=HTTPStatus.UNAUTHORIZED, content_type="text/plain")
    # The address of a change answers no GET, so from there the way leads home.
    is_page = request.method in {"GET", "HEAD"}
    return redirect_to_login(request.get_full_path() if is_page else reverse("orgs:home"))


def other_person_response() -> HttpResponse:
    """Return the 401 of a change that another person made in this browser; nothing is stored."""
    sentence = _("Somebody else is signed in here now, so nothing of yours was sent.")
    return HttpResponse(sentence, status=HTTPStatus.UNAUTHORIZED, content_type="text/plain")


def _asked_first(request: MemberRequest) -> HttpResponse | None:
    """Return the page that asks for what is missing; None where nothing is.

    A sign-on is the organization's own way in, so it asks for no second factor of ours.
    """
    member, bound = request.member, session_binding.binding_of(request)
    if bound:
        return _asked_of_bound(request, bound)
    if member.organization.requires_sign_on and not _may_come_otherwise(request):
        return sign_on_required_page(request)
    if member.organization.requires_second_factor:
        used = second_factor.was_used(request, request.user)
        return None if used else second_factor_required_page(request)
    return None


def _asked_of_bound(request: MemberRequest, bound: session_binding.Binding) -> HttpResponse | None:
    member = request.member
    if bound.organization != member.organization_id:
        del request.member  # no navigation into pages that are closed
        raise Http404
    if session_binding.holds(bound, member.pk):
        return None
    del request.member
    # Unlinked, or the provider was changed: either ends the session at its next request.
    logout(request)
    return login_redirect(request)


def _may_come_otherwise(request: MemberRequest) -> bool:
    """An owner with a second factor gets in when the provider is broken, so as to mend it."""
    return request.member.manages_organization and second_factor.was_used(request, request.user)


def sign_on_required_page(request: MemberRequest) -> HttpResponse:
    """Return the page that leads to the organization's sign-on; nothing else is shown."""
    organization, is_owner = request.member.organization, request.member.manages_organization
    del request.member  # no navigation into pages that are closed
    if getattr(request, "htmx", None):
        sentence = _("%s opens by its sign-on only. Reload the page.") % organization.name
        return HttpResponse(sentence, status=HTTPStatus.FORBIDDEN, content_type="text/plain")
    address = request.get_full_path() if request.method == "GET" else ""
    context = {"organization": organization, "is_owner": is_owner, "address": address}
    return render(request, "orgs/web/sign_on_asked.html", context, status=HTTPStatus.FORBIDDEN)


def second_factor_required_page(request: MemberRequest) -> HttpResponse:
    """Return the page that explains how to set up or use a second factor; nothing else is shown."""
    organization = request.member.organization
    del request.member  # no navigation into pages that are closed
    if getattr(request, "htmx", None):
        sentence = _("%s asks for a second factor. Reload the page.") % organization.name
        return HttpResponse(sentence, status=HTTPStatus.FORBIDDEN, content_type="text/plain")
    context = {
        "organization": organization,
        "address": reverse("orgs:my_work", args=[organization.slug]),
        "is_set_up": second_factor.is_set_up(request.user),
    }
    return render(request, "orgs/web/second_factor.html", context, status=HTTPStatus.FORBIDDEN)


# One row at most: a person is a member once, and an address names one organization. Its scope opens
# as the row is returned. Written out, because every request of every member asks it.
_ENTER = f"""
SELECT member.id, organization.id, organization.name, organization.requires_second_factor,
    (SELECT coalesce(json_agg(json_build_array(role, unit_id)), '[]')
        FROM orgs_grant WHERE member_id = member.id),
    set_config('{ORGANIZATION}', organization.id::text, true),
    member.last_seen_at < now() - interval '1 hour', organization.requires_sign_on,
    organization.currency, organization.time_zone
FROM orgs_member member
JOIN orgs_organization organization ON organization.id = member.organization_id
WHERE member.user_id = %s AND organization.slug = %s AND member.deactivated_at IS NULL
"""

# A row that somebody else holds is passed over: no request waits to be noted.
_NOTE = """
UPDATE orgs_member SET last_seen_at = now()
WHERE id = (SELECT id FROM orgs_member WHERE id = %s FOR NO KEY UPDATE SKIP LOCKED)
"""


# The organization is emptied first: one's own membership can be found only before one is entered.
_WHO_ASKS = f"""
SELECT set_config('{PERSON}', %s, true), set_config('{ORGANIZATION}', '', true),
    set_config('{ORIGIN}', %s, true)
"""


def _entry(user: User, slug: str) -> tuple[Any, ...] | None:
    """Return the columns of the membership, if there is one.

    Both statements travel together; the database runs the second under what the first has set.
    """
    with connection.cursor() as setting, connection.cursor() as cursor:
        with connection.connection.pipeline():
            setting.execute(_WHO_ASKS, [str(user.pk), origin_json()])
            cursor.execute(_ENTER, [user.pk, slug])
        row: tuple[Any, ...] | None = cursor.fetchone()
        return row


def enter_organization(user: User, slug: str) -> Member:
    """Return the membership and open the organization's scope; raise Http404 for strangers.

    Once an hour at most it is noted that the member was here.
    """
    row = _entry(user, slug)
    if row is None:
        raise Http404
    if row[6]:
        with connection.cursor() as cursor:
            cursor.execute(_NOTE, [row[0]])
    member = partial_row(Member, id=row[0], organization_id=row[1], user_id=user.pk)
    member.user = user
    member.organization = partial_row(
        Organization,
        id=row[1],
        name=row[2],
        slug=slug,
        requires_second_factor=row[3],
        requires_sign_on=row[7],
        currency=row[8],
        time_zone=row[9],
    )
    member.holdings = tuple(Holding(Role(role), unit) for role, unit in row[4])
    return member


def locked(request: HttpRequest, rows: models.QuerySet[Row]) -> models.QuerySet[Row]:
    """Return the rows, for a POST locked until it is answered.

    So what its form was compared with is what it replaces.
    """
    is_change = request.method == "POST"
    return rows.select_for_update(of=("self",), no_key=True) if is_change else rows


def get_changeable(
    seen: models.QuerySet[Row], changeable: models.QuerySet[Row], permission: Permission, pk: int
) -> Row:
    """Return the row to change: 404 where it may not be seen, 403 where it may only be seen."""
    # In this order the usual case, a row that may be changed, costs one statement.
    row = changeable.filter(pk=pk).first()
    if row is None:
        get_object_or_404(seen, pk=pk)
        raise NotPermittedError(permission)
    return row
