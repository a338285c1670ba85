"""The one gate of organization pages: who asks, where, may they; then the scope is open."""

from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec, TypeVar

from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.db import connection, models
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _
from django_htmx.middleware import HtmxDetails

from orgs.history import origin
from orgs.models import Holding, Member, Organization, User
from orgs.permissions import Permission, Role
from orgs.rows import loaded

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

    Strangers get 404, members without the permission 403, people signed out the login page.
    """

    def decorate(view: MemberView[P]) -> Callable[..., HttpResponse]:
        @wraps(view)
        def gated(request: MemberRequest, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
            slug = str(kwargs.pop("organization"))
            if not request.user.is_authenticated:
                return signed_out(request)
            request.member = entered(request.user, slug)
            if permission and not request.member.can(permission):
                raise PermissionDenied(refusal(permission))
            return view(request, *args, **kwargs)

        gated.permission = permission  # type: ignore[attr-defined]
        return gated

    return decorate


def signed_out(request: HttpRequest) -> HttpResponse:
    """Return the way to the login page; a fragment gets 401, so that nothing typed is lost."""
    if getattr(request, "htmx", None):
        return HttpResponse(_("You are signed out. Sign in again, then continue."), status=401)
    is_page = request.method in {"GET", "HEAD"}
    return redirect_to_login(request.get_full_path() if is_page else reverse("orgs:home"))


# One row at most: a person is a member once, and an address names one organization. Its scope opens
# as the row is returned. Written out, because every request of every member asks it.
_ENTER = """
SELECT member.id, organization.id, organization.name,
    (SELECT coalesce(json_agg(json_build_array(role, unit_id)), '[]')
        FROM orgs_grant WHERE member_id = member.id),
    set_config('app.organization', organization.id::text, true)
FROM orgs_member member
JOIN orgs_organization organization ON organization.id = member.organization_id
WHERE member.user_id = %s AND organization.slug = %s AND member.deactivated_at IS NULL
"""


def entered(user: User, slug: str) -> Member:
    """Return the membership and open the organization's scope; raise Http404 for strangers."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT set_config('app.person', %s, true), set_config('app.organization', '', true), "
            "set_config('app.origin', %s, true)",
            [str(user.pk), origin.present()],
        )
        cursor.execute(_ENTER, [user.pk, slug])
        row = cursor.fetchone()
    if row is None:
        raise Http404
    member = loaded(Member, id=row[0], organization_id=row[1], user_id=user.pk)
    member.user = user
    member.organization = loaded(Organization, id=row[1], name=row[2], slug=slug)
    member.holdings = tuple(Holding(Role(role), unit) for role, unit in row[3])
    return member


def refusal(permission: Permission) -> str:
    """Return the plain sentence of a 403."""
    return _("Your role here does not let you %(action)s.") % {"action": permission.label}


def changeable_or_refused(
    seen: models.QuerySet[Row], changeable: models.QuerySet[Row], permission: Permission, pk: int
) -> Row:
    """Return the row to change: 404 where it may not be seen, 403 where it may only be seen."""
    row = changeable.filter(pk=pk).first()
    if row is None:
        get_object_or_404(seen, pk=pk)
        raise PermissionDenied(refusal(permission))
    return row
