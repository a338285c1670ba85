"""`{% org_url 'results:result' result.pk %}`: an address inside the organization of the page."""

from typing import cast

from django import template
from django.template import RequestContext
from django.template.base import FilterExpression, Parser, Token
from django.template.defaulttags import URLNode, url

from orgs.web.gate import MemberRequest

register = template.Library()


class AskedOrganization:
    """An argument that every page has: the organization whose member asks for it.

    It is read from the request itself, so that it is also there where an include says `only`.
    """

    def resolve(self, context: RequestContext) -> str:
        """Return the short name that the organization has in addresses."""
        return cast("MemberRequest", context.request).member.organization.slug


@register.tag
def org_url(parser: Parser, token: Token) -> URLNode:
    """Write what `url` writes, also `as` a name, without naming the organization each time."""
    node = url(parser, token)
    organization = cast("FilterExpression", AskedOrganization())
    if node.kwargs:
        node.kwargs["organization"] = organization
    else:
        node.args.insert(0, organization)
    return node
