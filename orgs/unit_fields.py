"""The field that chooses a unit: a list where there are few, a search where there are many.

The search is a text field beside the unit's number. Its script (`orgs/units/picker.js`) offers what
the words find and sets the number; without it the words are read when the form is sent, and where
they fit several units those are listed.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django import forms
from django.urls import reverse
from django.utils.datastructures import MultiValueDict
from django.utils.functional import Promise
from django.utils.translation import gettext as _

from orgs.models import Organization, Unit
from orgs.unit_offers import MOST_FOUND, Offer, offered
from orgs.unit_tree import Node

LONGEST_WORDS = 120


@dataclass(frozen=True)
class Asked:
    """What was sent: a unit's number, and the words where there is a search."""

    number: str = ""
    words: str | None = None


class UnitInput(forms.Widget):
    """Shows the list or the search."""

    template_name = "orgs/_unit_input.html"
    offer: Offer
    address: str
    empty_label: str | Promise

    def value_from_datadict(
        self, data: Mapping[str, Any], files: MultiValueDict[str, Any], name: str
    ) -> Asked:
        """Return what was sent for the field."""
        return Asked(str(data.get(name) or ""), data.get(words_name(name)))

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        """Return what the template wants."""
        context = super().get_context(name, None, attrs)
        asked = value if isinstance(value, Asked) else Asked(str(value or ""))
        shown = self._listed(asked) if self.offer.is_short else self._searched(name, asked)
        own = context["widget"]["attrs"]
        classes = own.pop("class", "")
        if not self.offer.is_short:
            own["aria-describedby"] = f"{own.get('aria-describedby', '')} {own['id']}_place".strip()
        context["widget"] |= shown | {
            "empty_label": self.empty_label,
            "is_invalid": "is-invalid" in classes,
        }
        return context

    def _listed(self, asked: Asked) -> dict[str, Any]:
        rows = [
            (each.node.pk, "\N{EM SPACE}" * each.depth + each.node.name)
            for each in self.offer.units.values()
        ]
        chosen = self.offer.unit(asked.number)
        return {"rows": rows, "chosen": chosen.pk if chosen else None}

    def _searched(self, name: str, asked: Asked) -> dict[str, Any]:
        chosen = chosen_in(self.offer, asked)
        words = asked.words if asked.words is not None else chosen.name if chosen else ""
        fitting = [] if chosen or not words else self.offer.meant(words)
        return {
            "address": self.address,
            "words_name": words_name(name),
            "words": words,
            "longest": LONGEST_WORDS,
            "chosen": chosen,
            "place": self.offer.tree.place(chosen) if chosen else "",
            "fitting": self.offer.placed(fitting[:MOST_FOUND]) if len(fitting) > 1 else [],
        }


class UnitField(forms.Field):
    """A choice of the organization's units that are not archived; its value is a unit or None."""

    widget = UnitInput

    def __init__(
        self, *, empty_label: str | Promise, required: bool = False, **kwargs: Any
    ) -> None:
        super().__init__(required=required, **kwargs)
        self.widget.empty_label = empty_label

    def offer_units(self, offer: Offer, address: str) -> None:
        """Offer these units; the address finds them by words."""
        self.widget.offer, self.widget.address = offer, address

    def clean(self, value: Asked) -> Unit | None:
        """Return the unit that was chosen or named; refuse what is not offered or not clear."""
        number = self._number(value)
        if number is None:
            self.validate(None)
            return None
        try:
            return Unit.objects.active().get(pk=number)
        except Unit.DoesNotExist as error:  # archived a moment ago
            raise not_offered() from error

    def _number(self, value: Asked) -> int | None:
        """Return the number of the unit that is meant."""
        offer: Offer = self.widget.offer
        words = (value.words or "").strip()[:LONGEST_WORDS]
        if node := chosen_in(offer, value):
            return node.pk
        if value.words is None and value.number:
            raise not_offered()
        if not words:
            return None
        fitting = offer.meant(words)
        if len(fitting) != 1:
            raise unclear(words, len(fitting))
        return fitting[0].pk


def offer_units(
    form: forms.Form, *names: str, organization: Organization, without: Unit | None = None
) -> None:
    """Let the form's fields offer the organization's units, without one and all below it."""
    offer = offered(organization, without=without.pk if without else None)
    address = reverse("orgs:unit_find", args=[organization.slug])
    for name in names:
        field = form.fields[name]
        assert isinstance(field, UnitField)  # noqa: S101 - narrows the type
        field.offer_units(offer, f"{address}?without={without.pk}" if without else address)


def chosen_in(offer: Offer, asked: Asked) -> Node | None:
    """Return the unit of the number that was sent; None where the words say another one."""
    node = offer.unit(asked.number)
    if node is None or asked.words is None:
        return node
    return node if asked.words.strip() and node in offer.found(asked.words) else None


def words_name(name: str) -> str:
    """Return what the text field beside the unit's number is called."""
    return f"{name}_words"


def not_offered() -> forms.ValidationError:
    """Return the refusal of a unit that the form does not offer."""
    return forms.ValidationError(_("That unit cannot be chosen here. Choose another one."))


def unclear(words: str, number: int) -> forms.ValidationError:
    """Return the refusal of words that name no unit, or several."""
    if not number:
        said = _("No unit that can be chosen here has “%s” in its name or code.")
        return forms.ValidationError(said % words)
    said = _("%(number)s units fit “%(words)s”. Choose one.")
    return forms.ValidationError(said % {"number": number, "words": words})
