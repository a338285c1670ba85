"""Reads of sessions that several subjects share, and what waits for whom."""

from django.db.models import Count, F, Q, QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from assessments.frameworks.queries import framework_of
from assessments.frameworks.schema import Framework
from orgs.models import Member, Unit
from orgs.permissions import Permission
from orgs.work_list import WorkItem

from .models import SUBMITTED, Participant, Round, RoundState, Session, SessionState

# Sessions that somebody is to go on with: votes wait in open rounds, revealed ones until archived.
UNSETTLED = Q(state=SessionState.OPEN, round__state=RoundState.OPEN) | Q(
    state=SessionState.REVEALED, round__state__in=[RoundState.OPEN, RoundState.CLOSED]
)

ON_DUTY = Q(participants__excused_at=None)


def rounds(member: Member) -> QuerySet[Round]:
    """Return the rounds that the member may see, newest first.

    Each tells how many of its sessions within the member's reach are done.
    """
    in_reach = Q(sessions__in=Session.objects.visible_to(member))
    done = Q(sessions__state__in=SUBMITTED)
    return (
        Round.objects.visible_to(member)
        .select_related("version")
        .defer("version__document")
        .annotate(
            asked=Count("sessions", filter=in_reach, distinct=True),
            done=Count("sessions", filter=in_reach & done, distinct=True),
        )
        .order_by(F("opens_on").desc(nulls_first=True), "-pk")
    )


def session_framework(session: Session) -> Framework:
    """Return what the session asks."""
    return framework_of(session.round.version)


def with_round(queryset: QuerySet[Session]) -> QuerySet[Session]:
    """Return the sessions with unit, round and version, without the version's document."""
    return queryset.select_related("round__version", "unit").defer("round__version__document")


def waiting_for(member: Member) -> list[WorkItem]:
    """Return the member's open votes and the sessions that wait for them as facilitator."""
    return [*_votes_waiting(member), *_sessions_waiting(member)]


def _votes_waiting(member: Member) -> list[WorkItem]:
    duties = (
        Participant.objects.filter(
            member=member,
            excused_at=None,
            session__state=SessionState.OPEN,
            session__round__state=RoundState.OPEN,
            session__unit__archived_at=None,
        )
        .select_related("session__unit", "session__round__version")
        .defer("session__round__version__document")
        .order_by("session__round__closes_on", "pk")
    )
    return [
        WorkItem(
            action=_("Answer") if not duty.answered else _("Continue"),
            title=f"{duty.session.unit} · {duty.session.round}",
            detail=_("%(answered)s of %(all)s answered")
            % {
                "answered": duty.answered,
                "all": len(session_framework(duty.session).capabilities),
            },
            url=reverse("rounds:vote", args=[member.organization.slug, duty.session.pk]),
        )
        for duty in duties
        if duty.answered < len(session_framework(duty.session).capabilities)
    ]


def _sessions_waiting(member: Member) -> list[WorkItem]:
    """Facilitators are asked for their units; who holds the right for everything is not."""
    roots = member.roots(Permission.RUN_SESSION)
    if not roots:
        return []
    waiting = (
        Session.objects.filter(
            unit__in=Unit.objects.permitted(member, Permission.RUN_SESSION).active(),
        )
        .filter(UNSETTLED)
        .select_related("unit", "round")
        .annotate(
            asked=Count("participants", filter=ON_DUTY),
            started=Count("participants", filter=ON_DUTY & Q(participants__answered__gt=0)),
        )
        .order_by("round__closes_on", "pk")
    )
    return [
        WorkItem(
            action=_("Facilitate") if row.state == SessionState.OPEN else _("Settle"),
            title=f"{row.unit} · {row.round}",
            detail=ngettext(
                "%(started)s of %(asked)s person has started to answer",
                "%(started)s of %(asked)s people have started to answer",
                vars(row)["asked"],
            )
            % vars(row)
            if row.state == SessionState.OPEN
            else _("the votes are revealed"),
            url=reverse("rounds:session", args=[member.organization.slug, row.pk]),
        )
        for row in waiting
    ]


def unit_in_use(unit: Unit) -> str:
    """Return the sentence that says which open session keeps the unit; empty without one."""
    running = Session.objects.filter(
        UNSETTLED,
        unit=unit,
    )
    name = running.order_by("pk").values_list("round__name", flat=True).first()
    if name is None:
        return ""
    return _("%(unit)s has an open session in %(round)s. Submit it, or close the round, first.") % {
        "unit": unit.name,
        "round": name,
    }


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
