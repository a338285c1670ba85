"""What a review says beside a capability."""

from django import template

from assessments.rounds.models import Review

register = template.Library()


@register.filter
def comment_on(review: Review | None, capability: str) -> str:
    """Return the comment on the capability; empty without one."""
    return str(review.comments.get(capability, "")) if review else ""
