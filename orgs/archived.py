"""What the orgs room archives. Invitations belong to an installation's key and mails to nobody.

An archive holds no archives, but their files end with the organization. Who somebody is at a
provider, and which domain is whose, is for the other installation to find out; a client secret
never leaves.
"""

from django.db.models import Q

from orgs.archive import Archived
from orgs.exporting.models import Export
from orgs.models import Grant, Member, Unit
from orgs.sign_on.models import SignOn, SignOnRole

SECRETS = frozenset({"sealed_secret", "secret_set_at"})
TABLES = (
    Archived(Unit),
    Archived(Member),
    Archived(Grant),
    Archived(Export, which=Q(pk=None), file="file"),
    Archived(SignOn, never=SECRETS),
    Archived(SignOnRole),
)
