"""What the history tells of rounds. Votes are invisible to others before their reveal."""

from django.utils.translation import gettext_lazy as _

from assessments.rounds.models import (
    Participant,
    Reveal,
    Review,
    Round,
    RoundUnit,
    Session,
    SettledAnswer,
    Vote,
)
from orgs.history.kinds import Kind

KINDS = (
    Kind(
        model=Round,
        label=_("Round"),
        added=_("%(actor)s drafted the round %(name)s"),
        changed=_("%(actor)s changed the round %(name)s (%(state)s)"),
        removed=_("%(actor)s deleted the round %(name)s"),
        names=("name",),
        page="rounds:round",
    ),
    Kind(
        model=RoundUnit,
        label=_("Unit of a round"),
        added=_("%(actor)s chose %(unit)s for the round %(round)s"),
        changed=_("%(actor)s changed the choice of %(unit)s for the round %(round)s"),
        removed=_("%(actor)s took %(unit)s out of the round %(round)s"),
        page="rounds:round",
        shown_by="round_id",
    ),
    Kind(
        model=Session,
        label=_("Session"),
        added=_("%(actor)s opened the session of %(unit)s in %(round)s"),
        changed=_("%(actor)s changed the session of %(unit)s in %(round)s (%(state)s)"),
        removed=_("%(actor)s deleted the session of %(unit)s in %(round)s"),
        names=("unit__name", "round__name"),
        page="rounds:session",
    ),
    Kind(
        model=Participant,
        label=_("Participant"),
        added=_("%(actor)s asked %(member)s to answer in %(session)s"),
        changed=_("%(actor)s changed the part of %(member)s in %(session)s"),
        removed=_("%(actor)s removed %(member)s from %(session)s"),
        names=("member__user__name",),
        page="rounds:session",
        shown_by="session_id",
    ),
    Kind(
        model=Vote,
        label=_("Vote"),
        added=_("%(actor)s stored a vote of %(person)s on %(capability)s in %(session)s"),
        changed=_("%(actor)s changed the vote of %(person)s on %(capability)s in %(session)s"),
        removed=_("%(actor)s deleted the vote of %(person)s on %(capability)s in %(session)s"),
        page="rounds:session",
        shown_by="session_id",
    ),
    Kind(
        model=Reveal,
        label=_("Reveal"),
        added=_("%(actor)s revealed the votes of %(session)s"),
        changed=_("%(actor)s changed the reveal of %(session)s"),
        removed=_("%(actor)s deleted the reveal of %(session)s"),
        page="rounds:session",
        shown_by="session_id",
    ),
    Kind(
        model=SettledAnswer,
        label=_("Settled answer"),
        added=_("%(actor)s settled %(capability)s in %(session)s"),
        changed=_("%(actor)s settled %(capability)s anew in %(session)s"),
        removed=_("%(actor)s deleted the settled answer on %(capability)s in %(session)s"),
        page="rounds:session",
        shown_by="session_id",
    ),
    Kind(
        model=Review,
        label=_("Review"),
        added=_("%(actor)s reviewed %(session)s, revision %(revision)s: %(verdict)s"),
        changed=_("%(actor)s changed the review of %(session)s, revision %(revision)s"),
        removed=_("%(actor)s deleted the review of %(session)s, revision %(revision)s"),
        page="rounds:session",
        shown_by="session_id",
    ),
)
