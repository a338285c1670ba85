"""Whether a level that changed between two results stands for a change (method.md 3.5, 8)."""

from enum import StrEnum


class ChangeCause(StrEnum):
    """What lies behind a change of level.

    Backed: a condition changed, and evidence stands behind it. Re-rated: a condition was answered
    otherwise without new evidence. Followed: no condition of the capability changed; what it builds
    on did, or the rules.
    """

    BACKED = "backed"
    RERATED = "rerated"
    FOLLOWED = "followed"


def cause_of_change(*, is_changed: bool, is_evidenced: bool) -> ChangeCause:
    """Return what lies behind a level that changed.

    `is_changed`: one of its conditions did; `is_evidenced`: with evidence that is new.
    """
    if not is_changed:
        return ChangeCause.FOLLOWED
    return ChangeCause.BACKED if is_evidenced else ChangeCause.RERATED
