"""Moving and merging units."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from orgs.actions import units_tree as actions
from orgs.gate import MemberRequest, member_view
from orgs.models import Grant, Unit
from orgs.permissions import Permission
from orgs.refusals import NotNowError
from orgs.unit_forms import MergeForm, MoveForm
from orgs.views.units import blame, the_unit, to_unit


@require_http_methods(["GET", "POST"])
@member_view(Permission.MANAGE_PEOPLE)
def unit_move(request: MemberRequest, pk: int) -> HttpResponse:
    """Move a unit with all below it."""
    unit = the_unit(request, pk)
    initial = {"parent": unit.parent_id}
    form = MoveForm(request.POST if request.method == "POST" else None, unit=unit, initial=initial)
    if request.method == "POST" and form.is_valid():
        try:
            actions.move(unit=unit, parent=form.cleaned_data["parent"])
        except NotNowError as error:
            blame(form, error)
        else:
            messages.info(request, _("%s has its new place.") % unit.name)
            return to_unit(request, unit)
    return render(request, "orgs/unit_move.html", {"form": form, "unit": unit})


@require_http_methods(["GET", "POST"])
@member_view(Permission.MANAGE_PEOPLE)
def unit_merge(request: MemberRequest, pk: int) -> HttpResponse:
    """Choose the unit that takes this one in, read what will happen, then merge."""
    unit = the_unit(request, pk)
    asked = request.POST or request.GET
    form = MergeForm(asked if "into" in asked else None, unit=unit)
    into = form.cleaned_data["into"] if form.is_valid() else None
    if request.method == "POST" and into:
        try:
            actions.merge(unit=unit, into=into, at=timezone.now())
        except NotNowError as error:
            blame(form, error)
        else:
            messages.info(
                request,
                _("%(unit)s is part of %(into)s now. Its results stay its own.")
                % {"unit": unit.name, "into": into.name},
            )
            return redirect("orgs:unit", request.member.organization.slug, into.pk)
    context = {"form": form, "unit": unit, "into": None if form.errors else into}
    if context["into"]:
        context["below"] = Unit.objects.filter(parent=unit).count()
        context["grants"] = Grant.objects.filter(unit=unit).count()
    return render(request, "orgs/unit_merge.html", context)
