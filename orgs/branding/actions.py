"""Choosing how an organization's reports look."""

import hashlib

from django.db import transaction

from orgs.models import Branding, Organization
from orgs.web.pictures import Picture


@transaction.atomic
def choose(
    *,
    organization: Organization,
    accent: str,
    paper_size: str,
    logo: Picture | None = None,
    without_logo: bool = False,
) -> Branding:
    """Store the look of reports; without a new logo the present one stays, unless it is to go."""
    row, _created = Branding.objects.select_for_update().get_or_create(organization=organization)
    row.accent, row.paper_size = accent, paper_size
    if logo:
        row.logo, row.logo_digest = logo.content, hashlib.sha256(logo.content).hexdigest()
    elif without_logo:
        row.logo, row.logo_digest = None, ""
    row.save()
    return row
