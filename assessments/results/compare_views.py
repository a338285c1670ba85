"""The pages that put units side by side."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from assessments.frameworks.queries import framework_of
from assessments.results.choice import Choice
from assessments.results.comparison import Comparison
from assessments.results.forms import CompareForm
from assessments.results.queries import comparing, matrix
from assessments.rounds.models import Round
from orgs.gate import MemberRequest, member_view
from orgs.models import Member
from orgs.permissions import Permission


@dataclass(frozen=True)
class Chosen:
    """What an address asks for: the rounds there are, those chosen, and what to show of them."""

    rounds: Sequence[Round]
    asked: Round
    earlier: Round | None
    choice: Choice
    is_readable: bool

    def comparison(self, member: Member) -> Comparison:
        """Return what is compared."""
        shown = comparing.comparison(member, self.asked, self.choice, self.earlier)
        return matrix.in_range(shown)


@require_safe
@member_view(Permission.COMPARE)
def compare(request: MemberRequest) -> HttpResponse:
    """Show a round's units side by side."""
    rounds = comparing.comparable_rounds(request.member)
    if not any(vars(row)["has_results"] for row in rounds):
        return render(request, "results/compare_nothing.html", {"rounds": rounds})
    asked = chosen(request, rounds)
    shown = asked.comparison(request.member)
    if not asked.is_readable or shown.choice != asked.choice:
        messages.warning(
            request, _("Part of this address could not be read, so it shows what is usual there.")
        )
    context = {
        "rounds": rounds,
        "page": matrix.Page(shown, framework_of(asked.asked.version)),
        "comparison": shown,
        "has_several_rounds": len(rounds) > 1,
        "may_compare": True,
        "may_order": request.member.can(Permission.ORDER_REPORTS),
    }
    return render(request, "results/compare.html", context)


def chosen(request: MemberRequest, rounds: Sequence[Round]) -> Chosen:
    """Return what the address asks for; raise Http404 for a round out of reach."""
    form = CompareForm(request.GET)
    is_readable = form.is_valid()
    asked = _round(rounds, form.round_id)
    earlier = _earlier(rounds, asked, form.choice.since)
    choice = form.choice
    if choice.since == asked.pk:
        choice = replace(choice, since=None)
    return Chosen(rounds, asked, earlier, choice, is_readable)


def _earlier(rounds: Sequence[Round], asked: Round, since: int | None) -> Round | None:
    return next((row for row in rounds if row.pk == since and row.pk != asked.pk), None)


def _round(rounds: Sequence[Round], round_id: int | None) -> Round:
    """Return the asked round, or the newest with results; raise Http404 for one out of reach."""
    for row in rounds:
        if row.pk == round_id or (round_id is None and vars(row)["has_results"]):
            return row
    raise Http404
