"""The shape of what a session counts, and of its diagnostic answers."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any
from unicodedata import normalize

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from assessments.frameworks.denominators import Denominator, denominators
from assessments.frameworks.schema import Framework
from assessments.rounds.evidence.forms import WebAddressField
from assessments.rounds.versioned_forms import VersionedForm
from orgs.names.appearance import NameField, validate_name
from orgs.names.folding import fold

from .actions import DiagnosticAnswers
from .diagnostics import MOST_PROJECTS
from .inventory import CountedList, lists_from_json
from .wording import DAYS_OF_KINDS
from .work_kinds import WorkKind

MOST_NAMES = 1_000
LONGEST_NAME = 120
MOST_DAYS = Decimal(100_000)


class NamesField(forms.CharField):
    """Names, one per line; empty lines and repetitions are left out."""

    def __init__(self, **kwargs: Any) -> None:
        widget = forms.Textarea(attrs={"rows": 4, "spellcheck": "false"})
        super().__init__(required=False, widget=widget, **kwargs)

    def clean(self, value: Any) -> Any:
        """Return the names."""
        lines = [" ".join(line.split()) for line in str(super().clean(value)).splitlines()]
        first: dict[str, str] = {}
        for line in filter(None, lines):
            first.setdefault(fold(line), normalize("NFC", line))
        names = list(first.values())
        if len(names) > MOST_NAMES:
            raise ValidationError(_("At most %s names.") % MOST_NAMES)
        if any(len(name) > LONGEST_NAME for name in names):
            raise ValidationError(_("A name has at most %s letters.") % LONGEST_NAME)
        for name in names:
            validate_name(name)
        return names


class ScopeForm(VersionedForm):
    """Names or a number for each list of the framework."""

    def __init__(self, *args: Any, framework: Framework, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.rows = denominators(framework)
        for row in self.rows:
            self._add(row)

    @staticmethod
    def initial_of(framework: Framework, lists: Mapping[str, Any], version: int) -> dict[str, Any]:
        """Return what the form holds for lists as they are stored."""
        initial: dict[str, Any] = {"seen_version": version}
        for row in lists_from_json(framework, lists):
            key = row.denominator.key
            initial[f"names-{key}"] = "\n".join(row.names)
            initial[f"number-{key}"] = row.number
            initial[f"note-{key}"] = row.note
        return initial

    def _add(self, row: Denominator) -> None:
        label = gettext_lazy("Amount") if row.is_amount else gettext_lazy("Or only how many")
        self.fields[f"number-{row.key}"] = forms.DecimalField(
            required=False,
            min_value=0,
            max_value=Decimal("999999999999"),
            max_digits=14,
            decimal_places=2 if row.is_amount else 0,
            label=label,
        )
        if row.is_amount:
            self.fields[f"note-{row.key}"] = forms.CharField(
                required=False,
                max_length=60,
                label=gettext_lazy("Currency and month, such as “EUR, October 2026”"),
            )
        else:
            self.fields[f"names-{row.key}"] = NamesField(label=gettext_lazy("Names, one per line"))

    def label_of(self, name: str) -> str:
        """Return the name of the list and of the field."""
        of_list = {row.key: row.name for row in self.rows}
        return f"{of_list[name.partition('-')[2]]}: {self.fields[name].label}"

    def sections(self) -> list[tuple[Denominator, list[forms.BoundField]]]:
        """Return each list with its fields."""
        names = ("names", "number", "note")
        return [
            (
                row,
                [self[f"{name}-{row.key}"] for name in names if f"{name}-{row.key}" in self.fields],
            )
            for row in self.rows
        ]

    @property
    def counted(self) -> list[CountedList]:
        """The lists, once the form is valid."""
        cleaned = self.cleaned_data
        return [
            CountedList(
                denominator=row,
                names=tuple(cleaned.get(f"names-{row.key}") or ()),
                number=cleaned[f"number-{row.key}"],
                note=cleaned.get(f"note-{row.key}", ""),
            )
            for row in self.rows
        ]


class DiagnosticsForm(VersionedForm):
    """The days of up to five projects, counts of pilots, parallel stacks; all may be left out."""

    succeeded = forms.IntegerField(
        required=False,
        min_value=0,
        max_value=10_000,
        label=gettext_lazy("Pilots older than 90 days that succeeded"),
    )
    with_help = forms.IntegerField(
        required=False,
        min_value=0,
        max_value=10_000,
        label=gettext_lazy("Of these, repeated by another team with help of the original people"),
    )
    without_help = forms.IntegerField(
        required=False,
        min_value=0,
        max_value=10_000,
        label=gettext_lazy("Of these, repeated by another team without help"),
    )
    parallel_stacks = NamesField(
        label=gettext_lazy("Stacks that the unit runs beside the shared one, one per line")
    )
    no_stacks = forms.BooleanField(required=False, label=gettext_lazy("It runs none"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for number in range(MOST_PROJECTS):
            self.fields[f"name-{number}"] = NameField(
                required=False, max_length=LONGEST_NAME, label=gettext_lazy("Project")
            )
            for kind in WorkKind:
                self.fields[f"{kind}-{number}"] = forms.DecimalField(
                    required=False,
                    min_value=0,
                    max_value=MOST_DAYS,
                    decimal_places=1,
                    label=DAYS_OF_KINDS[kind],
                )

    def label_of(self, name: str) -> str:
        """Return the name of the field, with its project's number where it belongs to one."""
        number = name.rpartition("-")[2]
        label = str(self.fields[name].label)
        return f"{int(number) + 1}. {label}" if number.isdecimal() else label

    def projects(self) -> list[tuple[int, bool, list[forms.BoundField]]]:
        """Return each project's number, whether it is open, and its fields."""
        rows = []
        for number in range(MOST_PROJECTS):
            fields = [self[f"{name}-{number}"] for name in ("name", *WorkKind)]
            is_open = not number or any(field.value() or field.errors for field in fields)
            rows.append((number + 1, is_open, fields))
        return rows

    def clean(self) -> dict[str, Any]:
        """Refuse a project that is not whole, and more repetitions than successes."""
        cleaned = super().clean() or {}
        for number in range(MOST_PROJECTS):
            self._check_project(cleaned, number)
        self._check_pilots(cleaned)
        if cleaned.get("parallel_stacks") and cleaned.get("no_stacks"):
            self.add_error("no_stacks", _("Name them, or say that there are none."))
        return cleaned

    def _check_project(self, cleaned: Mapping[str, Any], number: int) -> None:
        days = [cleaned.get(f"{kind}-{number}") for kind in WorkKind]
        name = cleaned.get(f"name-{number}")
        if name and not any(days):
            self.add_error(f"agent-{number}", _("Give its days; a kind without any is 0."))
        if any(days) and not name:
            self.add_error(f"name-{number}", _("Give the project a name."))

    def _check_pilots(self, cleaned: Mapping[str, Any]) -> None:
        names = ("succeeded", "with_help", "without_help")
        given = [cleaned.get(name) for name in names]
        if any(value is not None for value in given) and cleaned.get("succeeded") is None:
            self.add_error("succeeded", _("Say how many succeeded; 0 is an answer."))
        for name in names[1:]:
            if (cleaned.get(name) or 0) > (cleaned.get("succeeded") or 0):
                self.add_error(name, _("More than succeeded."))

    @property
    def answers(self) -> DiagnosticAnswers:
        """The answers, once the form is valid."""
        cleaned = self.cleaned_data
        projects = [
            {
                "name": cleaned[f"name-{number}"],
                **{kind.value: str(cleaned[f"{kind}-{number}"] or 0) for kind in WorkKind},
            }
            for number in range(MOST_PROJECTS)
            if cleaned[f"name-{number}"]
        ]
        pilots = {name: cleaned[name] or 0 for name in ("succeeded", "with_help", "without_help")}
        return DiagnosticAnswers(
            projects=projects or None,
            pilots=None if cleaned["succeeded"] is None else pilots,
            parallel_stacks=cleaned["parallel_stacks"] or ([] if cleaned["no_stacks"] else None),
        )


