"""The people of an organization: members, invitations and what each role may do."""

from django.contrib import messages
from django.core.exceptions import BadRequest
from django.core.paginator import Paginator
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from orgs.mail.delivery import failed_mails
from orgs.models import Invitation
from orgs.permissions import Permission, role_sentences, role_table
from orgs.refusals import refusal_as_message, refusal_on_form
from orgs.web.gate import MemberRequest, member_view

from . import actions, queries
from .forms import InvitationsForm, InviteForm, PeopleFilterForm
from .invitation_queries import find_invitations, shown_to

PEOPLE_PAGE = "orgs:people"
PEOPLE_A_PAGE = 50
INVITATIONS_SHOWN = 10
MOST_AT_ONCE = 200


@require_safe
@member_view(Permission.MANAGE_PEOPLE)
def people(request: MemberRequest) -> HttpResponse:
    """Show who is invited and who is a member; the search finds both."""
    form, at = PeopleFilterForm(request.GET), timezone.now()
    asked, organization = form.people_filter(), request.member.organization
    members = queries.find_people(organization, asked)
    shown = Paginator(members, PEOPLE_A_PAGE).get_page(request.GET.get("page"))
    context = {"form": form, "people": shown, "query": query_without_page(request)}
    if shown.number == 1:
        found = find_invitations(organization, asked)
        newest = list(found[: INVITATIONS_SHOWN + 1])
        has_more = len(newest) > INVITATIONS_SHOWN
        context |= {
            "invitations": [
                shown_to(request.member, each, at=at) for each in newest[:INVITATIONS_SHOWN]
            ],
            "invited": found.count() if has_more else len(newest),
            "has_more_invitations": has_more,
            "undelivered": failed_mails(organization, [each.email for each in newest]),
        }
    return render(request, "orgs/people/people.html", context)


@require_safe
@member_view(Permission.MANAGE_PEOPLE)
def invitations(request: MemberRequest) -> HttpResponse:
    """Show all open invitations that fit a search, to send them again or to withdraw them."""
    form, at = PeopleFilterForm(request.GET), timezone.now()
    found = find_invitations(request.member.organization, form.people_filter())
    shown = Paginator(found, PEOPLE_A_PAGE).get_page(request.GET.get("page"))
    rows = [shown_to(request.member, each, at=at) for each in shown]
    context = {
        "form": form,
        "page": shown,
        "invitations": rows,
        "may_change": any(row.may_change for row in rows),
        "query": query_without_page(request),
    }
    return render(request, "orgs/people/invitations.html", context)


@require_POST
@member_view(Permission.MANAGE_PEOPLE)
def invitations_change(request: MemberRequest) -> HttpResponse:
    """Send several open invitations again, or withdraw them: all of them, or none."""
    form, by = InvitationsForm(request.POST), request.member
    back = redirect("orgs:invitations", by.organization.slug)
    if not form.is_valid():
        raise BadRequest(_("Choose on the page of invitations what is to be done."))
    found = find_invitations(by.organization, form.people_filter())
    if not form.cleaned_data["everything"]:
        found = found.filter(pk__in=form.chosen())
    chosen = [each for each in found[: MOST_AT_ONCE + 1] if actions.may_offer(by, each)]
    if not chosen:
        messages.warning(request, _("Tick at least one invitation, or all of them."))
        return back
    if len(chosen) > MOST_AT_ONCE:
        messages.warning(request, _("At most %s invitations at once.") % MOST_AT_ONCE)
        return back
    with refusal_as_message(request):
        if form.cleaned_data["change"] == "resend":
            sent = actions.resend(by=by, invitations=chosen, at=timezone.now())
            messages.info(request, invitations_sentence(len(sent)))
        else:
            gone = actions.revoke(by=by, invitations=chosen)
            messages.info(request, _withdrawn_sentence(len(gone)))
    return back


@require_http_methods(["GET", "POST"])
@member_view(Permission.MANAGE_PEOPLE)
def people_invite(request: MemberRequest) -> HttpResponse:
    """Invite people by email."""
    asked = {"emails": request.GET.get("emails", "")}
    form = InviteForm(request.POST or None, by=request.member, initial=asked)
    if request.method == "POST" and form.is_valid():
        cleaned, at = form.cleaned_data, timezone.now()
        emails, offer, further = cleaned["emails"], cleaned["offer"], cleaned["further"]
        # All or nobody: what is refused leaves no invitation behind.
        with refusal_on_form(form, field="emails"), transaction.atomic():
            for email in emails:
                actions.invite(by=request.member, email=email, offer=offer, at=at, further=further)
            messages.info(request, invitations_sentence(len(emails)))
            return redirect(PEOPLE_PAGE, request.member.organization.slug)
    return render(request, "orgs/people/invite.html", {"form": form, "roles": role_sentences()})


@require_POST
@member_view(Permission.MANAGE_PEOPLE)
def invitation_resend(request: MemberRequest, pk: int) -> HttpResponse:
    """Send an open invitation again, with a new link."""
    invitation = _invitation(request, pk)
    actions.resend(by=request.member, invitations=[invitation], at=timezone.now())
    message = _("%s is sent a new link. The previous one no longer works.")
    messages.info(request, message % invitation.shown_email)
    return redirect(PEOPLE_PAGE, request.member.organization.slug)


@require_POST
@member_view(Permission.MANAGE_PEOPLE)
def invitation_revoke(request: MemberRequest, pk: int) -> HttpResponse:
    """Withdraw an open invitation."""
    invitation = _invitation(request, pk)
    actions.revoke(by=request.member, invitations=[invitation])
    message = _("The invitation of %s is withdrawn; its link no longer works.")
    messages.info(request, message % invitation.shown_email)
    return redirect(PEOPLE_PAGE, request.member.organization.slug)


@require_safe
@member_view(None)
def roles(request: MemberRequest) -> HttpResponse:
    """Explain the roles from the table of permissions itself."""
    rows = role_table()
    marks = zip(*[row.marks for row in rows], strict=True)
    context = {
        "roles": rows,
        "permissions": list(zip([given.label for given in Permission], marks, strict=True)),
        "own": queries.grants_of(request.member),
        "manages": request.member.can(Permission.MANAGE_PEOPLE),
    }
    return render(request, "orgs/people/roles.html", context)


def query_without_page(request: MemberRequest) -> str:
    """Return what the address asks for, to be kept as one turns the page."""
    asked = request.GET.copy()
    asked.pop("page", None)
    return asked.urlencode()


def invitations_sentence(number: int) -> str:
    """Return the sentence for so many invitations."""
    message = ngettext("%s invitation is on its way.", "%s invitations are on their way.", number)
    return message % number


def _withdrawn_sentence(number: int) -> str:
    message = ngettext("%s invitation is withdrawn.", "%s invitations are withdrawn.", number)
    return message % number


def _invitation(request: MemberRequest, pk: int) -> Invitation:
    own = Invitation.objects.filter(organization=request.member.organization)
    return get_object_or_404(own, pk=pk)
