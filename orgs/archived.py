"""What the orgs room archives. Invitations belong to an installation's key and mails to nobody."""

from orgs.archive import Archived
from orgs.models import Grant, Member, Unit

TABLES = (Archived(Unit), Archived(Member), Archived(Grant))
