"""A round's life: drafted, opened for its units, closed."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from assessments.frameworks.models import FrameworkVersion
from assessments.rounds.models import Participant, Round, RoundState, RoundUnit, Session
from orgs.models import Member, Organization, Unit
from orgs.refusals import NotNowError


class RoundNameTakenError(NotNowError):
    """A round of that name is already there."""


class RoundNotInStateError(NotNowError):
    """The round is not in the state that the change starts from."""


class NothingToAskError(NotNowError):
    """The round has no unit that could answer."""


@dataclass(frozen=True)
class Plan:
    """What a round is to be: targets 0 to 4 and weights by capability, the days it runs."""

    name: str
    target: Mapping[str, int] = field(hash=False)
    weights: Mapping[str, float] = field(hash=False)
    opens_on: date | None = None
    closes_on: date | None = None


@transaction.atomic
def draft(
    *, organization: Organization, version: FrameworkVersion, plan: Plan, units: Iterable[Unit]
) -> Round:
    """Return a new round in draft; raise RoundNameTakenError."""
    try:
        with transaction.atomic():
            drafted = Round.objects.create(
                organization=organization,
                version=version,
                name=plan.name,
                target=dict(plan.target),
                weights=dict(plan.weights),
                opens_on=plan.opens_on,
                closes_on=plan.closes_on,
            )
    except IntegrityError as error:
        raise RoundNameTakenError(
            _("There is already a round called %s. Choose another name.") % plan.name
        ) from error
    RoundUnit.objects.bulk_create(
        RoundUnit(organization=organization, round=drafted, unit=unit) for unit in units
    )
    return drafted


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
    Participant.objects.bulk_create(
        Participant(organization_id=opened.organization_id, session=session, member=member)
        for session in sessions
        for member in Member.objects.on_duty_at(session.unit).order_by("pk")
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


def _moved(round_id: int, before: RoundState, after: RoundState) -> Round:
    moving = Round.objects.select_for_update().get(pk=round_id)
    if moving.state != before:
        raise RoundNotInStateError(
            _("%(round)s is %(state)s now, so this cannot be done.")
            % {"round": moving.name, "state": moving.get_state_display()}
        )
    moving.state = after
    moving.save(update_fields=["state"])
    return moving
