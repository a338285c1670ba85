"""The words for steps of a plan."""

from collections.abc import Sequence

from django.utils.translation import gettext as _

from .level_closure import CapabilityStep


def true_already_text(waits: Sequence[CapabilityStep]) -> str:
    """Return what a step that is true already waits for; empty where it waits for nothing."""
    if not waits:
        return ""
    levels = ", ".join(f"{step.capability} {step.level}" for step in waits)
    return _("true already, waits for %s") % levels
