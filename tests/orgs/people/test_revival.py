"""Who cannot give a role cannot bring it back: every way to a grant, tried by every role."""

import ast
import contextlib
from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta

import pytest
from django.conf import settings
from django.db import transaction
from django.utils import timezone

from orgs.models import Grant, Invitation, Member, SignOnDomain, User
from orgs.people import actions as people
from orgs.people import membership_actions as membership
from orgs.people.actions import GrantOffer
from orgs.permissions import ORGANIZATION_ROLES, Role
from orgs.refusals import NotNowError
from orgs.sign_on import actions as sign_on
from orgs.sign_on.claims import ClaimedIdentity
from tests.cast import NOON, Cast, a_member, a_person
from tests.conftest import OutsideClient

GIVERS = {
    Role.OWNER: "ada",
    Role.ADMIN: "max",
    Role.LEADER: "lin",
    Role.FACILITATOR: "fay",
    Role.CONTRIBUTOR: "tom",
    Role.VIEWER: "vic",
}


@dataclass(frozen=True)
class Attempt:
    """Somebody tries to get a role to Noa, who may have had it before."""

    cast: Cast
    by: Member
    role: Role
    email: str = "noa@example.org"

    @property
    def offer(self) -> GrantOffer:
        return self.offer_of(self.role)

    @property
    def harmless(self) -> GrantOffer:
        """What the giver offers beside: another role, that anybody who gives roles may give."""
        return self.offer_of(Role.VIEWER if self.role != Role.VIEWER else Role.CONTRIBUTOR)

    def offer_of(self, role: Role) -> GrantOffer:
        return GrantOffer(role, None if role in ORGANIZATION_ROLES else self.cast.search)

    def member(self, *, ended: bool = False, holding: bool = True) -> Member:
        """Return Noa as a member, with the role or as a mere viewer."""
        offer = self.offer if holding else self.harmless
        noa = a_member(self.cast.organization, "Noa", offer.role, offer.unit)
        Member.objects.filter(pk=noa.pk).update(deactivated_at=NOON if ended else None)
        return Member.objects.get(pk=noa.pk)

    def invited(self, offer: GrantOffer, *, by: Member | None = None) -> Invitation:
        """Return an invitation to Noa that ended a minute ago."""
        row = people.invite(
            by=by or self.cast.ada, email=self.email, offer=offer, at=timezone.now()
        )
        ended = timezone.now() - timedelta(minutes=1)
        Invitation.objects.filter(pk=row.pk).update(expires_at=ended)
        return Invitation.objects.get(pk=row.pk)

    def accept(self) -> None:
        """Join with the open invitation, as Noa would by the link."""
        user = User.objects.filter(email=self.email).first() or a_person("Noa")
        row = Invitation.objects.filter(accepted_at=None).first()
        if row:
            token = people.invitation_link(row).rstrip("/").rsplit("/")[-1]
            opened = people.invitation_of_token(token=token, at=timezone.now())
            people.join(invitation=opened, user=user, at=timezone.now())


def given(a: Attempt) -> None:
    membership.give_role(by=a.by, member=a.member(holding=False), offer=a.offer)


def reactivated(a: Attempt) -> None:
    membership.reactivate(by=a.by, member=a.member(ended=True))


def handed_over(a: Attempt) -> None:
    noa = a.member(holding=False)
    if a.role == Role.OWNER:
        membership.hand_over(by=a.by, to=noa)
    else:
        membership.give_role(by=a.by, member=noa, offer=a.offer)


def invited(a: Attempt) -> None:
    people.invite(by=a.by, email=a.email, offer=a.offer, at=timezone.now())
    a.accept()


def invited_beside(a: Attempt) -> None:
    people.invite(by=a.by, email=a.email, offer=a.harmless, at=timezone.now(), further=[a.offer])
    a.accept()


def listed(a: Attempt) -> None:
    people.invite_new(by=a.by, offers={a.email: [a.offer]}, at=timezone.now())
    a.accept()


def ended_invitation_renewed(a: Attempt) -> None:
    a.invited(a.offer)
    people.invite(by=a.by, email=a.email, offer=a.harmless, at=timezone.now())
    a.accept()


def ended_invitation_sent_again(a: Attempt) -> None:
    people.resend(by=a.by, invitations=[a.invited(a.offer)], at=timezone.now())
    a.accept()


def former_member_invited(a: Attempt) -> None:
    a.member(ended=True)
    people.invite(by=a.by, email=a.email, offer=a.harmless, at=timezone.now())
    a.accept()


def former_member_listed(a: Attempt) -> None:
    a.member(ended=True)
    people.invite_new(by=a.by, offers={a.email: [a.harmless]}, at=timezone.now())
    a.accept()


def former_members_invitation_sent_again(a: Attempt) -> None:
    a.member(ended=True)
    people.resend(by=a.by, invitations=[a.invited(a.harmless)], at=timezone.now())
    a.accept()


def member_who_ended_after_the_invitation(a: Attempt) -> None:
    """The invitation was sent while Noa was a member, so nothing was asked about bringing back."""
    noa = a.member()
    with contextlib.suppress(people.NotTheirsToOfferError):
        people.invite(by=a.by, email=a.email, offer=a.harmless, at=timezone.now())
    Member.objects.filter(pk=noa.pk).update(deactivated_at=NOON)
    a.accept()


