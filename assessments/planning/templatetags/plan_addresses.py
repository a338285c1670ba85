"""`{% plan_url 'planning:order' unit.pk %}`: a page of the plan on the basis that this one has."""

from urllib.parse import urlencode

from django import template
from django.template import Node, RequestContext
from django.template.base import Parser, Token
from django.template.defaulttags import URLNode
from django.utils.html import escape

from assessments.planning.portfolio.page import choice_fields, choice_query
from assessments.planning.portfolio.views import requested_basis
from orgs.templatetags.addresses import org_url

register = template.Library()


class PlanURLNode(Node):
    """Writes an organization's address with the chosen basis, also `as` a name."""

    def __init__(self, address: URLNode) -> None:
        self.address = address

    def render(self, context: RequestContext) -> str:  # type: ignore[override]
        """Return the address; with a name, keep it under that and return nothing."""
        written = self.address.render(context)
        query = choice_query(requested_basis(context.request))  # type: ignore[arg-type]
        if self.address.asvar:
            context[self.address.asvar] += query
            return ""
        return f"{written}{escape(query)}"


@register.tag
def plan_url(parser: Parser, token: Token) -> PlanURLNode:
    """Write what `org_url` writes, with the basis that the present address chose."""
    return PlanURLNode(org_url(parser, token))


@register.simple_tag(takes_context=True)
def plan_query(context: RequestContext, query: str = "", **fields: object) -> str:
    """Return a query, with fields that are not empty, that keeps the basis of the present address.

    It begins with its question mark, and is empty where it says nothing.
    """
    said = [(name, value) for name, value in fields.items() if value]
    chosen = choice_fields(requested_basis(context.request))  # type: ignore[arg-type]
    parts = [part for part in (query, urlencode([*said, *chosen])) if part]
    return "?" + "&".join(parts) if parts else ""
