"""Reads about reviews: what a returned session is to look at again, who reviews, who is told."""

from django.db.models import Q, QuerySet

from assessments.rounds.models import Review, Session, SessionState, Verdict
from orgs.models import Grant, Member, Unit
from orgs.permissions import Role
from orgs.units.tree import place_of


def standing_return(session: Session) -> Review | None:
    """Return the return that made the session's present revision, while it is settled again."""
    if session.state != SessionState.REVEALED or session.revision == 1:
        return None
    returned = session.reviews.filter(verdict=Verdict.RETURNED, revision=session.revision - 1)
    return returned.select_related("by__user").first()


def acceptance(session: Session) -> Review | None:
    """Return who accepted the session as it stands; None where nobody did."""
    if session.state != SessionState.ACCEPTED:
        return None
    accepted = session.reviews.filter(verdict=Verdict.ACCEPTED, revision=session.revision)
    return accepted.select_related("by__user").first()


def leaders_of(unit: Unit) -> QuerySet[Member]:
    """Return the active leaders of the unit and of those above it."""
    places = [step["id"] for step in place_of(unit.pk)]
    leading = Grant.objects.filter(role=Role.LEADER, unit__in=places)
    return _active(leading)


def facilitators_of(unit: Unit, *, and_also: int) -> QuerySet[Member]:
    """Return the active facilitators of exactly that unit, and the member of that number."""
    facilitating = Grant.objects.filter(role=Role.FACILITATOR, unit=unit)
    return _active(facilitating, Q(pk=and_also))


def _active(grants: QuerySet[Grant], others: Q | None = None) -> QuerySet[Member]:
    holds = Q(pk__in=grants.values("member"))
    chosen = Member.objects.active().filter(holds | others if others else holds)
    return chosen.select_related("user").order_by("pk")
