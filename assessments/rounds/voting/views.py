"""Private voting: one capability a page, each change stored as it is made."""

from http import HTTPStatus
from typing import TypeVar

from django.core.exceptions import BadRequest
from django.forms import Form
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe
from django_htmx.http import HttpResponseClientRefresh, reswap, retarget

from assessments.frameworks.ladder import Answers
from assessments.rounds import participants, sessions
from assessments.rounds.context.inventory import list_beside_capability
from assessments.rounds.context.queries import lists_of
from assessments.rounds.evidence.queries import own_evidence
from assessments.rounds.models import Confidence, Vote
from orgs.days import organization_day
from orgs.permissions import Permission
from orgs.refusals import refusal_on_form
from orgs.web.gate import MemberRequest, member_view
from orgs.web.idempotency import change_of

from . import actions, queries
from .actions import Ballot
from .forms import AnchorForm, BallotForm, CommentForm, ConditionForm, ConfidenceForm, ReasonForm
from .provisional_level import choices, neighbours, provisional_level, steps
from .queries import previous_answer

VOTE_PAGE = "rounds:vote_capability"
Shape = TypeVar("Shape", bound=Form)


@require_safe
@member_view(Permission.VOTE)
def vote(request: MemberRequest, pk: int) -> HttpResponse:
    """Send the voter to the first capability that they have not answered."""
    participant = participants.participant_of(member=request.member, session_id=pk)
    if participant is None:
        raise Http404
    answered = queries.own_votes(participant)
    keys = list(sessions.session_framework(participant.session).capabilities_by_key)
    first = next((key for key in keys if key not in answered), keys[0])
    return redirect(VOTE_PAGE, request.member.organization.slug, pk, first)


@require_safe
@member_view(Permission.VOTE)
def vote_capability(request: MemberRequest, pk: int, capability: str) -> HttpResponse:
    """Show one capability to answer."""
    return _vote_page(request, _ballot(request, pk, capability))


def _vote_page(
    request: MemberRequest,
    ballot: Ballot,
    *,
    unsaved: str | None = None,
) -> HttpResponse:
    """Return the page of one capability; an unsaved comment and the stored one are put together."""
    capability = ballot.capability.key
    votes = queries.own_votes(ballot.participant)
    own = votes.get(capability) or Vote(capability=capability)
    moved = None if unsaved is None else {"mine": unsaved, "stored": own.comment}
    lists = lists_of(ballot.session)
    context = {
        "session": ballot.session,
        "capability": ballot.capability,
        "steps": steps(ballot.framework, votes, capability),
        "neighbours": neighbours(ballot.framework, capability),
        "vote": own,
        "levels": choices(ballot.capability, own.answers),
        "standing": provisional_level(ballot.capability, own.answers),
        "confidences": Confidence.choices,
        "counted": list_beside_capability(ballot.framework, capability, lists),
        "evidence": own_evidence(
            ballot.session,
            capability,
            request.member.pk,
            organization_day(request.member.organization, timezone.now()),
        ),
        "moved": moved,
        "last_time": previous_answer(ballot.session, ballot.capability, own.answers),
    }
    status = HTTPStatus.CONFLICT if moved else HTTPStatus.OK
    return render(request, "rounds/voting/vote.html", context, status=status)


@require_POST
@member_view(Permission.VOTE)
def vote_all(request: MemberRequest, pk: int, capability: str) -> HttpResponse:
    """Store a whole capability at once, where the browser runs no script; go on to the next."""
    ballot = _ballot(request, pk, capability)
    form = _valid(BallotForm(request.POST, capability=ballot.capability))
    cleaned, at = form.cleaned_data, timezone.now()
    if cleaned["anchor"] is not None:
        actions.pick_anchor(ballot=ballot, anchor=cleaned["anchor"], at=at)
    for condition, answer in form.conditions.items():
        actions.answer_condition(ballot=ballot, condition=condition, answer=answer, at=at)
    text, seen = cleaned["text"], cleaned["seen"] if "seen" in form.data else None
    with refusal_on_form(form, actions.StaleCommentError):
        actions.comment(ballot=ballot, text=text, at=at, seen=seen)
        return redirect("rounds:vote", request.member.organization.slug, pk)
    return _vote_page(request, ballot, unsaved=text)


@require_POST
@member_view(Permission.VOTE)
def vote_anchor(request: MemberRequest, pk: int, capability: str) -> HttpResponse:
    """Store the picked level."""
    ballot = _ballot(request, pk, capability)
    anchor = _valid(AnchorForm(request.POST)).cleaned_data["anchor"]
    answers = actions.pick_anchor(ballot=ballot, anchor=anchor, at=timezone.now())
    return _standing(ballot, answers)


