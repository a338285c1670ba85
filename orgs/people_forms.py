"""Forms about people: the grant that somebody gets."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from orgs.actions.people import GrantOffer
from orgs.forms import UnitField, choosable_units
from orgs.models import Member, Unit
from orgs.permissions import ORGANIZATION_ROLES, Role


class GrantForm(forms.Form):
    """One grant: a role and, unless it holds for the organization, a unit."""

    role = forms.ChoiceField(label=gettext_lazy("Role"), choices=Role.choices)
    unit = UnitField(
        label=gettext_lazy("Unit"),
        empty_label=gettext_lazy("no unit (owners and administrators)"),
    )

    def __init__(self, *args: Any, by: Member, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["unit"].queryset = choosable_units(by.organization)  # type: ignore[attr-defined]
        self.fields["role"].choices = roles_given_by(by)  # type: ignore[attr-defined]
        self.initial.setdefault("role", Role.CONTRIBUTOR)

    def clean(self) -> dict[str, Any]:
        """Return the grant as `offer`; refuse a role that does not fit the unit."""
        cleaned = super().clean() or {}
        if "role" not in cleaned or "unit" not in cleaned:
            return cleaned
        role, unit = Role(cleaned["role"]), cleaned["unit"]
        if misfit := misfit_of(role, unit):
            self.add_error("unit", misfit)
        cleaned["offer"] = GrantOffer(role=role, unit=unit)
        return cleaned


def roles_given_by(by: Member) -> list[tuple[str, str]]:
    """Return the choices of roles that the member may give."""
    return [(role.value, str(role.label)) for role in Role if by.can_give(role)]


def misfit_of(role: Role, unit: Unit | None) -> str:
    """Return why the role does not go with the unit; empty where it does."""
    if role in ORGANIZATION_ROLES and unit:
        return _("This role holds for the whole organization: choose no unit.")
    if role not in ORGANIZATION_ROLES and not unit:
        return _("Choose the unit on which the role holds.")
    return ""
