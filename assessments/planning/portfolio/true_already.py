"""Steps that are true already: all that they lack is a prerequisite (method.md 5.1)."""

from collections.abc import Mapping, Sequence

from assessments.frameworks.schema import Prerequisite
from assessments.results.scoring.backed_levels import Levels

from .level_closure import CapabilityStep, missing_prerequisites, steps_between

Waiting = Mapping[CapabilityStep, tuple[CapabilityStep, ...]]


def true_already(start: Levels, claimed: Levels, prerequisites: Sequence[Prerequisite]) -> Waiting:
    """Return the claimed steps above the start that lack prerequisites, each with those it lacks.

    One team's claims above its supported levels always lack one. An area's may lack none: there
    the work that is left is what teams have not claimed, so such a step is not among these.
    """
    found = {
        step: missing_prerequisites(step, start, prerequisites)
        for step in steps_between(start, claimed)
    }
    return {step: lacking for step, lacking in found.items() if lacking}
