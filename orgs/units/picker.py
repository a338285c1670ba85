"""A unit chosen in a form: which ones it offers, what words name one, the field itself."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django import forms
from django.urls import reverse
from django.utils.datastructures import MultiValueDict
from django.utils.functional import Promise
from django.utils.translation import gettext as _

from orgs.models import Organization, Unit
from orgs.names.folding import BETWEEN, fold, fold_path

from .descent import descent
from .tree import Branches, Node, UnitMatch, branches

LONGEST_WORDS = 120
MOST_LISTED = 50
MOST_FOUND = 20


@dataclass(frozen=True)
class OfferedUnit:
    """A unit that may be chosen; `depth` counts from 0 at the top."""

    node: Node
    depth: int


@dataclass(frozen=True)
class UnitPicker:
    """The units to choose one of, in the order of the tree."""

    tree: Branches
    units: Mapping[int, OfferedUnit]

    @property
    def is_short(self) -> bool:
        """Whether a list of all is quicker to use than a search."""
        return len(self.units) <= MOST_LISTED

    def unit(self, number: str) -> Node | None:
        """Return the unit of this number; None where it is not offered."""
        offered = self.units.get(parse_number(number) or 0)
        return offered.node if offered else None

    def found(self, words: str) -> list[Node]:
        """Return the units whose name or code holds the words, best first; all for no words.

        Words that are in no name may be a path.
        """
        wanted = fold(words)
        nodes = [each.node for each in self.units.values()]
        fitting = [node for node in nodes if node.is_named(wanted)]
        if not fitting and len(path := fold_path(words).split(BETWEEN)) > 1:
            fitting = [node for node in nodes if self._path(node)[-len(path) :] == path]
        return sorted(fitting, key=lambda node: _distance(node, wanted)) if wanted else fitting

    def _path(self, node: Node) -> list[str]:
        return fold_path(self.tree.path(node)).split(BETWEEN)

    def meant(self, words: str) -> list[Node]:
        """Return the units that are called just that; those that are found where none is."""
        wanted, found = fold(words), self.found(words)
        return [node for node in found if not _distance(node, wanted)] or found

    def placed(self, nodes: Sequence[Node]) -> list[UnitMatch]:
        """Return the units with where they stand."""
        return [UnitMatch(node, self.tree.place(node)) for node in nodes]


def unit_picker(organization: Organization, *, without: int | None = None) -> UnitPicker:
    """Return the organization's units that are not archived, read in one statement.

    One of them can be left out, with all below it.
    """
    tree = branches(organization)
    walked = {each.node.pk: each for each in _walked(tree, without)}
    return UnitPicker(tree, walked)


def parse_number(text: str) -> int | None:
    """Return the number of a row that the text is; None where it is none."""
    # Not longer than a bigint, which the database would refuse with an error.
    is_number = text.isascii() and text.isdecimal() and len(text) < 19
    return int(text) if is_number else None


def _walked(tree: Branches, without: int | None) -> Iterator[OfferedUnit]:
    """Yield the active units from the top down."""
    for number, depth in descent(tree.below, is_open=lambda number: number != without):
        node = tree.nodes[number]
        if number != without and not node.is_archived:
            yield OfferedUnit(node, depth)


def _distance(node: Node, wanted: str) -> int:
    """Return 0 where the unit is called so, 1 where its name or code begins so, else 2."""
    names = (fold(node.name), fold(node.code))
    if wanted in names:
        return 0
    return 1 if any(name.startswith(wanted) for name in names) else 2


@dataclass(frozen=True)
class SubmittedUnit:
    """What was sent: a unit's number, and the words where there is a search."""

    number: str = ""
    words: str | None = None


