"""Forms of the unit pages."""

from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from orgs.models import Organization, Unit
from orgs.names.appearance import NameField
from orgs.web.shown_forms import ShownForm

from .picker import SubmittedUnit, UnitField, offer_units, words_name
from .tags import LONGEST_TAG, MOST_TAGS, BadTagsError, parse_tags, tags_text

LONGEST_UNIT_NAME = 120
LONGEST_CODE = 20
MOST_WEIGHT = 1000
TOP = gettext_lazy("the organization itself")


class CodeField(NameField):
    """A unit's code."""

    def __init__(self) -> None:
        super().__init__(
            label=gettext_lazy("Code"),
            max_length=LONGEST_CODE,
            required=False,
            help_text=gettext_lazy(
                "A short name that stays when the unit is renamed or moved; imports go by it."
            ),
        )


class UnitForm(forms.Form):
    """A new unit's name, place and code."""

    name = NameField(label=gettext_lazy("Name"), max_length=LONGEST_UNIT_NAME)
    parent = UnitField(label=gettext_lazy("Part of"), empty_label=TOP)
    code = CodeField()

    def __init__(self, *args: Any, organization: Organization, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer_units(self, "parent", organization=organization)


class EditForm(ShownForm):
    """What a unit is called, what it counts and what constrains it."""

    name = NameField(label=gettext_lazy("Name"), max_length=LONGEST_UNIT_NAME)
    code = CodeField()
    weight = forms.DecimalField(
        label=gettext_lazy("Weight"),
        min_value=Decimal(0),
        max_value=Decimal(MOST_WEIGHT),
        max_digits=7,
        decimal_places=3,
        help_text=gettext_lazy("What it counts beside its neighbours in a roll-up; usually 1."),
    )
    tags = forms.CharField(
        label=gettext_lazy("Constraints"),
        required=False,
        max_length=1000,
        help_text=gettext_lazy(
            "Separated by commas, such as: region: EU, on-premises only, regulated data."
        ),
    )

    @classmethod
    def facts(cls, unit: Unit) -> dict[str, Any]:
        """Return the unit's present facts as the form shows them."""
        return {
            "name": unit.name,
            "code": unit.code,
            "weight": f"{unit.weight.normalize():f}",
            "tags": tags_text(unit.tags),
        }

    def clean_tags(self) -> list[str]:
        """Return the tags; refuse too many or too long ones."""
        try:
            return parse_tags(str(self.cleaned_data["tags"]))
        except BadTagsError as error:
            raise forms.ValidationError(
                _("At most %(most)s, each of at most %(longest)s characters.")
                % {"most": MOST_TAGS, "longest": LONGEST_TAG}
            ) from error


class MoveForm(ShownForm):
    """Where a unit goes."""

    parent = UnitField(label=gettext_lazy("Part of"), empty_label=TOP)

    def __init__(self, *args: Any, unit: Unit, **kwargs: Any) -> None:
        super().__init__(*args, row=unit, **kwargs)
        offer_units(self, "parent", organization=unit.organization, without=unit)

    def words_of(self, name: str, value: Any) -> str:
        """Return the name of the unit that is stored or chosen."""
        chosen = self.cleaned_data[name] if isinstance(value, SubmittedUnit) else value
        unit = chosen if isinstance(chosen, Unit) else Unit.objects.filter(pk=chosen or 0).first()
        return str(unit or TOP)

    def clean(self) -> dict[str, Any]:
        """Refuse a request that does not say where: an empty answer means the top, none nothing."""
        if "parent" not in self.data and words_name("parent") not in self.data:
            self.add_error("parent", _("Choose where the unit goes."))
        return super().clean() or {}


class MergeForm(forms.Form):
    """Which unit takes another one in."""

    into = UnitField(
        label=gettext_lazy("Into"), empty_label=gettext_lazy("choose a unit"), required=True
    )

    def __init__(self, *args: Any, unit: Unit, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer_units(self, "into", organization=unit.organization, without=unit)
