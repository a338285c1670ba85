"""Who may do what: one table of roles and permissions. The next change of policy is one row."""

from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType

from django.db import models
from django.utils.translation import gettext_lazy as _


class Role(models.TextChoices):
    """What a grant gives: owner and admin in the organization, the others in a unit's subtree."""

    OWNER = "owner", _("Owner")
    ADMIN = "admin", _("Administrator")
    LEADER = "leader", _("Leader")
    FACILITATOR = "facilitator", _("Facilitator")
    CONTRIBUTOR = "contributor", _("Contributor")
    VIEWER = "viewer", _("Viewer")


class Permission(StrEnum):
    """One thing that a role may or may not do."""

    VIEW_FRAMEWORK = "view_framework"
    VOTE = "vote"
    RUN_SESSION = "run_session"
    SEE_RESULTS = "see_results"
    REVIEW = "review"
    COMPARE = "compare"
    PLAN = "plan"
    MANAGE_REPORTS = "manage_reports"
    MANAGE_ROUNDS = "manage_rounds"
    MANAGE_PEOPLE = "manage_people"
    SEE_HISTORY = "see_history"
    MANAGE_ORGANIZATION = "manage_organization"

    @property
    def label(self) -> str:
        """The permission in a reader's words, as the end of "you may not …"."""
        return str(_LABELS[self])


_LABELS = {
    Permission.VIEW_FRAMEWORK: _("read the framework"),
    Permission.VOTE: _("answer assessments"),
    Permission.RUN_SESSION: _("run a session"),
    Permission.SEE_RESULTS: _("see results"),
    Permission.REVIEW: _("accept results or return them"),
    Permission.COMPARE: _("compare units"),
    Permission.PLAN: _("plan"),
    Permission.MANAGE_REPORTS: _("cancel or repeat reports that others ordered"),
    Permission.MANAGE_ROUNDS: _("manage rounds"),
    Permission.MANAGE_PEOPLE: _("manage units and people"),
    Permission.SEE_HISTORY: _("see the history"),
    Permission.MANAGE_ORGANIZATION: _("manage the organization"),
}

ORGANIZATION_ROLES = frozenset({Role.OWNER, Role.ADMIN})

_EVERYBODY = frozenset({Permission.VIEW_FRAMEWORK, Permission.SEE_RESULTS})
_ADMIN = _EVERYBODY | {
    Permission.RUN_SESSION,
    Permission.REVIEW,
    Permission.COMPARE,
    Permission.PLAN,
    Permission.MANAGE_REPORTS,
    Permission.MANAGE_ROUNDS,
    Permission.MANAGE_PEOPLE,
    Permission.SEE_HISTORY,
}

PERMISSIONS = MappingProxyType(
    {
        Role.OWNER: _ADMIN | {Permission.MANAGE_ORGANIZATION},
        Role.ADMIN: _ADMIN,
        Role.LEADER: _EVERYBODY
        | {
            Permission.VOTE,
            Permission.REVIEW,
            Permission.COMPARE,
            Permission.PLAN,
            Permission.MANAGE_REPORTS,
        },
        Role.FACILITATOR: _EVERYBODY
        | {Permission.VOTE, Permission.RUN_SESSION, Permission.MANAGE_REPORTS},
        Role.CONTRIBUTOR: _EVERYBODY | {Permission.VOTE},
        Role.VIEWER: _EVERYBODY | {Permission.COMPARE},
    }
)


# Who gives and takes a role, and who may change somebody who holds it: those with this permission.
GIVEN_WITH = MappingProxyType(
    {
        Role.OWNER: Permission.MANAGE_ORGANIZATION,
        Role.ADMIN: Permission.MANAGE_PEOPLE,
        Role.LEADER: Permission.MANAGE_PEOPLE,
        Role.FACILITATOR: Permission.MANAGE_PEOPLE,
        Role.CONTRIBUTOR: Permission.MANAGE_PEOPLE,
        Role.VIEWER: Permission.MANAGE_PEOPLE,
    }
)


def givers_of(permission: Permission) -> frozenset[Role]:
    """Return the roles of those who can give somebody the permission."""
    needed = {GIVEN_WITH[role] for role in roles_with(permission)}
    return frozenset(role for role, given in PERMISSIONS.items() if needed & given)


@dataclass(frozen=True)
class RoleInWords:
    """A role as the page of roles explains it; `marks` has an entry for each permission."""

    label: str
    reach: str
    given_by: list[str]
    marks: list[bool]


def role_table() -> list[RoleInWords]:
    """Return the table of roles in the reader's words, in the order of `Permission`."""
    return [
        RoleInWords(
            label=str(role.label),
            reach=str(_("the whole organization"))
            if role in ORGANIZATION_ROLES
            else str(_("a unit and all below it")),
            given_by=[str(giver.label) for giver in Role if GIVEN_WITH[role] in PERMISSIONS[giver]],
            marks=[permission in PERMISSIONS[role] for permission in Permission],
        )
        for role in Role
    ]


def role_sentences() -> list[tuple[str, list[str]]]:
    """Return each role with what it may do, as a reader sees them."""
    return [
        (str(role.label), [given.label for given in Permission if given in PERMISSIONS[role]])
        for role in Role
    ]


def roles_with(permission: Permission) -> frozenset[Role]:
    """Return the roles that give the permission."""
    return frozenset(role for role, given in PERMISSIONS.items() if permission in given)