def initial_diagnostics(row: Any) -> dict[str, Any]:
    """Return what the form holds for stored answers; None for none."""
    if row is None:
        return {"seen_version": 0}
    initial: dict[str, Any] = {"seen_version": row.version, **(row.pilots or {})}
    for number, project in enumerate(row.projects or ()):
        initial |= {f"{name}-{number}": project[name] for name in ("name", *WorkKind)}
    initial["parallel_stacks"] = "\n".join(row.parallel_stacks or ())
    initial["no_stacks"] = row.parallel_stacks == []
    return initial


class NamedFrameworkForm(forms.Form):
    """The governance framework that one person names, or that they know none."""

    text = forms.CharField(
        max_length=300, required=False, label=gettext_lazy("Its name, as you know it")
    )
    link = WebAddressField(
        label=gettext_lazy("Where it can be read"),
        help_text=gettext_lazy("Groundwork never opens it; the facilitator does, after the reveal"),
    )
    knows_none = forms.BooleanField(required=False, label=gettext_lazy("I cannot name one"))

    def clean(self) -> dict[str, Any]:
        """Want a name, or the word that one knows none."""
        cleaned = super().clean() or {}
        if bool(cleaned.get("text")) == bool(cleaned.get("knows_none")):
            self.add_error("text", _("Name it, or say that you cannot."))
        return cleaned


class JudgementForm(forms.Form):
    """Which answers name the same framework, and which links opened, by number."""

    def __init__(self, *args: Any, answers: list[int], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = [(number, str(number)) for number in answers]
        for name in ("same", "opened"):
            self.fields[name] = forms.TypedMultipleChoiceField(
                coerce=int, required=False, choices=choices
            )
