"""Erasing a person from an organization."""

from datetime import datetime
from uuid import uuid4

from allauth.account.models import EmailAddress
from django.conf import settings
from django.db import transaction
from django.utils.module_loading import import_string
from django.utils.translation import gettext as _

from orgs.database import tenancy
from orgs.database.event_tables import event_models, tracked_model
from orgs.models import Grant, Invitation, Mail, Member, SignOnIdentity, User
from orgs.names.email_addresses import spellings

from . import membership_actions

NOWHERE = "former.invalid"  # a domain that can never receive mail


@transaction.atomic
def erase_member(*, member: Member, at: datetime) -> None:
    """Take a person out of the organization; what they answered stays, by a former member.

    Each room deletes what nobody but the person has seen (the settings' ERASING).

    The person's account ends with their last organization. Raises LastOwnerError.
    """
    membership_actions.queue_up(member)
    membership_actions.keep_an_owner(member)
    person = member.user
    for path in settings.ERASING:
        import_string(path)(member=member)
    Grant.objects.filter(member=member).delete()
    Invitation.objects.filter(email__in=spellings(person.email)).delete()
    with tenancy.scope(erasing="on"):
        # Not the row alone: the history of an invitation has the address too.
        invited = next(row for row in event_models() if tracked_model(row) is Invitation)
        invited.objects.filter(email__in=spellings(person.email)).delete()
    _forget_identities(member)
    former = User.objects.create_user(email=f"{uuid4()}@{NOWHERE}", name=str(_("Former member")))
    User.objects.filter(pk=former.pk).update(is_active=False)
    Member.objects.filter(pk=member.pk).update(user=former, deactivated_at=at)
    _end_account_without_organization(person)


def _forget_identities(member: Member) -> None:
    """Remove who the person is at a provider, from the history too."""
    SignOnIdentity.objects.filter(member=member).delete()
    with tenancy.scope(erasing="on"):
        past = next(row for row in event_models() if tracked_model(row) is SignOnIdentity)
        past.objects.filter(member_id=member.pk).delete()


def _end_account_without_organization(person: User) -> None:
    # As the person and in no organization: only so are memberships elsewhere visible.
    with tenancy.scope(person=person.pk, organization=""):
        if Member.objects.filter(user=person).exists():
            return
    with tenancy.scope(mailer="on"):
        Mail.objects.filter(recipient__in=spellings(person.email)).delete()
    EmailAddress.objects.filter(user=person).delete()
    person.delete()
