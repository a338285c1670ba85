"""Forms of the register: they check shape; the actions save."""

from datetime import date
from decimal import Decimal
from typing import Any

from django import forms
from django.db import models
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from assessments.planning.models import (
    ApplicationGroup,
    DeploymentPlace,
    ParallelStack,
    Project,
    ProjectStage,
    RunningAgent,
)
from assessments.planning.number_text import number_without_zeros
from assessments.rounds.context.wording import WORK_KINDS
from assessments.rounds.context.work_kinds import WorkKind
from orgs.models import Member, Unit
from orgs.names.appearance import NameField
from orgs.permissions import Permission
from orgs.units.tags import LONGEST_TAG, MOST_TAGS, BadTagsError, parse_tags, tags_text
from orgs.web.shown_forms import ShownForm

MOST_DAYS = Decimal(9999)
NAMES = {"name": NameField, "code": NameField}
BEFORE_PRODUCTION = (ProjectStage.IDEA, ProjectStage.PILOT)
IN_OWN_CURRENCY = gettext_lazy("In the organization's currency. Empty: nobody knows.")


class RegisterForm(ShownForm, forms.ModelForm):  # type: ignore[type-arg]
    """A row of the register; of units, only those for which the member may plan."""

    def __init__(self, *args: Any, member: Member, **kwargs: Any) -> None:
        super().__init__(*args, row=kwargs.get("instance"), **kwargs)
        if "unit" in self.fields:
            units = Unit.objects.permitted(member, Permission.PLAN).active()
            self.fields["unit"].queryset = units.order_by("name", "pk")  # type: ignore[attr-defined]
        for name in ("funding", "team"):
            if name in self.fields:
                named = [choice for choice in self.fields[name].choices if choice[0]]  # type: ignore[attr-defined]
                self.fields[name].choices = [("", _("not known")), *named]  # type: ignore[attr-defined]
        for name in ("cost", "pipelines_cost", "reviewers"):
            number = getattr(self.instance, name, None)
            if number is not None:
                self.initial[name] = number_without_zeros(number)
        for name, field in self.fields.items():
            if isinstance(field, forms.IntegerField):  # a DecimalField is one as well
                _add_limits(field, self._meta.model._meta.get_field(name))

    def _post_clean(self) -> None:
        """Leave the row as it is: the action writes it, and the database says what is taken."""


def _add_limits(field: forms.IntegerField, column: "models.Field[Any, Any]") -> None:
    """Give the field the column's limits, which a form of a model leaves to the model."""
    own = {type(validator) for validator in field.validators}
    field.validators += [row for row in column.validators if type(row) not in own]


class ProjectForm(RegisterForm):
    """What is known of an AI project."""

    class Meta:
        model = Project
        field_classes = NAMES
        fields = (
            *("name", "code", "unit", "stage", "started_on", "succeeded_on", "in_production_on"),
            *("ended_on", "funding", "team", "pipelines_own", "pipelines_cost"),
            *("pipelines_shared", "pipelines_reused"),
            *("replicated_with_help", "replicated_without_help", "replicated_by", "governance"),
        )
        widgets = {
            name: forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
            for name in ("started_on", "succeeded_on", "in_production_on", "ended_on")
        }
        help_texts = {
            "code": gettext_lazy("The short name by which time sheets know it."),
            "succeeded_on": gettext_lazy("Only a success older than 90 days asks for repetition."),
            "in_production_on": gettext_lazy(
                "The first day of real use; it stays if it is retired."
            ),
            "pipelines_own": gettext_lazy("Built for this project alone. Empty: nobody counted."),
            "pipelines_cost": IN_OWN_CURRENCY,
            "replicated_without_help": gettext_lazy("Without the people who built it."),
        }

    def clean(self) -> dict[str, Any]:
        """Return the facts; refuse days out of order, and a pilot that is in production."""
        facts = super().clean() or self.cleaned_data
        started, ended = facts.get("started_on"), facts.get("ended_on")
        live = facts.get("in_production_on")
        if started and ended and ended < started:
            self.add_error("ended_on", _("A project ends on or after the day on which it starts."))
        if started and live and live < started:
            text = _("A project is in production on or after the day on which it starts.")
            self.add_error("in_production_on", text)
        if live and ended and ended < live:
            text = _("A project ends on or after the day on which it is in production.")
            self.add_error("ended_on", text)
        if live and facts.get("stage") in BEFORE_PRODUCTION:
            text = _(
                "What is in production is neither an idea nor a pilot: change the stage, or leave "
                "this day empty."
            )
            self.add_error("in_production_on", text)
        return facts


