"""How many mails an organization may send within an hour, and how many one address may get."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import timedelta

from django.conf import settings
from django.db.models import Count, Q, QuerySet
from django.db.models.functions import Now
from django.utils.translation import gettext as _

from orgs.database import tenancy
from orgs.models import Mail, Organization
from orgs.names.email_addresses import canonical_address
from orgs.refusals import NotNowError

SPAN = timedelta(hours=1)


class TooManyMailsError(NotNowError):
    """The organization sends no more within the hour, or an address gets no more."""

    field = "emails"


@dataclass(frozen=True)
class MailUse:
    """How many mails of an organization were posted within the hour, and how many may be."""

    posted: int
    allowed: int

    @property
    def left(self) -> int:
        """How many more may be posted now."""
        return max(self.allowed - self.posted, 0)


def mail_use(organization: Organization) -> MailUse:
    """Return what the organization has posted, in its open scope."""
    return MailUse(_recent().filter(organization=organization).count(), settings.MAILS_AN_HOUR)


def refuse_too_many(organization: Organization, addresses: Collection[str]) -> None:
    """Raise TooManyMailsError where a mail to each of the addresses were too many.

    What one address gets is counted across organizations, since one of them could follow another.
    """
    with tenancy.scope(mailer="on"):
        ours = Count("pk", filter=Q(organization=organization))
        posted = _recent().aggregate(ours=ours)["ours"]
        full = _full(addresses)
    if full:
        raise TooManyMailsError(
            _("%s has received as many emails as one address may get in an hour. Try again later.")
            % full
        )
    use = MailUse(posted, settings.MAILS_AN_HOUR)
    if use.left < len(addresses):
        raise TooManyMailsError(
            _("%(organization)s may send %(left)s more emails this hour, of %(allowed)s.")
            % {"organization": organization.name, "left": use.left, "allowed": use.allowed}
        )


def is_full(address: str) -> bool:
    """Return whether the address gets no more mails within this hour."""
    with tenancy.scope(mailer="on"):
        return bool(_full([address]))


def _full(addresses: Collection[str]) -> str:
    """Return one of the addresses that get no more; empty where none is."""
    counted = _recent().filter(recipient__in=[canonical_address(address) for address in addresses])
    numbers = counted.values("recipient").annotate(number=Count("pk"))
    full = numbers.filter(number__gte=settings.MAILS_AN_HOUR_TO_ONE).order_by("recipient")
    return str(full.values_list("recipient", flat=True).first() or "")


def _recent() -> QuerySet[Mail]:
    return Mail.objects.filter(queued_at__gt=Now() - SPAN)
