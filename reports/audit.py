"""What the history tells of reports."""

from django.utils.translation import gettext_lazy as _

from orgs.audit.event_kinds import EventKind

from .models import Report

KINDS = (
    EventKind(
        model=Report,
        label=_("Report"),
        added=_("%(actor)s ordered the report %(title)s"),
        changed=_("%(actor)s changed the report %(title)s (%(state)s)"),
        removed=_("%(actor)s deleted the report %(title)s"),
        page="reports:report",
    ),
)
