"""What a unit aims for where that is not what its round aims for."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from assessments.rounds.models import RoundUnit, Session


@dataclass(frozen=True)
class OwnTarget:
    """A unit's own levels, 0 to 4 by capability, and why; empty where the round's hold."""

    levels: Mapping[str, int] = field(default_factory=dict, hash=False)
    reason: str = ""


def own_target(session: Session) -> OwnTarget:
    """Return what the session's unit aims for by itself."""
    chosen = RoundUnit.objects.filter(round=session.round_id, unit=session.unit_id)
    found = chosen.values_list("target", "reason").first()
    return OwnTarget(*found) if found else OwnTarget()
