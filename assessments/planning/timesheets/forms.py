"""Forms of a time sheet's import: the file, its columns, what its words mean."""

from collections import Counter
from collections.abc import Iterator
from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from assessments.planning.models import EffortBatch, Project
from assessments.planning.worklogs.lines import LEFT_OUT, ColumnMapping
from assessments.rounds.context.wording import WORK_KINDS
from orgs.names.appearance import NameField
from orgs.names.folding import fold
from orgs.written_values.date_forms import DateOrder
from orgs.written_values.numbers import DecimalMark
from orgs.written_values.words import TimeUnit

from .column_mapping import mapping_from_json

UNITS = {
    TimeUnit.WRITTEN: gettext_lazy("as written, like 1h 30m"),
    TimeUnit.WEEKS: gettext_lazy("weeks of five days"),
    TimeUnit.DAYS: gettext_lazy("days"),
    TimeUnit.HOURS: gettext_lazy("hours"),
    TimeUnit.MINUTES: gettext_lazy("minutes"),
    TimeUnit.SECONDS: gettext_lazy("seconds"),
}
ORDERS = {
    DateOrder.FOUND: gettext_lazy("whatever all of them fit"),
    DateOrder.YEAR_FIRST: gettext_lazy("2026-03-31, or 31/Mar/26"),
    DateOrder.DAY_FIRST: gettext_lazy("31.03.2026"),
    DateOrder.MONTH_FIRST: gettext_lazy("03/31/2026"),
}
DECIMALS = {
    DecimalMark.FOUND: gettext_lazy("whatever all of them fit"),
    DecimalMark.POINT: gettext_lazy("1,234.5"),
    DecimalMark.COMMA: gettext_lazy("1.234,5"),
    DecimalMark.EITHER: gettext_lazy("1.5 or 1,5, without marks between thousands"),
}
MOST_PEOPLE = 100_000
KINDS = [(kind.value, label) for kind, label in WORK_KINDS.items()]
NEEDED = {
    "project": gettext_lazy("Project"),
    "time": gettext_lazy("Time"),
    "day": gettext_lazy("Day, or first day"),
}
OPTIONAL = {
    "until": gettext_lazy("Last day"),
    "kind": gettext_lazy("Kind of work"),
    "reference": gettext_lazy("Reference"),
}

SAME = ("one_kind", "hours_per_day", "people")  # as the mapping has them
IN_ORDER = (
    *("project", "time", "day", "unit", "hours_per_day", "decimals", "order", "until", "kind"),
    *("one_kind", "reference", "people"),
)


