"""Mails about a session's way: submitted, reopened, returned, accepted."""

from collections.abc import Iterable

from django.conf import settings
from django.urls import reverse_lazy
from django.utils.functional import Promise
from django.utils.text import format_lazy

from assessments.frameworks.queries import framework_of
from assessments.results.models import Result
from assessments.rounds.models import Review, Session
from assessments.rounds.review import queries as review_queries
from orgs.mail import outbox
from orgs.models import Member, Organization


def mail_submitted(result: Result) -> None:
    """Tell the leaders of the unit and above that there is a result to review."""
    by = result.submitted_by
    link = _link("results:review", by.organization, result.session_id)
    context = {"unit": result.unit, "round": result.round, "by": by, "link": link}
    context |= {"revision": result.revision}
    _write("mails/submitted", review_queries.leaders_of(result.unit), context, by)


def mail_reopened(session: Session, by: Member) -> None:
    """Tell the leaders that the session is settled again."""
    link = _link("rounds:session", by.organization, session.pk)
    context = {"unit": session.unit, "round": session.round, "by": by, "link": link}
    _write("mails/reopened", review_queries.leaders_of(session.unit), context, by)


def mail_returned(result: Result, review: Review) -> None:
    """Tell the facilitators what is to be looked at again."""
    names = framework_of(result.round.version).capabilities_by_key
    link = _link("rounds:session", review.by.organization, result.session_id)
    context = {"unit": result.unit, "round": result.round, "by": review.by, "link": link}
    context |= {"note": review.note}
    context |= {"comments": [(names[key].name, text) for key, text in review.comments.items()]}
    _write("mails/returned", _facilitators(result), context, review.by)


def mail_accepted(result: Result, review: Review) -> None:
    """Tell the facilitators that the result stands."""
    link = _link("results:result", review.by.organization, result.pk)
    context = {"unit": result.unit, "round": result.round, "by": review.by, "link": link}
    _write("mails/accepted", _facilitators(result), context, review.by)


def _facilitators(result: Result) -> Iterable[Member]:
    return review_queries.facilitators_of(result.unit, and_also=result.submitted_by_id)


def _link(name: str, organization: Organization, pk: int) -> Promise:
    """Return the address, looked up where a mail is written: a past played again needs no pages."""
    page = reverse_lazy(name, args=[organization.slug, pk])
    return format_lazy("{}{}", settings.PUBLIC_URL, page)


def _write(
    template: str, readers: Iterable[Member], context: dict[str, object], by: Member
) -> None:
    for reader in readers:
        if reader.pk != by.pk:
            outbox.write(template, reader.user.email, context, organization=by.organization)
