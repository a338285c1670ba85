"""What the unit's session before this one had; it is offered and never counts by itself."""

from assessments.rounds.models import Session


def earlier_session(session: Session) -> Session | None:
    """Return the unit's last revealed session before this one, of whatever round."""
    return (
        Session.objects.filter(unit_id=session.unit_id, opened_at__lt=session.opened_at)
        .exclude(pk=session.pk)
        .filter(reveal__isnull=False)
        .select_related("round", "unit")
        .order_by("-opened_at", "-pk")
        .first()
    )
