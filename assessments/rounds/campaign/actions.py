"""A round's life, from draft to archive, and the targets that its units have of their own."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from assessments.frameworks.models import FrameworkVersion
from assessments.rounds.models import (
    SUBMITTED,
    Participant,
    Round,
    RoundState,
    RoundUnit,
    Session,
)
from orgs.models import Organization, Unit
from orgs.people.queries import duties
from orgs.refusals import NotNowError


class RoundNameTakenError(NotNowError):
    """A round of that name is already there."""

    field = "name"


class RoundNotInStateError(NotNowError):
    """The round is not in the state that the change starts from."""


class NothingToAskError(NotNowError):
    """The round has no unit that could answer."""


class TargetFixedError(NotNowError):
    """The unit is submitted, or the round archived: its target is part of a result."""


class ReasonMissingError(NotNowError):
    """A unit that aims elsewhere than the round says why."""

    field = "reason"


@dataclass(frozen=True)
class RoundPlan:
    """What a round is to be: targets 0 to 4 and weights by capability, the days it runs."""

    name: str
    target: Mapping[str, int] = field(hash=False)
    weights: Mapping[str, float] = field(hash=False)
    opens_on: date | None = None
    closes_on: date | None = None
    reminds_on: date | None = None


@transaction.atomic
def draft(
    *,
    organization: Organization,
    version: FrameworkVersion,
    plan: RoundPlan,
    units: Iterable[Unit],
    follows: Round | None = None,
) -> Round:
    """Return a new round in draft; one that follows another takes its units' own targets over.

    Raises RoundNameTakenError.
    """
    drafted = Round(organization=organization, version=version, follows=follows)
    _planned(drafted, plan)
    former = {row.unit_id: row for row in follows.chosen.all()} if follows else {}
    RoundUnit.objects.bulk_create(
        RoundUnit(
            organization=organization,
            round=drafted,
            unit=unit,
            target=former[unit.pk].target if unit.pk in former else {},
            reason=former[unit.pk].reason if unit.pk in former else "",
        )
        for unit in units
    )
    return drafted


@transaction.atomic
def change_draft(*, round_id: int, plan: RoundPlan, units: Iterable[Unit]) -> Round:
    """Change a round that is not open yet; units that stay keep their own targets.

    Raises RoundNotInStateError and RoundNameTakenError.
    """
    changed = _in_state(round_id, RoundState.DRAFT)
    _planned(changed, plan)
    wanted = {unit.pk: unit for unit in units}
    present = set(changed.chosen.values_list("unit", flat=True))
    changed.chosen.exclude(unit__in=wanted).delete()
    RoundUnit.objects.bulk_create(
        RoundUnit(organization_id=changed.organization_id, round=changed, unit=unit)
        for pk, unit in wanted.items()
        if pk not in present
    )
    return changed


@transaction.atomic
def reschedule(*, round_id: int, closes_on: date | None, reminds_on: date | None) -> Round:
    """Let an open round close, and remind, on other days. Raise RoundNotInStateError."""
    changed = _in_state(round_id, RoundState.OPEN)
    if reminds_on != changed.reminds_on:
        changed.reminded_at = None
    changed.closes_on, changed.reminds_on = closes_on, reminds_on
    changed.save(update_fields=["closes_on", "reminds_on", "reminded_at"])
    return changed


@transaction.atomic
def delete_draft(*, round_id: int) -> None:
    """Delete a round that was never open. Raise RoundNotInStateError."""
    _in_state(round_id, RoundState.DRAFT).delete()


def _planned(planned: Round, plan: RoundPlan) -> None:
    planned.name = plan.name
    planned.target, planned.weights = dict(plan.target), dict(plan.weights)
    planned.opens_on, planned.closes_on = plan.opens_on, plan.closes_on
    planned.reminds_on = plan.reminds_on
    try:
        with transaction.atomic():
            planned.save()
    except IntegrityError as error:
        raise RoundNameTakenError(
            _("There is already a round called %s. Choose another name.") % plan.name
        ) from error


@transaction.atomic
def open_round(*, round_id: int, at: datetime) -> Round:
    """Open a drafted round: a session for each chosen unit, its participants fixed from now on.

    Raises RoundNotInStateError, and NothingToAskError where no chosen unit is active.
    """
    opened = _moved(round_id, RoundState.DRAFT, RoundState.OPEN)
    units = list(Unit.objects.active().filter(pk__in=opened.chosen.values("unit")).order_by("pk"))
    if not units:
        raise NothingToAskError(_("Choose at least one unit that is not archived."))
    sessions = Session.objects.bulk_create(
        Session(organization_id=opened.organization_id, round=opened, unit=unit, opened_at=at)
        for unit in units
    )
    by_unit = {session.unit_id: session for session in sessions}
    Participant.objects.bulk_create(
        Participant(organization_id=opened.organization_id, session=by_unit[unit], member_id=member)
        for unit, member in duties(by_unit).values_list("unit", "member").distinct()
    )
    return opened


@transaction.atomic
def close_round(*, round_id: int) -> Round:
    """Close an open round: its sessions take no more answers. Raise RoundNotInStateError."""
    return _moved(round_id, RoundState.OPEN, RoundState.CLOSED)


@transaction.atomic
def archive_round(*, round_id: int) -> Round:
    """Put a closed round away; its results stay. Raise RoundNotInStateError."""
    return _moved(round_id, RoundState.CLOSED, RoundState.ARCHIVED)


@transaction.atomic
def set_target(*, chosen: RoundUnit, target: Mapping[str, int], reason: str) -> RoundUnit:
    """Let a unit aim for these levels (0 to 4) by capability; what is as the round's falls away.

    Raises TargetFixedError and ReasonMissingError.
    """
    # Round, then session: a submission locks the same session, so it reads one target or the other.
    asked_round = Round.objects.select_for_update().get(pk=chosen.round_id)
    session = (
        Session.objects.filter(round=asked_round, unit=chosen.unit_id).select_for_update().first()
    )
    if asked_round.state == RoundState.ARCHIVED or (session and session.state in SUBMITTED):
        raise TargetFixedError(_("The result rests on this target, so it does not change now."))
    own = {key: level for key, level in target.items() if level != asked_round.target.get(key)}
    if own and not reason.strip():
        raise ReasonMissingError(_("Say why this unit aims elsewhere than the round."))
    chosen.target, chosen.reason = own, reason.strip() if own else ""
    chosen.save(update_fields=["target", "reason"])
    return chosen


def _moved(round_id: int, before: RoundState, after: RoundState) -> Round:
    moving = _in_state(round_id, before)
    moving.state = after
    moving.save(update_fields=["state"])
    return moving


def _in_state(round_id: int, state: RoundState) -> Round:
    """Return the round, locked until the transaction ends."""
    locked_round = Round.objects.select_for_update().get(pk=round_id)
    if locked_round.state != state:
        raise RoundNotInStateError(
            _("%(round)s is %(state)s now, so this cannot be done.")
            % {"round": locked_round.name, "state": locked_round.get_state_display()}
        )
    return locked_round
