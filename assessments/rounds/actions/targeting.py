"""A unit's own target in a round, with the reason that its result keeps."""

from collections.abc import Mapping

from django.db import transaction
from django.utils.translation import gettext as _

from assessments.rounds.models import Round, RoundState, RoundUnit, Session, SessionState
from orgs.refusals import NotNowError

SUBMITTED = (SessionState.SUBMITTED, SessionState.ACCEPTED)


class TargetFixedError(NotNowError):
    """The unit is submitted, or the round archived: its target is part of a result."""


class ReasonMissingError(NotNowError):
    """A unit that aims elsewhere than the round says why."""

    field = "reason"


@transaction.atomic
def aim(*, chosen: RoundUnit, target: Mapping[str, int], reason: str) -> RoundUnit:
    """Let a unit aim for these levels (0 to 4) by capability; what is as the round's falls away.

    Raises TargetFixedError and ReasonMissingError.
    """
    asked = Round.objects.select_for_update().get(pk=chosen.round_id)
    session = Session.objects.filter(round=asked, unit=chosen.unit_id).select_for_update().first()
    if asked.state == RoundState.ARCHIVED or (session and session.state in SUBMITTED):
        raise TargetFixedError(_("The result rests on this target, so it does not change now."))
    own = {key: level for key, level in target.items() if level != asked.target.get(key)}
    if own and not reason.strip():
        raise ReasonMissingError(_("Say why this unit aims elsewhere than the round."))
    chosen.target, chosen.reason = own, reason.strip() if own else ""
    chosen.save(update_fields=["target", "reason"])
    return chosen
