"""What owners decide about their organization's sign-on, and what the operator decides."""

from datetime import datetime

from django.core.validators import validate_domain_name
from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from orgs.accounts import encryption
from orgs.database import tenancy
from orgs.models import Organization, SignOn, SignOnDomain, SignOnIdentity, SignOnRole
from orgs.names.email_addresses import canonical_domain
from orgs.people.actions import GrantOffer
from orgs.refusals import NotNowError


class SecretMissingError(NotNowError):
    """A provider at another address gets no secret that was meant for the former one."""

    field = "secret"


class RoleThereError(NotNowError):
    """The value gives that role already."""

    field = "value"


class DomainTakenError(NotNowError):
    """The domain is another organization's, or nobody's."""


@transaction.atomic
def configure(
    *,
    organization: Organization,
    issuer: str,
    client_id: str,
    secret: str,
    role_claim: str,
    at: datetime,
) -> SignOn:
    """Return the organization's sign-on as it is now; an empty secret keeps the former one.

    Raises SecretMissingError where there is none, or it was meant for another provider.
    """
    former = SignOn.objects.select_for_update().filter(organization=organization).first()
    kept = former if former and former.issuer == issuer else None
    if not secret and not (kept and kept.is_complete):
        raise SecretMissingError(_("Enter the client secret of this provider."))
    changed = {"issuer": issuer, "client_id": client_id, "role_claim": role_claim}
    if secret:
        changed |= {"sealed_secret": encryption.encrypt(secret), "secret_set_at": at}  # type: ignore[dict-item]
    sign_on, _created = SignOn.objects.update_or_create(organization=organization, defaults=changed)
    # Nobody is known at the new provider yet: to require it would lock everybody out.
    if former and not kept:
        require_sign_on(organization=organization, required=False)
    return sign_on


@transaction.atomic
def remove(*, organization: Organization) -> None:
    """Forget the provider, what its claims give and who came by it; roles that were given stay."""
    SignOnIdentity.objects.filter(organization=organization).delete()
    SignOnRole.objects.filter(organization=organization).delete()
    SignOn.objects.filter(organization=organization).delete()
    require_sign_on(organization=organization, required=False)


def require_sign_on(*, organization: Organization, required: bool) -> None:
    """Open the organization's pages only to sessions that its sign-on opened, or to all again."""
    Organization.objects.filter(pk=organization.pk).update(requires_sign_on=required)


def map_value(*, organization: Organization, value: str, offer: GrantOffer) -> SignOnRole:
    """Return the new row by which a claim's value gives a role; raise RoleThereError."""
    try:
        with transaction.atomic():
            return SignOnRole.objects.create(
                organization=organization, value=value, role=offer.role, unit=offer.unit
            )
    except IntegrityError as error:
        raise RoleThereError(_("%s gives that role already.") % value) from error


def set_domain(*, domain: str, organization_id: int) -> SignOnDomain:
    """Give the email domain to the organization; raise ValidationError or DomainTakenError.

    For the installation's operator only: whoever has a domain may make accounts within it.
    """
    domain = normalize_domain(domain)
    validate_domain_name(domain)
    try:
        with tenancy.scope(organization=organization_id):
            row, _created = SignOnDomain.objects.get_or_create(
                organization_id=organization_id, domain=domain
            )
            return row
    except IntegrityError as error:
        raise DomainTakenError(
            _("%s belongs to another organization. Remove it there first.") % domain
        ) from error


def remove_domain(*, domain: str) -> None:
    """Take the domain from the organization that has it; raise DomainTakenError if none has."""
    with tenancy.scope(operator="on"):
        row = SignOnDomain.objects.filter(domain=normalize_domain(domain)).first()
    if row is None:
        raise DomainTakenError(_("%s belongs to no organization.") % normalize_domain(domain))
    with tenancy.scope(organization=row.organization_id):
        row.delete()


def normalize_domain(domain: str) -> str:
    """Return the domain as it is stored."""
    return canonical_domain(domain).strip(".@")


@transaction.atomic
def reencrypt_client_secret(organization_id: int) -> int:
    """Seal the organization's client secret with the present key; return how many there were.

    Raises cryptography's InvalidToken where neither the present nor a former key opens it.
    """
    with tenancy.scope(organization=organization_id):
        rows = SignOn.objects.select_for_update().exclude(sealed_secret="")
        for row in rows:
            resealed = encryption.reencrypt(row.sealed_secret)
            SignOn.objects.filter(pk=row.pk).update(sealed_secret=resealed)
        return len(rows)
