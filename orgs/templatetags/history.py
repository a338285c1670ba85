"""The way from a thing, or a person, to its history."""

from typing import Any
from urllib.parse import urlencode

from django import template
from django.template import RequestContext
from django.urls import reverse

from orgs.models import Member
from orgs.permissions import Permission

register = template.Library()


@register.inclusion_tag("orgs/_history_link.html", takes_context=True)
def history_link(context: RequestContext, name: str, **query: Any) -> dict[str, str]:
    """Show the link to those who may follow it: `{% history_link unit.name kind="unit" row=… %}`.

    `asked` are filters of the history page; `name` tells a screen reader whose history it is.
    """
    reader: Member = context.request.member  # type: ignore[attr-defined]
    if not reader.can(Permission.SEE_HISTORY):
        return {"url": "", "name": ""}
    page = reverse("orgs:history", args=[reader.organization.slug])
    return {"url": f"{page}?{urlencode(query)}", "name": str(name)}
