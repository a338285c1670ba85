"""What a refused request is answered: a sentence, the right status, never a traceback."""

import sys
from collections.abc import Callable
from http import HTTPStatus

from django.contrib import messages
from django.core.exceptions import (
    NON_FIELD_ERRORS,
    PermissionDenied,
    RequestDataTooBig,
    ValidationError,
)
from django.forms import BaseForm
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template import loader
from django.utils.translation import gettext as _
from django.views import defaults

from orgs.database import tenancy
from orgs.database.reachability import is_away
from orgs.models import Member
from orgs.permissions import Permission, givers_of

MOST_NAMED = 10
RETRY_AFTER_SECONDS = 2
REFUSED = "refused"  # the code of an error that is a refusal, above the form


class NotNowError(Exception):
    """Yours, but not now: the present state does not allow it. Its text is the sentence shown.

    One that a form can mend names the `field` that it is about. A view that catches none leaves
    it to the middleware, which answers with a page of 409 and the sentence.
    """

    field: str | None = None


Refusals = tuple[type[NotNowError], ...]


class NotPermittedError(PermissionDenied):
    """A member lacks the permission; the page of 403 says who could give it."""

    def __init__(self, permission: Permission) -> None:
        super().__init__(refusal(permission))
        self.permission = permission


def refusal(permission: Permission) -> str:
    """Return the plain sentence of a 403."""
    return _("Your role here does not let you %(action)s.") % {"action": permission.label}


class _ShownRefusal:
    """Shows a refusal that its block raises; what stands behind the block answers the request."""

    def __init__(self, show: Callable[[NotNowError], None], only: Refusals) -> None:
        self.show, self.only = show, only or (NotNowError,)

    def __enter__(self) -> None:
        """Begin the block."""

    def __exit__(self, _kind: object, error: BaseException | None, _trace: object) -> bool:
        """Show the refusal and go on behind the block; let anything else pass."""
        if isinstance(error, NotNowError) and isinstance(error, self.only):
            self.show(error)
            return True
        return False


def refusal_on_form(
    form: BaseForm, *only: type[NotNowError], field: str | None = None
) -> _ShownRefusal:
    """Return a block whose refusal stands in the form, beside what was typed.

    It stands at `field`, else at the field that it names itself, else above the form. `only` names
    the refusals that the form shows; the middleware answers the others with a page. The block makes
    the change and returns the answer; behind it the form is shown again.
    """

    def show(error: NotNowError) -> None:
        place = field or error.field
        place = place if place in form.fields else None
        form.add_error(place, ValidationError(str(error), code=REFUSED))

    return _ShownRefusal(show, only)


def refusal_as_message(
    request: HttpRequest, *only: type[NotNowError], level: int = messages.WARNING
) -> _ShownRefusal:
    """Return a block whose refusal is a message on the next page, for a button without a form."""

    def show(error: NotNowError) -> None:
        messages.add_message(request, level, str(error))

    return _ShownRefusal(show, only)


def form_status(request: HttpRequest, form: BaseForm) -> HTTPStatus:
    """Return with what status a form is shown: 200 before anything is sent.

    Afterwards 400 where the form can mend it, 409 where the present state forbids it: whoever comes
    second to a row with a version then gets both texts (`form.meet`, `form.see`).
    """
    if request.method != "POST":
        return HTTPStatus.OK
    is_refused = form.has_error(NON_FIELD_ERRORS, REFUSED)
    return HTTPStatus.CONFLICT if is_refused else HTTPStatus.BAD_REQUEST


def conflict(request: HttpRequest, sentence: str) -> HttpResponse:
    """Return the page (or, for a fragment, the sentence) of 409."""
    return _page(request, HTTPStatus.CONFLICT, sentence)


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Return the page of 400, or of 413 for what is too large, with the limit."""
    if isinstance(exception, RequestDataTooBig):
        return _page(request, HTTPStatus.REQUEST_ENTITY_TOO_LARGE, str(exception))
    return _page(request, HTTPStatus.BAD_REQUEST, str(exception))


def permission_denied(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Return the page of 403 with the sentence that the refusal gave, and who could help."""
    member = getattr(request, "member", None)
    is_page = not getattr(request, "htmx", None)
    if member and is_page and isinstance(exception, NotPermittedError):
        who_gives = givers(member, exception.permission)
        return _page(request, HTTPStatus.FORBIDDEN, str(exception), givers=who_gives)
    return _page(request, HTTPStatus.FORBIDDEN, str(exception))


def givers(member: Member, permission: Permission) -> list[str]:
    """Return the names of those in the member's organization who can give them the permission.

    The request's transaction is over when a refusal is answered, so this opens a scope of its own.
    """
    with tenancy.scope(organization=member.organization_id, person=member.user_id):
        rows = Member.objects.filter(organization_id=member.organization_id).active()
        able = rows.filter(grants__role__in=sorted(givers_of(permission))).distinct()
        named = able.order_by("user__name", "pk").values_list("user__name", flat=True)
        return list(named[:MOST_NAMED])


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Return the page of 404; it does not tell what exists elsewhere."""
    bound = getattr(request, "session", {}).get("sign_on")
    sentence = (
        _(
            "You signed in through the sign-on of %s, which opens nothing else. If you look for "
            "another organization, sign out and sign in with your own password or passkey."
        )
        % bound["name"]
        if bound
        else ""
    )
    return _page(request, HTTPStatus.NOT_FOUND, sentence)


def server_error(request: HttpRequest) -> HttpResponse:
    """Return the page of 500, or of 503 where the database is away: that is no fault, and it ends.

    Whatever raised, a view or a middleware, comes here, so this is the one place that tells them
    apart.
    """
    if not is_away(sys.exc_info()[1]):
        return defaults.server_error(request)
    sentence = _("Groundwork cannot reach its database. What you sent is not stored; try again.")
    if getattr(request, "htmx", None) or _wants_json(request):
        response = HttpResponse(sentence, content_type="text/plain")
    else:
        response = HttpResponse(loader.render_to_string("503.html"))
    response.status_code = HTTPStatus.SERVICE_UNAVAILABLE
    response.headers["Retry-After"] = str(RETRY_AFTER_SECONDS)
    return response


def _wants_json(request: HttpRequest) -> bool:
    return "text/html" not in request.headers.get("Accept", "text/html")


def _page(
    request: HttpRequest, status: HTTPStatus, sentence: str, **context: object
) -> HttpResponse:
    if getattr(request, "htmx", None):
        return HttpResponse(sentence or status.phrase, status=status, content_type="text/plain")
    context["sentence"] = sentence
    return render(request, f"{status.value}.html", context, status=status)
