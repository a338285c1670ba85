"""Pages of the plan as tests read them."""

import re
from collections.abc import Mapping
from decimal import Decimal
from html import unescape
from typing import Any

from django.urls import reverse

from assessments.planning.number_text import number_text
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
    return words_in(response.content.decode())


def words_in(html: str) -> str:
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", html)).split())


def table_rows(html: str, name: str) -> list[str]:
    """Return the words of each row of a page's table, which an attribute in front of it names."""
    body = html.split(name, 1)[1].split("<tbody>", 1)[1].split("</tbody>", 1)[0]
    return [words_in(f"<tr{row}") for row in body.split("<tr")[1:]]


def numbers_in(text: str) -> set[str]:
    """Return the numbers that a text says, each as it is written but for separated thousands."""
    written = re.findall(r"\d+(?:,\d{3})*(?:\.\d+)?", text)
    return {number.replace(",", "") for number in written}


def numbers_of(row: Mapping[str, Any], places: Mapping[str, int]) -> set[str]:
    """Return the numbers that a line of a file says, rounded to so many decimals by key, or 2."""
    found = set()
    for key, cell in row.items():
        if isinstance(cell, str):
            found |= numbers_in(cell)
        elif cell is not None and not isinstance(cell, bool):
            found |= numbers_in(number_text(Decimal(str(cell)), places.get(key, 2)))
    return found
