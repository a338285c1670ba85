"""What the demo's leaders do: quick checks while teams vote, reviews of what was submitted."""

from collections.abc import Mapping
from datetime import datetime, timedelta

from assessments.results.submission import actions as submission
from assessments.rounds.campaign import actions as campaign
from assessments.rounds.models import Round, RoundUnit, Session
from assessments.rounds.review import actions as review_actions
from assessments.rounds.review.actions import Remarks
from demo.leader_script import LeaderScript
from orgs.database import tenancy
from orgs.models import Member

REVIEWED_AFTER = timedelta(days=2)


def aim(opened_round: Round, unit_id: int, plan: LeaderScript) -> None:
    """Let the unit aim where the script says."""
    if plan.target:
        chosen = RoundUnit.objects.get(round=opened_round, unit=unit_id)
        target = {**opened_round.target, **plan.target}
        campaign.set_target(chosen=chosen, target=target, reason=plan.reason)


def check(session: Session, plan: LeaderScript, members: Mapping[str, Member]) -> None:
    """Store the leaders' pictures, on the day after the round opened."""
    for name, anchors in plan.pictures.items():
        tenancy.set_local("person", members[name].user_id)
        at = session.opened_at + timedelta(days=1, hours=1)
        review_actions.store_quick_check(session=session, by=members[name], anchors=anchors, at=at)


def review(
    session: Session, plan: LeaderScript, members: Mapping[str, Member], submitted_at: datetime
) -> None:
    """Accept the submitted session or return it, as the script says."""
    if not plan.reviewer:
        return
    by, at = members[plan.reviewer], submitted_at + REVIEWED_AFTER
    tenancy.set_local("person", by.user_id)
    if plan.comments:
        remarks = Remarks(comments=plan.comments, note=plan.note)
        submission.send_back(session=session, remarks=remarks, by=by, at=at)
    else:
        submission.accept(session=session, by=by, at=at)
