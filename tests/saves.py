"""What a page carries of the state that it shows, as a browser sends it back."""

from typing import Any

from django.test import Client


def seen_at(client: Client, page: str) -> str:
    """Return the digest that the page's form carries."""
    answer = client.get(page)
    assert answer.status_code == 200
    shown = str(answer.context["form"]["shown"].value())
    assert f'value="{shown}"' in answer.text
    return shown


def filled_at(client: Client, page: str) -> dict[str, Any]:
    """Return everything that the page's form holds, as a browser would send it back unchanged."""
    form = client.get(page).context["form"]
    values = {field.html_name: field.value() for field in form}
    return {name: value for name, value in values.items() if not (value is None or value is False)}