class MappingForm(forms.Form):
    """Which column of a sheet says what; for words that mean nothing yet, what they mean."""

    unit = forms.ChoiceField(label=gettext_lazy("Time is in"), choices=list(UNITS.items()))
    hours_per_day = forms.DecimalField(
        label=gettext_lazy("Hours of a day's work"),
        min_value=Decimal(1),
        max_value=Decimal(24),
        max_digits=4,
        decimal_places=2,
    )
    order = forms.ChoiceField(label=gettext_lazy("Days look like"), choices=list(ORDERS.items()))
    decimals = forms.ChoiceField(
        label=gettext_lazy("Numbers look like"), choices=list(DECIMALS.items()), required=False
    )
    people = forms.IntegerField(
        label=gettext_lazy("People at work in it, where no column names them"),
        min_value=1,
        max_value=MOST_PEOPLE,
        required=False,
    )
    one_kind = forms.ChoiceField(
        label=gettext_lazy("Where no kind is named, it is"),
        choices=[("", "–"), *KINDS],
        required=False,
    )
    keep_as = NameField(
        label=gettext_lazy("Keep these choices under the name"), max_length=120, required=False
    )

    def __init__(self, sent: Any = None, *, batch: EffortBatch, projects: list[Project]) -> None:
        self.former = mapping_from_json(batch.mapping) if batch.mapping else None
        super().__init__(sent, initial=_initial(self.former))
        columns = [(name, name) for name in batch.header]
        for name, label in NEEDED.items():
            self.fields[name] = forms.ChoiceField(label=label, choices=[("", "–"), *columns])
        for name, label in OPTIONAL.items():
            self.fields[name] = forms.ChoiceField(
                label=label, choices=[("", "–"), *columns], required=False
            )
        self.words = _Words(batch, projects, self.former)
        self.fields |= self.words.fields
        self.order_fields(IN_ORDER)

    @property
    def columns(self) -> list[forms.BoundField]:
        """The fields about columns, in the order in which one thinks of them."""
        return [self[name] for name in self.fields if name not in self.words.fields]

    @property
    def meanings(self) -> list[forms.BoundField]:
        """The fields about words that mean nothing yet."""
        return [self[name] for name in self.words.fields]

    def clean(self) -> dict[str, Any]:
        """Return the choices; refuse a sheet of which nobody says the kind of work."""
        chosen = super().clean() or self.cleaned_data
        if not chosen.get("kind") and not chosen.get("one_kind"):
            self.add_error("kind", _("Choose the column of kinds, or the one kind of all lines."))
        return chosen

    @property
    def mapping(self) -> ColumnMapping:
        """The mapping that was chosen, with what was decided before about words."""
        chosen = self.cleaned_data
        return ColumnMapping(
            **{name: chosen[name] for name in (*NEEDED, *OPTIONAL, *SAME)},
            unit=TimeUnit(chosen["unit"]),
            order=DateOrder(chosen["order"]),
            decimals=DecimalMark(chosen["decimals"] or DecimalMark.FOUND),
            kinds=self.words.decided("kinds", chosen),
            projects=self.words.decided("projects", chosen),
        )


class _Words:
    """The words that a check could not understand, each with a field to say what it means."""

    def __init__(
        self, batch: EffortBatch, projects: list[Project], former: ColumnMapping | None
    ) -> None:
        self.fields: dict[str, forms.Field] = {}
        self._asked: dict[str, tuple[str, str]] = {}
        self._former = former
        left_out = (LEFT_OUT, _("Leave these lines out"))
        known = [(str(row.pk), name) for row, name in _told_apart(projects)]
        self._ask("projects", batch, [("", "–"), *known, left_out])
        self._ask("kinds", batch, [("", "–"), *KINDS, left_out])

    def decided(self, what: str, chosen: dict[str, Any]) -> dict[str, str]:
        """Return what each word means, by what was decided now or before."""
        former = getattr(self._former, what) if self._former else {}
        now = {
            fold(word): chosen[name]
            for name, (asked, word) in self._asked.items()
            if asked == what and chosen.get(name)
        }
        return {**former, **now}

    def _ask(self, what: str, batch: EffortBatch, choices: list[tuple[str, Any]]) -> None:
        for place, (word, lines) in enumerate(batch.found.get(what, [])):
            name = f"{what}-{place}"
            self._asked[name] = (what, word)
            shown = ngettext(
                "“%(word)s” (%(lines)s line)", "“%(word)s” (%(lines)s lines)", lines
            ) % {"word": word or " ", "lines": lines}
            self.fields[name] = forms.ChoiceField(label=shown, choices=choices, required=False)


def _told_apart(projects: list[Project]) -> Iterator[tuple[Project, str]]:
    """Yield the projects with their names, and with their units where a name is not enough."""
    names = Counter(fold(row.name) for row in projects)
    for row in projects:
        is_enough = names[fold(row.name)] == 1
        yield row, row.name if is_enough else f"{row.name} · {row.unit.name}"


def _initial(former: ColumnMapping | None) -> dict[str, Any]:
    chosen = former or ColumnMapping(project="", time="", day="")
    return {
        **{name: getattr(chosen, name) for name in (*NEEDED, *OPTIONAL, *SAME)},
        "unit": chosen.unit.value,
        "order": chosen.order.value,
        "decimals": chosen.decimals.value,
    }
