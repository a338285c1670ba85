"""Dates that act by themselves: what is due on a day, and doing it once.

A day is a day of the organization. A round opens as its first day begins, closes as its
last day ends, and asks for reminders as that day begins.
"""

from datetime import date, datetime

import structlog
from django.db import transaction
from django.db.models import Q

from assessments.rounds.models import Round, RoundState
from orgs.database import tenancy
from orgs.days import organization_day
from orgs.models import Organization

from . import actions, reminder_actions

log = structlog.get_logger(__name__)


def due_rounds(day: date) -> list[tuple[int, int]]:
    """Return organization and number of each round with a date that acts on that day or earlier."""
    with tenancy.scope(sweeper="on", organization="", person=""):
        rounds = Round.objects.filter(
            _opens(day) | _closes(day) | _reminds(day) | Q(reminders_asked_at__isnull=False)
        ).order_by("pk")
        return list(rounds.values_list("organization_id", "pk"))


def apply_dates(organization_id: int, round_id: int, *, at: datetime) -> None:
    """Do what the round's dates say, each once; a round that cannot open yet stays a draft."""
    with tenancy.scope(organization=organization_id, person=""):
        day = organization_day(Organization.objects.get(pk=organization_id), at)
        due_round = Round.objects.filter(pk=round_id)
        if not due_round.select_for_update(skip_locked=True).exists():
            return  # somebody is at it; the next minute finds what is left
        if due_round.filter(_opens(day)).exists():
            _open(round_id, at)
        if due_round.filter(_closes(day)).exists():
            actions.close_round(round_id=round_id)
            log.info("round closed by its date", round=round_id)
        due_round.filter(_reminds(day)).update(
            reminded_at=at, reminders_asked_at=at, reminders_asked_by=None
        )


def send_reminders(organization_id: int, round_id: int, *, at: datetime) -> None:
    """Write the reminders that a round's people wait for, some in each transaction."""
    more = True
    while more:
        with tenancy.scope(organization=organization_id, person=""):
            more = reminder_actions.write_reminders(round_id=round_id, at=at)


def _open(round_id: int, at: datetime) -> None:
    try:
        # A savepoint: a round that cannot open keeps nothing else from its date.
        with transaction.atomic():
            actions.open_round(round_id=round_id, at=at)
    except actions.NothingToAskError as error:
        log.warning("round not opened", round=round_id, reason=str(error))
    else:
        log.info("round opened by its date", round=round_id)


def _opens(day: date) -> Q:
    """Drafts whose first day has come, and whose last has not gone."""
    runs = Q(closes_on=None) | Q(closes_on__gte=day)
    return runs & Q(state=RoundState.DRAFT, opens_on__lte=day)


def _closes(day: date) -> Q:
    return Q(state=RoundState.OPEN, closes_on__lt=day)


def _reminds(day: date) -> Q:
    """Open rounds whose reminder has come and was not sent; none after the last day."""
    runs = Q(closes_on=None) | Q(closes_on__gte=day)
    return runs & Q(state=RoundState.OPEN, reminds_on__lte=day, reminded_at=None)
