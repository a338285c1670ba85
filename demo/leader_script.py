"""What the demo's leaders do, as it is written down."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True)
class LeaderScript:
    """What leaders do about a session: their pictures by name, who accepts or returns it.

    A picture is by capability a level; what its author does not know is left out. Comments return
    the session; without any it is accepted. `target` are the levels at which the unit aims by
    itself, for this `reason`.
    """

    pictures: Mapping[str, Mapping[str, int]] = field(default_factory=dict, hash=False)
    reviewer: str = ""
    comments: Mapping[str, str] = field(default_factory=dict, hash=False)
    note: str = ""
    target: Mapping[str, int] = field(default_factory=dict, hash=False)
    reason: str = ""


def parse_leader_script(document: Mapping[str, Any], capabilities: tuple[str, ...]) -> LeaderScript:
    """Return a session's part of the script as it is written down."""
    pictures = {
        name: {
            key: int(level) for key, level in zip(capabilities, levels, strict=True) if level != "?"
        }
        for name, levels in document.get("pictures", {}).items()
    }
    return LeaderScript(**{**document, "pictures": pictures})
