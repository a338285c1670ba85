"""What happens to a result after its submission: a leader accepts it, or returns its session."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from assessments.results import telling
from assessments.results.models import Result
from assessments.rounds.models import Review, Session
from assessments.rounds.review import actions as review_actions
from assessments.rounds.review.actions import Remarks
from orgs.models import Member
from orgs.refusals import NotNowError


class OwnSubmissionError(NotNowError):
    """Nobody accepts what they submitted themselves."""


@transaction.atomic
def accept(*, session: Session, by: Member, at: datetime) -> Review:
    """Accept the newest result of a submitted session, and tell its facilitators.

    Raises OwnSubmissionError and NotInStateError.
    """
    review = review_actions.mark_accepted(session=session, by=by, at=at)
    result = _reviewed(review)
    if result.submitted_by_id == by.pk:
        raise OwnSubmissionError(_("You submitted this yourself. Somebody else accepts it."))
    telling.accepted(result, review)
    return review


@transaction.atomic
def send_back(*, session: Session, remarks: Remarks, by: Member, at: datetime) -> Review:
    """Return a session with comments, to be settled again, and tell its facilitators.

    Its results stay. Raises NothingSaidError and NotInStateError.
    """
    review = review_actions.mark_returned(session=session, remarks=remarks, by=by, at=at)
    telling.returned(_reviewed(review), review)
    return review


def _reviewed(review: Review) -> Result:
    found = Result.objects.select_related("unit", "round__version").defer(
        "round__version__document"
    )
    return found.get(session_id=review.session_id, revision=review.revision)