class PlaceForm(RegisterForm):
    """A place where AI systems can run."""

    meets = forms.CharField(
        label=gettext_lazy("Constraints that it meets"),
        required=False,
        max_length=1000,
        help_text=gettext_lazy("In the words of the units' constraints, separated by commas."),
    )

    class Meta:
        model = DeploymentPlace
        field_classes = NAMES
        fields = ("name", "meets")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.instance.pk:
            self.initial["meets"] = tags_text(self.instance.meets)

    def clean_meets(self) -> list[str]:
        """Return the constraints as tags; refuse too many or too long ones."""
        try:
            return parse_tags(self.cleaned_data["meets"])
        except BadTagsError:
            raise forms.ValidationError(
                _("At most %(most)s constraints of at most %(long)s letters each.")
                % {"most": MOST_TAGS, "long": LONGEST_TAG}
            ) from None


class StackForm(RegisterForm):
    """Infrastructure that a unit runs beside the shared one."""

    class Meta:
        model = ParallelStack
        field_classes = NAMES
        fields = ("unit", "name", "reason", "cost")
        help_texts = {"cost": IN_OWN_CURRENCY}


class AgentForm(RegisterForm):
    """An agent at work."""

    class Meta:
        model = RunningAgent
        field_classes = NAMES
        fields = ("unit", "name", "actions_per_day", "reviewed_by_hand", "reviewers")


class ApplicationsForm(RegisterForm):
    """Applications of a unit, counted."""

    class Meta:
        model = ApplicationGroup
        field_classes = NAMES
        fields = ("unit", "name", "applications", "connected", "counted_on")
        widgets = {"counted_on": forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")}
        help_texts = {
            "name": gettext_lazy("Such as: all applications, finance systems. Count none twice."),
            "connected": gettext_lazy(
                "Those that an AI system can reach through a shared connection. Empty: nobody "
                "counted."
            ),
        }

    def clean(self) -> dict[str, Any]:
        """Return the facts; refuse more connected applications than there are."""
        facts = super().clean() or self.cleaned_data
        applications, connected = facts.get("applications"), facts.get("connected")
        if applications is not None and connected is not None and connected > applications:
            text = _("No more applications can be connected than there are.")
            self.add_error("connected", text)
        return facts


class MonthForm(forms.Form):
    """A month, as browsers write it."""

    month = forms.DateField(
        label=gettext_lazy("Month"),
        input_formats=["%Y-%m"],
        widget=forms.DateInput(attrs={"type": "month", "class": "form-control"}, format="%Y-%m"),
        error_messages={"invalid": gettext_lazy("A month looks like 2026-03.")},
    )

    def clean_month(self) -> date:
        """Return the month's first day."""
        return date(self.cleaned_data["month"].year, self.cleaned_data["month"].month, 1)


def days_field(label: str) -> forms.DecimalField:
    """Return the field of one cell of the grid."""
    return forms.DecimalField(
        label=label,
        min_value=Decimal(0),
        max_value=MOST_DAYS,
        max_digits=7,
        decimal_places=2,
        required=False,
        localize=False,
        widget=forms.NumberInput(attrs={"class": "grid-cell", "step": "0.25"}),
    )


class GridForm(ShownForm):
    """Days by project and kind of work; a cell is named project-kind."""

    def __init__(self, *args: Any, projects: list[Project], **kwargs: Any) -> None:
        super().__init__(*args, is_kept=True, **kwargs)
        self.projects = projects
        for project in projects:
            for kind in WorkKind:
                label = f"{project.name}: {WORK_KINDS[kind]}"
                self.fields[f"{project.pk}-{kind.value}"] = days_field(label)

    @property
    def rows(self) -> list[tuple[Project, list[forms.BoundField]]]:
        """The projects, each with its cells in the order of the kinds."""
        return [
            (project, [self[f"{project.pk}-{kind.value}"] for kind in WorkKind])
            for project in self.projects
        ]

    @property
    def days(self) -> dict[tuple[Project, WorkKind], Decimal]:
        """The days that were entered; an empty cell says 0."""
        return {
            (project, kind): self.cleaned_data[f"{project.pk}-{kind.value}"] or Decimal(0)
            for project in self.projects
            for kind in WorkKind
        }
