"""Rounds: the list, one at a glance, making, opening and closing one."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from assessments.frameworks.models import FrameworkVersion
from assessments.frameworks.queries import framework_of
from assessments.rounds import queries
from assessments.rounds.actions import campaign
from assessments.rounds.forms import RoundForm
from assessments.rounds.models import Round
from orgs.gate import MemberRequest, member_view
from orgs.models import Organization, Unit
from orgs.permissions import Permission
from orgs.queries import Place, tree

ROUND_PAGE = "rounds:round"


@require_safe
@member_view(None)
def rounds(request: MemberRequest) -> HttpResponse:
    """List the rounds that the member may see."""
    context = {
        "rounds": queries.rounds(request.member),
        "may_manage": request.member.can(Permission.MANAGE_ROUNDS),
    }
    return render(request, "rounds/rounds.html", context)


@require_safe
@member_view(None)
def round(request: MemberRequest, pk: int) -> HttpResponse:  # noqa: A001 - named as its address
    """Show one round: what it aims for, and how far each session is."""
    seen = Round.objects.visible_to(request.member).select_related("version")
    shown = get_object_or_404(seen.defer("version__document"), pk=pk)
    framework = framework_of(shown.version)
    context = {
        "round": shown,
        "sessions": queries.sessions(shown, request.member),
        "chosen": shown.chosen.select_related("unit").order_by("unit__name", "pk"),
        "aims": [(row, shown.target.get(row.key)) for row in framework.capabilities],
        "may_manage": request.member.can(Permission.MANAGE_ROUNDS),
    }
    return render(request, "rounds/round.html", context)


@require_http_methods(["GET", "POST"])
@member_view(Permission.MANAGE_ROUNDS)
def round_new(request: MemberRequest) -> HttpResponse:
    """Draft a round."""
    organization = request.member.organization
    version = (
        FrameworkVersion.objects.visible_to(request.member).published().order_by("-pk").first()
    )
    if version is None:
        raise Http404
    form = RoundForm(
        request.POST or None,
        framework=framework_of(version),
        units=Unit.objects.permitted(request.member, Permission.MANAGE_ROUNDS).active(),
    )
    if request.method == "POST" and form.is_valid():
        units = form.cleaned_data["units"]
        try:
            drafted = campaign.draft(
                organization=organization, version=version, plan=form.plan, units=units
            )
        except campaign.RoundNameTakenError as error:
            form.add_error("name", str(error))
        else:
            return redirect(ROUND_PAGE, organization.slug, drafted.pk)
    context = {"form": form, "places": _choices(organization, form), "aims": form.aims}
    return render(request, "rounds/round_new.html", context)


def _choices(organization: Organization, form: RoundForm) -> list[tuple[Place, bool]]:
    chosen = {str(pk) for pk in form["units"].value() or []}
    places = [place for place in tree(organization) if not place.unit.archived_at]
    return [(place, str(place.unit.pk) in chosen) for place in places]


@require_POST
@member_view(Permission.MANAGE_ROUNDS)
def round_open(request: MemberRequest, pk: int) -> HttpResponse:
    """Open a drafted round."""
    get_object_or_404(Round.objects.visible_to(request.member), pk=pk)
    opened = campaign.open_round(round_id=pk, at=timezone.now())
    messages.info(request, _("%s is open. Its participants can answer now.") % opened.name)
    return redirect(ROUND_PAGE, request.member.organization.slug, pk)


@require_POST
@member_view(Permission.MANAGE_ROUNDS)
def round_close(request: MemberRequest, pk: int) -> HttpResponse:
    """Close an open round."""
    get_object_or_404(Round.objects.visible_to(request.member), pk=pk)
    closed = campaign.close_round(round_id=pk)
    messages.info(request, _("%s is closed. Its sessions take no more answers.") % closed.name)
    return redirect(ROUND_PAGE, request.member.organization.slug, pk)


@require_POST
@member_view(Permission.MANAGE_ROUNDS)
def round_archive(request: MemberRequest, pk: int) -> HttpResponse:
    """Put a closed round away."""
    get_object_or_404(Round.objects.visible_to(request.member), pk=pk)
    archived = campaign.archive_round(round_id=pk)
    messages.info(request, _("%s is archived. Its results stay.") % archived.name)
    return redirect(ROUND_PAGE, request.member.organization.slug, pk)