def invited_with_former_powers(a: Attempt) -> None:
    """Whoever invited could give the role then; now they hold what they hold."""
    row = a.invited(a.offer)
    Invitation.objects.filter(pk=row.pk).update(
        invited_by=a.by, expires_at=timezone.now() + timedelta(days=1)
    )
    a.accept()


def came_by_sign_on(a: Attempt) -> None:
    """An invitation that a sign-on accepts in passing."""
    SignOnDomain.objects.create(organization=a.cast.organization, domain="example.org")
    row = a.invited(a.offer)
    Invitation.objects.filter(pk=row.pk).update(
        invited_by=a.by, expires_at=timezone.now() + timedelta(days=1)
    )
    who = ClaimedIdentity("https://id.example", "noa", email=a.email, is_verified=True)
    sign_on.arrive(organization=a.cast.organization, who=who, at=timezone.now())


PATHS = (
    given,
    reactivated,
    handed_over,
    invited,
    invited_beside,
    listed,
    ended_invitation_renewed,
    ended_invitation_sent_again,
    former_member_invited,
    former_member_listed,
    former_members_invitation_sent_again,
    member_who_ended_after_the_invitation,
    invited_with_former_powers,
    came_by_sign_on,
)


def gives(cast: Cast, by: Member, path: Callable[[Attempt], None], role: Role) -> bool:
    """Return whether the path brings the role to somebody; whatever it did is undone."""
    attempt = Attempt(cast, by, role)
    with transaction.atomic():
        with contextlib.suppress(NotNowError):
            path(attempt)
        grants = Grant.objects.filter(member__in=Member.objects.active(), role=role)
        outcome = grants.filter(member__user__email=attempt.email).exists()
        transaction.set_rollback(True)
    return outcome


@pytest.mark.parametrize("path", PATHS, ids=lambda path: path.__name__)
@pytest.mark.parametrize("giver", list(GIVERS))
def test_a_role_reaches_somebody_only_by_those_who_may_give_it(
    cast: Cast, giver: Role, path: Callable[[Attempt], None]
) -> None:
    by = Member.objects.get(pk=getattr(cast, GIVERS[giver]).pk)
    may_give = {role for role in Role if by.can_give(role)}

    assert {role for role in Role if gives(cast, by, path, role)} == may_give


@pytest.mark.parametrize("path", [invited_with_former_powers, came_by_sign_on])
def test_the_invitation_of_somebody_who_left_gives_nothing(
    cast: Cast, path: Callable[[Attempt], None]
) -> None:
    Member.objects.filter(pk=cast.max.pk).update(deactivated_at=NOON)
    attempt = Attempt(cast, Member.objects.get(pk=cast.max.pk), Role.VIEWER)

    with pytest.raises(people.InvitationUnusableError, match="may not give this role any more"):
        path(attempt)


# What makes a grant, or lets somebody use theirs again, and the paths above that go through it.
# Founding, the operator's commands and the demo make organizations of their own.
MAKERS = {
    "orgs.people.actions.give": "called by the others",
    "orgs.people.actions.join": "invited",
    "orgs.people.actions._reactivate": "former_member_invited",
    "orgs.people.membership_actions.give_role": "given",
    "orgs.people.membership_actions.hand_over": "handed_over",
    "orgs.people.membership_actions.reactivate": "reactivated",
    "orgs.sign_on.actions._follow_the_claim": "what owners let a claim give",
    "orgs.organization.actions.found": "an organization of one's own",
}
MAKING = {"create", "get_or_create", "update_or_create", "bulk_create"}


def makes_a_grant(node: ast.AST) -> bool:
    """Return whether the call makes a grant or ends a deactivation."""
    if not isinstance(node, ast.Call):
        return False
    called = ast.unparse(node.func)
    ends = any(
        word.arg == "deactivated_at" and ast.unparse(word.value) == "None" for word in node.keywords
    )
    return (
        called in {"give", "people.give", "actions.give"}
        or called in {f"Grant.objects.{verb}" for verb in MAKING}
        or (called.endswith(".update") and ends)
    )


def test_no_way_to_a_grant_is_left_out() -> None:
    found = set()
    for room in ("orgs", "assessments", "reports", "config"):
        for file in (settings.BASE_DIR / room).rglob("*.py"):
            module = ".".join(file.relative_to(settings.BASE_DIR).with_suffix("").parts)
            for node in ast.walk(ast.parse(file.read_text())):
                if isinstance(node, ast.FunctionDef) and any(map(makes_a_grant, ast.walk(node))):
                    found.add(f"{module}.{node.name}")

    assert found == set(MAKERS)


def test_an_administrator_reads_why_an_owner_is_not_invited_back(
    cast: Cast, client: OutsideClient
) -> None:
    noa = a_member(cast.organization, "Noa", Role.OWNER)
    Member.objects.filter(pk=noa.pk).update(deactivated_at=NOON)
    sent = {"emails": "kit@example.org, noa@example.org", "role": "viewer", "unit": cast.search.pk}

    answer = client.as_member(cast.max).post("/o/northwind/people/invite", sent)

    assert "Noa owned this organization, so only an owner invites them back." in answer.text
    assert not Invitation.objects.exists()