@require_POST
@member_view(Permission.VOTE)
def vote_condition(
    request: MemberRequest, pk: int, capability: str, condition: str
) -> HttpResponse:
    """Store one condition's answer."""
    ballot = _ballot(request, pk, capability)
    if condition not in ballot.capability.level_of_condition:
        raise Http404
    form = _valid(ConditionForm(request.POST, condition=condition))
    answers = actions.answer_condition(
        ballot=ballot, condition=condition, answer=form.answer, at=timezone.now()
    )
    return _standing(ballot, answers)


@require_POST
@member_view(Permission.VOTE)
def vote_comment(request: MemberRequest, pk: int, capability: str) -> HttpResponse:
    """Store the comment; where it was changed elsewhere meanwhile, return both to be merged."""
    ballot = _ballot(request, pk, capability)
    form = _valid(CommentForm(request.POST))
    text, seen = form.cleaned_data["text"], form.seen_text
    with refusal_on_form(form, actions.StaleCommentError):
        answers = actions.comment(ballot=ballot, text=text, at=timezone.now(), seen=seen)
        return _standing(ballot, answers)
    return _both_comments(request, ballot, text)


@require_POST
@member_view(Permission.VOTE)
def vote_confidence(request: MemberRequest, pk: int, capability: str) -> HttpResponse:
    """Store how sure the voter is."""
    ballot = _ballot(request, pk, capability)
    said = _valid(ConfidenceForm(request.POST)).cleaned_data["confidence"]
    answers = actions.rate_confidence(ballot=ballot, confidence=said, at=timezone.now())
    return _standing(ballot, answers)


@require_POST
@member_view(Permission.VOTE)
def vote_not_applicable(request: MemberRequest, pk: int, capability: str) -> HttpResponse:
    """Store that the capability does not apply."""
    ballot = _ballot(request, pk, capability)
    exemption = _valid(ReasonForm(request.POST)).exemption
    actions.say_not_applicable(ballot=ballot, exemption=exemption, at=timezone.now())
    return _page_again(request, ballot)


@require_POST
@member_view(Permission.VOTE)
def vote_applicable(request: MemberRequest, pk: int, capability: str) -> HttpResponse:
    """Take "not applicable" back."""
    ballot = _ballot(request, pk, capability)
    actions.say_applicable(ballot=ballot, at=timezone.now())
    return _page_again(request, ballot)


@require_safe
@member_view(Permission.VOTE)
def vote_last_time(request: MemberRequest, pk: int, capability: str) -> HttpResponse:
    """Return the part of the vote that shows last time's answers; empty where there are none."""
    ballot = actions.ballot(member=request.member, session_id=pk, capability=capability)
    if ballot is None:
        raise Http404
    own = queries.own_votes(ballot.participant).get(capability) or Vote(capability=capability)
    then = previous_answer(ballot.session, ballot.capability, own.answers)
    here = reverse("rounds:vote_last_time", args=[request.member.organization.slug, pk, capability])
    context = {"last_time": then, "last_time_url": here}
    return render(request, "rounds/_last_time.html", context)


def _ballot(request: MemberRequest, pk: int, capability: str) -> Ballot:
    ballot = actions.ballot(
        member=request.member, session_id=pk, capability=capability, change=change_of(request)
    )
    if ballot is None:
        raise Http404
    return ballot


def _valid(form: Shape) -> Shape:
    """Return the form once it is valid; a page of ours never sends one that is not."""
    if form.is_valid():
        return form
    sentences = [str(error) for errors in form.errors.values() for error in errors]
    raise BadRequest(" ".join(sentences))


def _page_again(request: MemberRequest, ballot: Ballot) -> HttpResponse:
    """Lead back to the page, which looks different now."""
    if request.htmx:
        return HttpResponseClientRefresh()
    names = [request.member.organization.slug, ballot.session.pk, ballot.capability.key]
    return redirect(VOTE_PAGE, *names)


def _both_comments(request: MemberRequest, ballot: Ballot, unsaved: str) -> HttpResponse:
    """Return the comment's place with both texts; a browser without script gets the whole page."""
    if not request.htmx:
        return _vote_page(request, ballot, unsaved=unsaved)
    own = queries.own_votes(ballot.participant).get(ballot.capability.key)
    moved = {"mine": unsaved, "stored": own.comment if own else ""}
    context = {"session": ballot.session, "capability": ballot.capability, "moved": moved}
    answer = render(request, "rounds/voting/_comment.html", context, status=HTTPStatus.CONFLICT)
    return retarget(reswap(answer, "outerHTML"), "#comment-place")


def _standing(ballot: Ballot, answers: Answers) -> HttpResponse:
    """Return the fragment; it shows nothing of the request, so none is put into its context."""
    context = {"standing": provisional_level(ballot.capability, answers)}
    return HttpResponse(render_to_string("rounds/_standing.html", context))
