"""Pages of the plan as tests read them."""

import re
from html import unescape
from typing import Any

from django.urls import reverse

from orgs.models import Member
from tests.conftest import OutsideClient


def url(name: str, *args: object) -> str:
    return reverse(f"planning:{name}", args=["northwind", *args])


def get(client: OutsideClient, member: Member, address: str, **asked: Any) -> str:
    """Return the page's words, tags and line breaks apart."""
    response = client.as_member(member).get(address, asked)
    assert response.status_code == 200
    return words(response)


def words(response: Any) -> str:
    html = re.sub(r"<[^>]+>", " ", response.content.decode())
    return " ".join(unescape(html).split())
