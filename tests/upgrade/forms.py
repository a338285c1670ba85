"""Fills in the forms that a page shows, as a browser sends them."""

import re
from dataclasses import dataclass, field
from html.parser import HTMLParser
from typing import Any
from urllib.parse import urljoin

from django.test import Client

SENT = ["hidden", "text", "number", "date", "email", "url", "search"]


class NoSuchFormError(LookupError):
    """The page shows no form that is sent there."""


class RefusedError(RuntimeError):
    """What was sent was not taken."""


@dataclass
class Form:
    """A form as it stands on a page: where it is sent, and what is filled in already."""

    action: str
    name: str = ""
    values: dict[str, list[str]] = field(default_factory=dict)


class Forms(HTMLParser):
    """Finds the forms of a page that are sent by POST."""

    def __init__(self, address: str, page: str) -> None:
        super().__init__()
        self.found: list[Form] = []
        self._address = address
        self._open: Form | None = None
        self._apart: list[dict[str, str]] = []
        self._name = ""
        self._is_chosen = False
        self.feed(page)
        self._take_in()

    def _take_in(self) -> None:
        """Add the hidden fields that stand elsewhere on the page and name their form."""
        for said in self._apart:
            for form in self.found:
                if form.name == said["form"]:
                    form.values[said["name"]] = [said.get("value", "")]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        said = {name: value or "" for name, value in attrs}
        if tag == "form" and ("hx-post" in said or said.get("method", "").lower() == "post"):
            target = said.get("action") or said.get("hx-post") or self._address
            self._open = Form(urljoin(self._address, target), said.get("id", ""))
            self.found.append(self._open)
        elif said.get("form") and said.get("type") == "hidden":
            self._apart.append(said)
        elif self._open is not None and "disabled" not in said:
            self._read(tag, said)

    def _read(self, tag: str, said: dict[str, str]) -> None:
        if tag == "input" and said.get("name"):
            self._read_input(said)
        elif tag in {"select", "textarea"}:
            self._name, self._is_chosen = said.get("name", ""), False
            if tag == "textarea":
                self._add(self._name, "")
        elif tag == "option" and self._name and ("selected" in said or not self._is_chosen):
            self._is_chosen = True
            self._values[self._name] = [said.get("value", "")]

    def _read_input(self, said: dict[str, str]) -> None:
        kind = said.get("type", "text")
        if kind in SENT:
            self._add(said["name"], said.get("value", ""))
        elif kind in {"checkbox", "radio"} and "checked" in said:
            self._add(said["name"], said.get("value", "on"))

    def handle_endtag(self, tag: str) -> None:
        if tag == "form":
            self._open = None
        elif tag in {"select", "textarea"}:
            self._name = ""

    def handle_data(self, data: str) -> None:
        if self._open is not None and self._name in self._values and self.lasttag == "textarea":
            self._values[self._name] = [self._values[self._name][0] + data.removeprefix("\n")]

    @property
    def _values(self) -> dict[str, list[str]]:
        return self._open.values if self._open else {}

    def _add(self, name: str, value: str) -> None:
        if self._open is not None and name:
            self._open.values.setdefault(name, []).append(value)


def links(client: Client, address: str, pattern: str) -> list[str]:
    """Return the addresses on a page that match, each once, in their order."""
    page = client.get(address, follow=True).content.decode()
    found = (urljoin(address, link) for link in re.findall(r'(?:href|action)="([^"#]+)"', page))
    return list(dict.fromkeys(link for link in found if re.search(pattern, link)))


def submit(client: Client, address: str, to: str = "", **values: Any) -> str:
    """Fill in a page's first form that is sent to an address that matches; return where it leads.

    Without a pattern that is the form which is sent to the page's own address.

    Raise NoSuchFormError where there is none, and RefusedError where the answer is no redirect.
    """
    shown = client.get(address, follow=True)
    shown_at = shown.redirect_chain[-1][0] if shown.redirect_chain else address
    for form in Forms(shown_at, shown.content.decode()).found:
        if re.search(to or f"^{re.escape(shown_at)}$", form.action):
            answer = client.post(form.action, form.values | values)
            if answer.status_code not in {204, 302}:
                raise RefusedError(f"{form.action}: {answer.status_code}: {reasons(answer)}")
            return str(answer.headers.get("Location", form.action))
    raise NoSuchFormError(f"{address} sends nothing to {to}")


def reasons(answer: Any) -> list[str]:
    """Return what an answer complains about."""
    return re.findall(r'(?:invalid-feedback|role="alert")[^>]*>(.{0,300})', answer.content.decode())
