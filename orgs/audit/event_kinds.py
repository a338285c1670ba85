"""What the history tells of: kinds of things and the sentences about them, gathered room by room.

A sentence may name the actor and every column of the event's row, such as %(unit)s.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

from django.conf import settings
from django.db import models
from django.utils.functional import Promise
from django.utils.module_loading import import_string
from django.utils.translation import gettext_lazy as _

from orgs.database.event_tables import event_models, tracked_model
from orgs.models import (
    Branding,
    Export,
    Grant,
    Invitation,
    InvitedGrant,
    Member,
    Organization,
    SignOn,
    SignOnDomain,
    SignOnIdentity,
    SignOnRole,
    Unit,
)

Text = str | Promise


@dataclass(frozen=True)
class EventKind:
    """A kind of thing: its words, how a row of it is named, and which page shows it.

    `page` is an address by name that takes the column `shown_by`. Details are told only where one
    asks for them. `nothing` says what an empty column means in a sentence.
    """

    model: type[models.Model]
    label: Text
    added: Text
    changed: Text
    removed: Text
    names: tuple[str, ...] = ()
    page: str = ""
    shown_by: str = "id"
    is_detail: bool = False
    nothing: Mapping[str, Text] = field(default_factory=dict)

    @property
    def key(self) -> str:
        """The kind in an address."""
        return str(self.model._meta.model_name)

    @property
    def table(self) -> str:
        """The event table."""
        return str(self.event._meta.db_table)

    @property
    def event(self) -> type[models.Model]:
        """The model of the events."""
        return next(event for event in event_models() if tracked_model(event) is self.model)

    def sentence(self, action: str) -> str:
        """Return the sentence for an event's label."""
        return str({"insert": self.added, "delete": self.removed}.get(action, self.changed))


def kinds() -> dict[str, EventKind]:
    """Return all kinds by key, in the settings' order."""
    rows = [kind for path in settings.HISTORY for kind in import_string(path)]
    return {kind.key: kind for kind in rows}


WHOLE = {"unit": _("the whole organization")}
KINDS = (
    EventKind(
        model=Organization,
        label=_("Organization"),
        added=_("%(actor)s created %(name)s"),
        changed=_("%(actor)s changed the organization %(name)s; its amounts are in %(currency)s"),
        removed=_("%(actor)s deleted the organization %(name)s"),
        names=("name",),
    ),
    EventKind(
        model=Branding,
        label=_("Look of reports"),
        added=_("%(actor)s chose how reports look"),
        changed=_("%(actor)s changed how reports look"),
        removed=_("%(actor)s deleted how reports look"),
    ),
    EventKind(
        model=Unit,
        label=_("Unit"),
        added=_("%(actor)s added the unit %(name)s"),
        changed=_("%(actor)s changed the unit %(name)s"),
        removed=_("%(actor)s deleted the unit %(name)s"),
        names=("name",),
    ),
    EventKind(
        model=Member,
        label=_("Member"),
        added=_("%(actor)s made %(user)s a member"),
        changed=_("%(actor)s changed the membership of %(user)s"),
        removed=_("%(actor)s ended the membership of %(user)s"),
        names=("user__name",),
    ),
    EventKind(
        model=Grant,
        label=_("Role"),
        added=_("%(actor)s gave %(member)s the role %(role)s on %(unit)s"),
        changed=_("%(actor)s changed the role of %(member)s to %(role)s on %(unit)s"),
        removed=_("%(actor)s took the role %(role)s on %(unit)s from %(member)s"),
        nothing=WHOLE,
    ),
    EventKind(
        model=Invitation,
        label=_("Invitation"),
        added=_("%(actor)s invited %(email)s"),
        changed=_("%(actor)s changed the invitation of %(email)s"),
        removed=_("%(actor)s removed the invitation of %(email)s"),
    ),
    EventKind(
        model=InvitedGrant,
        label=_("Offered role"),
        added=_("%(actor)s offered the role %(role)s on %(unit)s in an invitation"),
        changed=_("%(actor)s changed the role offered in an invitation to %(role)s on %(unit)s"),
        removed=_("%(actor)s withdrew the offer of the role %(role)s on %(unit)s"),
        nothing=WHOLE,
        is_detail=True,
    ),
    EventKind(
        model=Export,
        label=_("Export of everything"),
        added=_("%(actor)s ordered an archive of everything"),
        changed=_("%(actor)s changed an archive of everything (%(state)s)"),
        removed=_("%(actor)s deleted an archive of everything"),
    ),
    EventKind(
        model=SignOn,
        label=_("Sign-on"),
        added=_("%(actor)s set up the sign-on by %(issuer)s"),
        changed=_("%(actor)s changed the sign-on by %(issuer)s"),
        removed=_("%(actor)s removed the sign-on by %(issuer)s"),
    ),
    EventKind(
        model=SignOnRole,
        label=_("Role by sign-on"),
        added=_("%(actor)s let %(value)s give the role %(role)s on %(unit)s at sign-on"),
        changed=_("%(actor)s let %(value)s give the role %(role)s on %(unit)s at sign-on"),
        removed=_("%(actor)s let %(value)s no longer give the role %(role)s on %(unit)s"),
        nothing=WHOLE,
    ),
    EventKind(
        model=SignOnIdentity,
        label=_("Linked sign-on"),
        added=_("%(actor)s linked a sign-on to the account of %(member)s"),
        changed=_("%(actor)s changed the linked sign-on of %(member)s"),
        removed=_("%(actor)s unlinked a sign-on of %(member)s"),
    ),
    EventKind(
        model=SignOnDomain,
        label=_("Sign-on domain"),
        added=_("%(actor)s gave the domain %(domain)s to the organization"),
        changed=_("%(actor)s changed the domain %(domain)s"),
        removed=_("%(actor)s took the domain %(domain)s from the organization"),
    ),
)
