"""What the history tells of plans."""

from django.utils.translation import gettext_lazy as _

from orgs.audit.event_kinds import EventKind

from .models import (
    DeploymentPlace,
    EffortBatch,
    EffortMapping,
    EffortRecord,
    ParallelStack,
    Plan,
    Project,
    RunningAgent,
    Scenario,
    UseCase,
)

KINDS = (
    EventKind(
        model=Project,
        label=_("AI project"),
        added=_("%(actor)s added the AI project %(name)s of %(unit)s"),
        changed=_("%(actor)s changed the AI project %(name)s of %(unit)s"),
        removed=_("%(actor)s deleted the AI project %(name)s of %(unit)s"),
        names=("name",),
        page="planning:project",
    ),
    EventKind(
        model=DeploymentPlace,
        label=_("Deployment place"),
        added=_("%(actor)s added the deployment place %(name)s"),
        changed=_("%(actor)s changed the deployment place %(name)s"),
        removed=_("%(actor)s deleted the deployment place %(name)s"),
        names=("name",),
    ),
    EventKind(
        model=ParallelStack,
        label=_("Parallel stack"),
        added=_("%(actor)s listed the parallel stack %(name)s of %(unit)s"),
        changed=_("%(actor)s changed the parallel stack %(name)s of %(unit)s"),
        removed=_("%(actor)s struck the parallel stack %(name)s of %(unit)s"),
        names=("name",),
    ),
    EventKind(
        model=RunningAgent,
        label=_("Running agent"),
        added=_("%(actor)s listed the agent %(name)s of %(unit)s"),
        changed=_("%(actor)s changed the agent %(name)s of %(unit)s"),
        removed=_("%(actor)s struck the agent %(name)s of %(unit)s"),
        names=("name",),
    ),
    EventKind(
        model=EffortBatch,
        label=_("Import of effort"),
        added=_("%(actor)s uploaded the time sheet %(file_name)s"),
        changed=_("%(actor)s took the time sheet %(file_name)s further: %(state)s"),
        removed=_("%(actor)s gave up the time sheet %(file_name)s"),
        names=("file_name",),
    ),
    EventKind(
        model=EffortMapping,
        label=_("Column mapping"),
        added=_("%(actor)s kept the column mapping %(name)s"),
        changed=_("%(actor)s changed the column mapping %(name)s"),
        removed=_("%(actor)s deleted the column mapping %(name)s"),
        names=("name",),
    ),
    EventKind(
        model=EffortRecord,
        label=_("Effort"),
        added=_("%(actor)s recorded %(days)s days of %(kind)s on %(project)s"),
        changed=_("%(actor)s changed the effort on %(project)s to %(days)s days of %(kind)s"),
        removed=_("%(actor)s deleted %(days)s days of %(kind)s on %(project)s"),
        is_detail=True,
    ),
    EventKind(
        model=UseCase,
        label=_("Use case"),
        added=_("%(actor)s added the use case %(name)s to %(unit)s"),
        changed=_("%(actor)s changed the use case %(name)s of %(unit)s"),
        removed=_("%(actor)s deleted the use case %(name)s of %(unit)s"),
        names=("name", "unit__name"),
        page="planning:use_cases",
        shown_by="unit_id",
    ),
    EventKind(
        model=Plan,
        label=_("Plan"),
        added=_("%(actor)s began the plan of %(unit)s"),
        changed=_("%(actor)s changed the plan of %(unit)s"),
        removed=_("%(actor)s deleted the plan of %(unit)s"),
        names=("unit__name",),
        page="planning:order",
        shown_by="unit_id",
    ),
    EventKind(
        model=Scenario,
        label=_("Scenario"),
        added=_("%(actor)s saved the scenario %(name)s of %(unit)s"),
        changed=_("%(actor)s changed the scenario %(name)s of %(unit)s"),
        removed=_("%(actor)s deleted the scenario %(name)s of %(unit)s"),
        names=("name", "unit__name"),
        page="planning:trajectories",
        shown_by="unit_id",
    ),
)
