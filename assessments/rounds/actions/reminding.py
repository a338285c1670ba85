"""Mails to those whose answers are missing, at the facilitator's word."""

from datetime import datetime, timedelta

from django.conf import settings
from django.db import transaction
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext as _

from assessments.frameworks.queries import framework_of
from assessments.rounds.actions.facilitating import VOTING, locked
from assessments.rounds.models import Participant, Session, SessionState
from orgs import mails
from orgs.models import Member
from orgs.refusals import NotNowError

AT_MOST_EVERY = timedelta(days=1)


class NobodyToRemindError(NotNowError):
    """Everybody has answered, or was reminded within a day."""


@transaction.atomic
def remind(*, session: Session, by: Member, at: datetime) -> int:
    """Mail those whose answers are missing, but for the one who asks; return how many.

    A person is reminded of a session once a day at most. Raises NotInStateError, and
    NobodyToRemindError where there is nobody left to remind.
    """
    held = locked(session, SessionState.OPEN, rounds=VOTING)
    asked = len(framework_of(held.round.version).capabilities)
    missing = list(
        held.participants.exclude(member=by)
        .filter(Q(reminded_at=None) | Q(reminded_at__lte=at - AT_MOST_EVERY))
        .filter(excused_at=None, answered__lt=asked, member__in=Member.objects.active())
        .select_related("member__user")
        .order_by("pk")
    )
    if not missing:
        raise NobodyToRemindError(
            _("Nobody is left to remind: all others have answered, or were reminded within a day.")
        )
    Participant.objects.filter(pk__in=[row.pk for row in missing]).update(reminded_at=at)
    address = reverse("rounds:vote", args=[by.organization.slug, held.pk])
    told = {"session": held, "by": by, "asked": asked, "link": settings.PUBLIC_URL + address}
    for row in missing:
        mails.write(
            "mails/reminder",
            row.member.user.email,
            told | {"answered": row.answered},
            organization=by.organization,
        )
    return len(missing)
