"""Result pages as tests read them."""

import re
from html import unescape
from typing import Any

from django.urls import reverse

from assessments.results.models import Result
from orgs.models import Member
from tests.conftest import OutsideClient


def url(name: str, pk: int) -> str:
    return reverse(f"results:{name}", args=["northwind", pk])


def text(response: Any) -> str:
    """Return the page's words, tags and line breaks apart."""
    return " ".join(unescape(re.sub(r"<[^>]+>", "", response.content.decode())).split())


def page_of(client: OutsideClient, member: Member, result: Result) -> Any:
    response = client.as_member(member).get(url("result", result.pk))
    assert response.status_code == 200
    return response
