"""What the orgs room archives. Invitations belong to an installation's key and mails to nobody.

An archive holds no archives, but their files end with the organization. Who somebody is at a
provider, and which domain is whose, is for the other installation to find out; a client secret
never leaves.
"""

from django.db.models import Q

from orgs.archive.export import ArchiveTable

from .models import Branding, Export, Grant, Member, SignOn, SignOnRole, Unit

SECRETS = frozenset({"sealed_secret", "secret_set_at"})
TABLES = (
    ArchiveTable(Branding),
    ArchiveTable(Unit),
    ArchiveTable(Member),
    ArchiveTable(Grant),
    ArchiveTable(Export, which=Q(pk=None), file="file"),
    ArchiveTable(SignOn, never=SECRETS),
    ArchiveTable(SignOnRole),
)
