"""Who: people, organizations, their units, and what a grant lets a person do where."""

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
from .units import Unit, UnitQuerySet
from .users import User, UserManager

__all__ = [
    "LONGEST_ADDRESS",
    "LONGEST_FAILURE",
    "LONGEST_SUBJECT",
    "LONGEST_VALUE",
    "UNFINISHED",
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
