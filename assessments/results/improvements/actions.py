"""Improvement actions: what a unit decides to do, and the result that shows it done."""

import hashlib
import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db import IntegrityError, transaction
from django.db.models import F, Q
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from assessments.frameworks.models import FrameworkVersion
from assessments.frameworks.schema import Capability
from assessments.results.models import ActionState, CapabilityResult, ImprovementAction, Result
from orgs.models import Member
from orgs.refusals import NotNowError

THERE_ALREADY = gettext_lazy("There is an open action that says the same already.")


@dataclass(frozen=True)
class Intent:
    """What is to be done, by whom and until when."""

    what: str
    owner: Member | None
    due_on: date | None
    note: str = ""


class SameActionError(NotNowError):
    """The unit has decided on that already, perhaps by a send whose answer got lost."""


class StaleActionError(NotNowError):
    """The action was changed since the page was opened, by somebody or by a result."""


@transaction.atomic
def begin(
    *, result: Result, capability: Capability, level: int, intent: Intent
) -> ImprovementAction:
    """Decide that the result's unit does something to reach the level. Raise SameActionError."""
    action = ImprovementAction(
        organization_id=result.organization_id,
        unit_id=result.unit_id,
        from_result=result,
        capability=capability.key,
        capability_name=capability.name,
        level=level,
        what=intent.what,
        note=intent.note,
        owner=intent.owner,
        due_on=intent.due_on,
    )
    # Earlier versions stored no digest, so what they stored is compared word by word.
    same = ImprovementAction.objects.filter(
        unit=result.unit_id, capability=capability.key, level=level, what=intent.what
    )
    if same.filter(state=ActionState.OPEN).exists():
        raise SameActionError(THERE_ALREADY)
    action.said_digest = _digest(action)
    _save(action)
    return action


@transaction.atomic
def change(
    *, action: ImprovementAction, intent: Intent, state: ActionState, seen_version: int
) -> ImprovementAction:
    """Change what is to be done, by whom, until when, and how far it is.

    What a result showed stays shown while the action stays done. What is sent again is stored once.
    Raises StaleActionError and SameActionError.
    """
    locked_action = ImprovementAction.objects.select_for_update().get(pk=action.pk)
    if locked_action.version != seen_version:
        if (_intent_of(locked_action), locked_action.state) == (intent, state):
            return locked_action
        raise StaleActionError(
            _("This action was changed since you opened the page. What you typed is below.")
        )
    locked_action.version += 1
    locked_action.what, locked_action.note = intent.what, intent.note
    locked_action.owner, locked_action.due_on = intent.owner, intent.due_on
    locked_action.state = state
    if state != ActionState.DONE:
        locked_action.done_by = None
    locked_action.said_digest = _digest(locked_action)
    _save(locked_action)
    return locked_action


def mark_shown(*, result: Result, rows: Iterable[CapabilityResult]) -> int:
    """Mark the unit's open actions done whose level the result shows; return how many.

    What only an earlier revision of the same session showed is open again.
    """
    shown = Q(pk=None)
    for row in rows:
        if row.supported is not None and not row.knows_nothing:
            shown |= Q(capability=row.capability, level__lte=row.supported)
    version = result.framework_version
    # Of any version of the framework: an action outlives the one it was decided under.
    versions = FrameworkVersion.objects.filter(
        key=version.key, organization=version.organization_id
    )
    actions = ImprovementAction.objects.filter(unit=result.unit_id)
    former = Result.objects.filter(session=result.session_id)
    # First opened again, then marked: a revision may take back what the one before showed.
    # Without a digest, since somebody may have decided on the same again meanwhile.
    actions.filter(done_by__in=former).update(
        state=ActionState.OPEN, done_by=None, version=F("version") + 1, said_digest=""
    )
    return actions.filter(
        shown, state=ActionState.OPEN, from_result__framework_version__in=versions
    ).update(state=ActionState.DONE, done_by=result, version=F("version") + 1)


def _save(action: ImprovementAction) -> None:
    try:
        with transaction.atomic():
            action.save()
    except IntegrityError as error:
        raise SameActionError(THERE_ALREADY) from error


def _digest(action: ImprovementAction) -> str:
    said = [action.capability, action.level, action.what]
    return hashlib.sha256(json.dumps(said).encode()).hexdigest()


def _intent_of(action: ImprovementAction) -> Intent:
    return Intent(action.what, action.owner, action.due_on, action.note)
