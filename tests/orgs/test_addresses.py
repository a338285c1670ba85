"""Templates name an address inside the organization of the page without naming the organization."""

import pytest
from django.http import HttpRequest
from django.template import engines
from django.test import RequestFactory
from django.urls import NoReverseMatch

from orgs.models import Member
from tests.cast import Cast


@pytest.fixture
def request_of_max(cast: Cast, rf: RequestFactory) -> HttpRequest:
    """Return a request that passed the gate."""
    request = rf.get("/")
    request.member = cast.max  # type: ignore[attr-defined]
    return request


def shown(words: str, request: HttpRequest, **values: object) -> str:
    """Return what the page with these words shows."""
    return str(engines["django"].from_string(words).render(values, request))


@pytest.mark.parametrize(
    "words",
    [
        "{% org_url 'orgs:person' member.pk %}",
        "{% org_url 'orgs:person' pk=member.pk %}",
        "{% org_url 'orgs:person' member.pk as way %}{{ way }}",
    ],
)
def test_an_address_is_in_the_organization_whose_member_asks(
    words: str, request_of_max: HttpRequest, cast: Cast
) -> None:
    asking: Member = cast.max

    address = shown(words, request_of_max, member=asking)

    assert address == f"/o/{asking.organization.slug}/people/{asking.pk}/"


def test_an_address_needs_no_organization_from_the_page_around_it(
    request_of_max: HttpRequest, cast: Cast
) -> None:
    words = '{% include "orgs/people/_member.html" with member=member only %}'

    assert f"/o/{cast.organization.slug}/people/" in shown(words, request_of_max, member=cast.max)


def test_an_address_that_does_not_exist_is_an_error(request_of_max: HttpRequest) -> None:
    with pytest.raises(NoReverseMatch):
        shown("{% org_url 'orgs:nowhere' %}", request_of_max)