class UnitInput(forms.Widget):
    """Shows the list or the search."""

    template_name = "orgs/units/_unit_input.html"
    offer: UnitPicker
    address: str
    empty_label: str | Promise

    def value_from_datadict(
        self, data: Mapping[str, Any], files: MultiValueDict[str, Any], name: str
    ) -> SubmittedUnit:
        """Return what was sent for the field."""
        return SubmittedUnit(str(data.get(name) or ""), data.get(words_name(name)))

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        """Return what the template wants."""
        context = super().get_context(name, None, attrs)
        submitted = value if isinstance(value, SubmittedUnit) else SubmittedUnit(str(value or ""))
        shown = self._listed(submitted) if self.offer.is_short else self._searched(name, submitted)
        own = context["widget"]["attrs"]
        classes = own.pop("class", "")
        if not self.offer.is_short:
            own["aria-describedby"] = f"{own.get('aria-describedby', '')} {own['id']}_place".strip()
        context["widget"] |= shown | {
            "empty_label": self.empty_label,
            "is_invalid": "is-invalid" in classes,
        }
        return context

    def _listed(self, submitted: SubmittedUnit) -> dict[str, Any]:
        rows = [
            (each.node.pk, "\N{EM SPACE}" * each.depth + each.node.name)
            for each in self.offer.units.values()
        ]
        chosen = self.offer.unit(submitted.number)
        return {"rows": rows, "chosen": chosen.pk if chosen else None}

    def _searched(self, name: str, submitted: SubmittedUnit) -> dict[str, Any]:
        chosen = chosen_unit(self.offer, submitted)
        words = submitted.words if submitted.words is not None else chosen.name if chosen else ""
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

    def offer_units(self, offer: UnitPicker, address: str) -> None:
        """Offer these units; the address finds them by words."""
        self.widget.offer, self.widget.address = offer, address

    def clean(self, value: SubmittedUnit) -> Unit | None:
        """Return the unit that was chosen or named; refuse what is not offered or not clear."""
        number = self._number(value)
        if number is None:
            self.validate(None)
            return None
        try:
            return Unit.objects.active().get(pk=number)
        except Unit.DoesNotExist as error:  # archived a moment ago
            raise not_offered_error() from error

    def has_changed(self, initial: Any, data: Any) -> bool:
        """Return whether another unit was sent than the one with that number."""
        try:
            return bool(self._number(data) != initial)
        except forms.ValidationError:
            return True

    def _number(self, value: SubmittedUnit) -> int | None:
        """Return the number of the unit that is meant."""
        offer: UnitPicker = self.widget.offer
        words = (value.words or "").strip()[:LONGEST_WORDS]
        if node := chosen_unit(offer, value):
            return node.pk
        if value.words is None and value.number:
            raise not_offered_error()
        if not words:
            return None
        fitting = offer.meant(words)
        if len(fitting) != 1:
            raise ambiguous_words_error(words, len(fitting))
        return fitting[0].pk


def offer_units(
    form: forms.Form, *names: str, organization: Organization, without: Unit | None = None
) -> None:
    """Let the form's fields offer the organization's units, without one and all below it."""
    offer = unit_picker(organization, without=without.pk if without else None)
    address = reverse("orgs:unit_find", args=[organization.slug])
    for name in names:
        field = form.fields[name]
        assert isinstance(field, UnitField)  # noqa: S101 - narrows the type
        field.offer_units(offer, f"{address}?without={without.pk}" if without else address)


def chosen_unit(offer: UnitPicker, submitted: SubmittedUnit) -> Node | None:
    """Return the unit of the number that was sent; None where the words say another one."""
    node = offer.unit(submitted.number)
    if node is None or submitted.words is None:
        return node
    return node if submitted.words.strip() and node in offer.found(submitted.words) else None


def words_name(name: str) -> str:
    """Return what the text field beside the unit's number is called."""
    return f"{name}_words"


def not_offered_error() -> forms.ValidationError:
    """Return the refusal of a unit that the form does not offer."""
    return forms.ValidationError(_("That unit cannot be chosen here. Choose another one."))


def ambiguous_words_error(words: str, number: int) -> forms.ValidationError:
    """Return the refusal of words that name no unit, or several."""
    if not number:
        message = _("No unit that can be chosen here has “%s” in its name or code.")
        return forms.ValidationError(message % words)
    message = _("%(number)s units fit “%(words)s”. Choose one.")
    return forms.ValidationError(message % {"number": number, "words": words})
