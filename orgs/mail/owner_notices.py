"""Mails that tell all owners of an organization what happens to everything in it."""

from django.conf import settings
from django.urls import reverse

from orgs.models import Member, Organization

from . import outbox


def owner_addresses(organization_id: int) -> list[str]:
    """Return the owners' addresses, in the organization's open scope."""
    owners = Member.objects.filter(organization=organization_id).owners()
    return list(owners.order_by("pk").values_list("user__email", flat=True))


def mail_deletion_ordered(*, organization: Organization, by: Member) -> None:
    """Tell that the organization will be deleted, when, and where to keep it."""
    _to_owners("mails/deletion_ordered", organization, page="orgs:deletion", by=by)


def mail_deletion_withdrawn(*, organization: Organization, by: Member) -> None:
    """Tell that the organization stays."""
    _to_owners("mails/deletion_withdrawn", organization, page="orgs:my_work", by=by)


def mail_archive_ready(*, organization: Organization) -> None:
    """Tell that an archive of everything can be fetched."""
    _to_owners("mails/archive_ready", organization, page="orgs:exports")


def mail_deletion_done(*, name: str, to: list[str]) -> None:
    """Tell those who owned it that nothing of the organization is left."""
    for address in to:
        outbox.write("mails/deletion_done", address, {"name": name})


def _to_owners(template: str, organization: Organization, *, page: str, **extra: object) -> None:
    link = settings.PUBLIC_URL + reverse(page, args=[organization.slug])
    context = {"name": organization.name, "organization": organization, "link": link, **extra}
    for address in owner_addresses(organization.pk):
        outbox.write(template, address, context, organization=organization)
