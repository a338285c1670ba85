"""What a sign-on's claims lack, in words."""

from django.utils.translation import gettext as _

from .claims import MOST_VALUES, ClaimState


def missing_sentence(claim: ClaimState) -> str:
    """Return why the roles may not be what the provider knows; empty where nothing is missing."""
    return {
        ClaimState.WHOLE: "",
        ClaimState.ABSENT: _(
            "Your provider sent no claim with roles or groups. Roles that it gave before stay."
        ),
        ClaimState.TOO_LARGE: _(
            "Your provider left your groups out, because there are too many of them. Roles that "
            "they gave before stay. Whoever runs the provider can send only the groups that are "
            "assigned to this application."
        ),
        ClaimState.CUT: _(
            "Your provider sent more than %s roles or groups; the first ones were read. Roles "
            "that they gave before stay."
        )
        % MOST_VALUES,
    }[claim]
