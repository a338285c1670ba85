"""A round's sessions one by one, who would answer in a draft, what a unit aims for by itself."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Any

from django.db.models import Count, F, Max, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce, Lower
from django.utils.translation import gettext_lazy as _

from assessments.frameworks.queries import framework_of
from assessments.rounds.models import Round, RoundUnit, Session, SessionState, SettledAnswer
from orgs.models import Member
from orgs.names.folding import fold
from orgs.people.queries import duties
from orgs.permissions import Role

IS_OPEN = Q(state=SessionState.OPEN)
EVERYBODY_VOTED = Q(people__gt=0, finished=F("people"))

# Where a session stands, as one filters for it.
_STANDS = MappingProxyType(
    {
        "nobody": IS_OPEN & Q(started=0),
        "voting": IS_OPEN & Q(started__gt=0) & ~EVERYBODY_VOTED,
        "voted": IS_OPEN & EVERYBODY_VOTED,
        "revealed": Q(state=SessionState.REVEALED),
        "submitted": Q(state=SessionState.SUBMITTED),
        "accepted": Q(state=SessionState.ACCEPTED),
    }
)
STANDINGS = MappingProxyType(
    {
        "nobody": _("not started"),
        "voting": _("voting"),
        "voted": _("all votes in"),
        "revealed": _("being settled"),
        "submitted": _("submitted"),
        "accepted": _("accepted"),
    }
)


@dataclass(frozen=True)
class Summary:
    """How many of a round's sessions stand where."""

    asked: int
    counts: Sequence[tuple[str, str, int]]
    people: int
    finished: int


def round_sessions(asked_round: Round, member: Member) -> QuerySet[Session]:
    """Return the round's sessions that the member may see, by unit, with how far each is."""
    every = len(framework_of(asked_round.version).capabilities)
    on_duty = Q(participants__excused_at=None)
    settled = (
        SettledAnswer.objects.filter(session=OuterRef("pk"))
        .values("session")
        .annotate(number=Count("pk"))
        .values("number")
    )
    return (
        Session.objects.visible_to(member)
        .filter(round=asked_round)
        .annotate(
            people=Count("participants", filter=on_duty),
            started=Count("participants", filter=on_duty & Q(participants__answered__gt=0)),
            finished=Count("participants", filter=on_duty & Q(participants__answered__gte=every)),
            reminded_at=Max("participants__reminded_at"),
            settled_number=Coalesce(Subquery(settled), 0),
        )
        .select_related("unit", "unit__parent")
        .order_by(Lower("unit__name"), "pk")
    )


def filter_sessions(sessions: QuerySet[Session], *, words: str, standing: str) -> QuerySet[Session]:
    """Return those whose unit has the words in its name or code and which stand there."""
    if words:
        sessions = sessions.filter(_names_unit(words))
    return sessions.filter(_STANDS[standing]) if standing else sessions


def _names_unit(words: str) -> Q:
    wanted = fold(words)
    return Q(unit__name_key__contains=wanted) | Q(unit__code_key__contains=wanted)


def summary(sessions: QuerySet[Session]) -> Summary:
    """Return how many sessions stand where, and how many people have answered everything."""
    counted: Any = sessions  # the annotations are not known to the types
    rows = list(counted.values_list("state", "people", "started", "finished"))
    counts = dict.fromkeys(STANDINGS, 0)
    for state, people, started, finished in rows:
        counts[_standing(state, people, started, finished)] += 1
    return Summary(
        asked=len(rows),
        counts=[(name, str(STANDINGS[name]), number) for name, number in counts.items() if number],
        people=sum(row[1] for row in rows),
        finished=sum(row[3] for row in rows),
    )


def _standing(state: str, people: int, started: int, finished: int) -> str:
    if state != SessionState.OPEN:
        return state
    if not started:
        return "nobody"
    return "voted" if finished == people else "voting"


@dataclass(frozen=True)
class Prospect:
    """A chosen unit, and who will take part there once the round is open."""

    chosen: RoundUnit
    people: Sequence[str]
    has_facilitator: bool


def chosen_units(asked_round: Round, *, words: str = "") -> QuerySet[RoundUnit]:
    """Return the units chosen for the round, by name."""
    chosen = asked_round.chosen.select_related("unit", "unit__parent").order_by(
        Lower("unit__name"), "pk"
    )
    named = _names_unit(words)
    return chosen.filter(named) if words else chosen


def prospects(chosen: Iterable[RoundUnit]) -> list[Prospect]:
    """Return the chosen units with the people whose duty it will be to answer."""
    rows = list(chosen)
    people: defaultdict[int, dict[str, None]] = defaultdict(dict)
    facilitated = set()
    grants = duties(row.unit_id for row in rows).values_list("unit", "member__user__name", "role")
    for unit, name, role in grants:
        people[unit][name] = None
        if role == Role.FACILITATOR:
            facilitated.add(unit)
    return [Prospect(row, sorted(people[row.unit_id]), row.unit_id in facilitated) for row in rows]


def draft_counts(asked_round: Round) -> Mapping[str, int]:
    """Return how many units a draft asks, how many people will answer, and where nobody will."""
    chosen = asked_round.chosen.filter(unit__archived_at=None)
    grants = duties(chosen.values_list("unit", flat=True))
    units = set(grants.values_list("unit", flat=True))
    number = chosen.count()
    return {
        "units": number,
        "people": grants.order_by().values("member").distinct().count(),
        "empty": number - len(units),
    }


@dataclass(frozen=True)
class OwnTarget:
    """A unit's own levels, 0 to 4 by capability, and why; empty where the round's hold."""

    levels: Mapping[str, int] = field(default_factory=dict, hash=False)
    reason: str = ""


def own_target(session: Session) -> OwnTarget:
    """Return what the session's unit aims for by itself."""
    chosen = RoundUnit.objects.filter(round=session.round_id, unit=session.unit_id)
    own = chosen.values_list("target", "reason").first()
    return OwnTarget(*own) if own else OwnTarget()
