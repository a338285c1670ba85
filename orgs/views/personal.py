"""What an organization holds about a person, for them and for those who manage people."""

from typing import cast

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.utils.text import slugify
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from orgs import queries
from orgs.gate import MemberRequest, member_view
from orgs.models import Member
from orgs.permissions import Permission
from orgs.personal import as_json


@never_cache
@require_safe
@member_view(Permission.MANAGE_PEOPLE)
def person_export(request: MemberRequest, pk: int) -> HttpResponse:
    """Send what the organization holds about a member, without votes that are not revealed."""
    people = queries.people(request.member.organization)
    return _sent(request, get_object_or_404(people, pk=pk))


@never_cache
@require_safe
@member_view(None)
def own_export(request: MemberRequest) -> HttpResponse:
    """Send what the organization holds about whoever asks, their own votes included."""
    people = queries.people(request.member.organization)
    return _sent(request, people.get(pk=request.member.pk))


@require_safe
@login_required
def own_data(request: HttpRequest) -> HttpResponse:
    """List the organizations from which one can download one's data."""
    assert request.user.is_authenticated  # noqa: S101 - login_required saw to it
    organizations = queries.organizations_of(request.user)
    return render(request, "orgs/own_data.html", {"organizations": organizations})


def _sent(request: MemberRequest, about: Member) -> HttpResponse:
    name = f"{request.member.organization.slug}-{slugify(str(about)) or about.pk}.json"
    sent = StreamingHttpResponse(
        as_json(about=about, reader=request.member, at=timezone.now()),
        content_type="application/json",
        headers={"Content-Disposition": f'attachment; filename="{name}"'},
    )
    return cast("HttpResponse", sent)  # the gate passes streams on as they are
