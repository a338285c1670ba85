"""The unit tree and one unit of it, for those who manage units."""

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.cache import patch_vary_headers
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from orgs.models import Grant, Unit
from orgs.permissions import Permission
from orgs.refusals import refusal_as_message, refusal_on_form
from orgs.web.gate import MemberRequest, locked, member_view

from . import actions, picker
from .forms import EditForm, MergeForm, MoveForm, UnitForm
from .tree import (
    MOST_ROWS,
    Branches,
    branches,
    expanded_units,
    find_units,
    place_of,
    visible_rows,
)

LONGEST_SEARCH = 120


@require_safe
@member_view(Permission.MANAGE_PEOPLE)
def units(request: MemberRequest) -> HttpResponse:
    """Show the open part of the unit tree, or what a search finds; the tree alone to HTMX."""
    tree = branches(request.member.organization)
    words = request.GET.get("q", "").strip()[:LONGEST_SEARCH]
    context = {"words": words, "total": len(tree.nodes)}
    context |= _found(tree, words) if words else _open_part(request, tree)
    template = "orgs/units/_unit_tree.html" if request.htmx else "orgs/units/units.html"
    response = render(request, template, context)
    patch_vary_headers(response, ["HX-Request"])
    return response


@require_safe
@member_view(Permission.MANAGE_PEOPLE)
def unit_find(request: MemberRequest) -> HttpResponse:
    """Show which of the units that a form offers the words name, the best first."""
    words = request.GET.get("q", "").strip()[:LONGEST_SEARCH]
    without = picker.parse_number(request.GET.get("without", ""))
    offer = picker.unit_picker(request.member.organization, without=without)
    matches = offer.found(words)
    shown = offer.placed(matches[: picker.MOST_FOUND])
    context = {"words": words, "found": shown, "found_count": len(matches)}
    context["is_cut"] = len(shown) < len(matches)
    return render(request, "orgs/units/_unit_hits.html", context)


@require_safe
@member_view(Permission.MANAGE_PEOPLE)
def unit(request: MemberRequest, pk: int) -> HttpResponse:
    """Show a unit: its place, its facts and what can be done to it."""
    shown = get_object_or_404(managed_units(request).select_related("merged_into"), pk=pk)
    context = {"unit": shown, "place": place_of(shown.pk)[:-1]}
    return render(request, "orgs/units/unit.html", context)


@require_http_methods(["GET", "POST"])
@member_view(Permission.MANAGE_PEOPLE)
def unit_add(request: MemberRequest) -> HttpResponse:
    """Add a unit."""
    organization = request.member.organization
    above = request.GET.get("below")
    form = UnitForm(request.POST or None, organization=organization, initial={"parent": above})
    if form.is_valid():
        with refusal_on_form(form):
            actions.add(organization=organization, **form.cleaned_data)
            messages.info(request, _("%s is added.") % form.cleaned_data["name"])
            return redirect("orgs:units", organization.slug)
    return render(request, "orgs/units/unit_form.html", {"form": form, "unit": None})


@require_http_methods(["GET", "POST"])
@member_view(Permission.MANAGE_PEOPLE)
def unit_edit(request: MemberRequest, pk: int) -> HttpResponse:
    """Change a unit's name, code, weight and constraints."""
    changed = the_unit(request, pk, is_locked=True)
    form = EditForm(request.POST or None, initial=EditForm.facts(changed), row=changed)
    if form.is_valid():
        with refusal_on_form(form):
            actions.edit(unit=changed, **form.cleaned_data)
            return redirect_to_unit(request, changed)
    context = {"form": form, "unit": changed}
    return render(request, "orgs/units/unit_form.html", context, status=form.status)


@require_POST
@member_view(Permission.MANAGE_PEOPLE)
def unit_archive(request: MemberRequest, pk: int) -> HttpResponse:
    """Archive a unit."""
    archived = the_unit(request, pk)
    with refusal_as_message(request):
        actions.archive(unit=archived, at=timezone.now())
        messages.info(request, _("%s is archived. Its results stay.") % archived.name)
    return redirect_to_unit(request, archived)


@require_POST
@member_view(Permission.MANAGE_PEOPLE)
def unit_restore(request: MemberRequest, pk: int) -> HttpResponse:
    """Bring an archived unit back."""
    restored = the_unit(request, pk)
    with refusal_as_message(request):
        actions.restore(unit=restored)
    return redirect_to_unit(request, restored)


@require_http_methods(["GET", "POST"])
@member_view(Permission.MANAGE_PEOPLE)
def unit_move(request: MemberRequest, pk: int) -> HttpResponse:
    """Move a unit with all below it."""
    if request.method == "POST":
        actions.lock_tree(request.member.organization_id)
    unit = the_unit(request, pk)
    initial = {"parent": unit.parent_id}
    form = MoveForm(request.POST if request.method == "POST" else None, unit=unit, initial=initial)
    if form.is_valid():
        with refusal_on_form(form):
            actions.move(unit=unit, parent=form.cleaned_data["parent"])
            messages.info(request, _("%s is moved.") % unit.name)
            return redirect_to_unit(request, unit)
    context = {"form": form, "unit": unit}
    return render(request, "orgs/units/unit_move.html", context, status=form.status)


@require_http_methods(["GET", "POST"])
@member_view(Permission.MANAGE_PEOPLE)
def unit_merge(request: MemberRequest, pk: int) -> HttpResponse:
    """Choose the unit that takes this one in, read what will happen, then merge."""
    unit = the_unit(request, pk)
    sent = request.POST or request.GET
    form = MergeForm(sent if "into" in sent else None, unit=unit)
    into = form.cleaned_data["into"] if form.is_valid() else None
    if request.method == "POST" and into:
        with refusal_on_form(form):
            actions.merge(unit=unit, into=into, at=timezone.now())
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
    return render(request, "orgs/units/unit_merge.html", context)


def managed_units(request: MemberRequest) -> Any:
    """Return the units that the member manages."""
    return Unit.objects.permitted(request.member, Permission.MANAGE_PEOPLE)


def the_unit(request: MemberRequest, pk: int, *, is_locked: bool = False) -> Unit:
    """Return the unit; raise Http404 unless the member manages it."""
    units = managed_units(request)
    unit: Unit = get_object_or_404(locked(request, units) if is_locked else units, pk=pk)
    unit.organization = request.member.organization
    return unit


def redirect_to_unit(request: MemberRequest, unit: Unit) -> HttpResponse:
    """Return the way to the unit's page."""
    return redirect("orgs:unit", request.member.organization.slug, unit.pk)


def _found(tree: Branches, words: str) -> dict[str, Any]:
    matches = find_units(tree, words)
    shown = matches[:MOST_ROWS]
    return {"found": shown, "found_count": len(matches), "is_cut": len(shown) < len(matches)}


def _open_part(request: MemberRequest, tree: Branches) -> dict[str, Any]:
    open_units = expanded_units(tree, request.GET.get("open"))
    pages = Paginator(visible_rows(tree, open_units), MOST_ROWS)
    open_query = ",".join(map(str, sorted(open_units)))
    return {"page": pages.get_page(request.GET.get("page")), "open_query": open_query}
