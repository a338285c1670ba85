"""What the history tells of frameworks."""

from django.utils.translation import gettext_lazy as _

from orgs.audit.event_kinds import EventKind

from .models import FrameworkVersion

KINDS = (
    EventKind(
        model=FrameworkVersion,
        label=_("Framework version"),
        added=_("%(actor)s added version %(version)s of the framework %(name)s"),
        changed=_("%(actor)s changed version %(version)s of the framework %(name)s"),
        removed=_("%(actor)s deleted version %(version)s of the framework %(name)s"),
        names=("name", "version"),
        page="frameworks:framework",
    ),
)
