"""Who: people, organizations, their units, and what a grant lets a person do where."""

from .branding import Branding, PaperSize
from .exports import LONGEST_FAILURE, UNFINISHED, Export, ExportQuerySet, ExportState
from .invitations import Invitation, InvitedGrant
from .mails import Mail
from .members import Grant, Holding, Member, MemberQuerySet
from .organization import Organization
from .shared_values import SharedValue
from .sign_on import (
    LONGEST_ADDRESS,
    LONGEST_SUBJECT,
    LONGEST_VALUE,
    SignOn,
    SignOnDomain,
    SignOnIdentity,
    SignOnRole,
)
from .units import IN_ORDER, Unit, UnitQuerySet
from .users import User, UserManager

__all__ = [
    "IN_ORDER",
    "LONGEST_ADDRESS",
    "LONGEST_FAILURE",
    "LONGEST_SUBJECT",
    "LONGEST_VALUE",
    "UNFINISHED",
    "Branding",
    "Export",
    "ExportQuerySet",
    "ExportState",
    "Grant",
    "Holding",
    "Invitation",
    "InvitedGrant",
    "Mail",
    "Member",
    "MemberQuerySet",
    "Organization",
    "PaperSize",
    "SharedValue",
    "SignOn",
    "SignOnDomain",
    "SignOnIdentity",
    "SignOnRole",
    "Unit",
    "UnitQuerySet",
    "User",
    "UserManager",
]
