"""What the history tells of results."""

from django.utils.translation import gettext_lazy as _

from orgs.audit.event_kinds import EventKind

from .models import CapabilityResult, ImprovementAction, Result

KINDS = (
    EventKind(
        model=Result,
        label=_("Result"),
        added=_("%(actor)s submitted %(unit)s in %(round)s, revision %(revision)s"),
        changed=_("%(actor)s changed revision %(revision)s of %(unit)s in %(round)s"),
        removed=_("%(actor)s deleted revision %(revision)s of %(unit)s in %(round)s"),
        names=("unit__name", "round__name"),
        page="results:result",
    ),
    EventKind(
        model=CapabilityResult,
        label=_("Capability of a result"),
        added=_("%(actor)s froze %(capability)s in the result of %(result)s"),
        changed=_("%(actor)s changed %(capability)s in the result of %(result)s"),
        removed=_("%(actor)s deleted %(capability)s in the result of %(result)s"),
        page="results:result",
        shown_by="result_id",
        is_detail=True,
    ),
    EventKind(
        model=ImprovementAction,
        label=_("Improvement action"),
        added=_("%(actor)s decided on an action of %(unit)s: %(capability_name)s to %(level)s"),
        changed=_("%(actor)s changed an action of %(unit)s: %(capability_name)s to %(level)s"),
        removed=_("%(actor)s deleted an action of %(unit)s: %(capability_name)s to %(level)s"),
        names=("capability_name", "unit__name"),
        page="results:improvement",
    ),
)
