"""What the orgs room archives. Invitations belong to an installation's key and mails to nobody.

An archive holds no archives, but their files end with the organization.
"""

from django.db.models import Q

from orgs.archive import Archived
from orgs.exporting.models import Export
from orgs.models import Grant, Member, Unit

TABLES = (
    Archived(Unit),
    Archived(Member),
    Archived(Grant),
    Archived(Export, which=Q(pk=None), file="file"),
)
