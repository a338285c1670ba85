"""What the units of a comparison decided to do, a line for each action, complete."""

from collections.abc import Iterator

from django.utils.translation import gettext_lazy as _

from assessments.results.comparison import Comparison
from assessments.results.exporting.comparison_tables import place_of
from assessments.results.exporting.details import batches
from assessments.results.exporting.table import Line, Table
from assessments.results.models import ImprovementAction
from assessments.results.queries.improvements import actions_of_units

COLUMNS = (
    ("unit", _("Unit")), ("path", _("Path")), ("code", _("Code")),
    ("capability", _("Capability")), ("name", _("Name")), ("level", _("To level")),
    ("what", _("What")), ("note", _("Note")), ("owner", _("Who sees to it")),
    ("due_on", _("Until")), ("state", _("State")), ("shown_by", _("Shown by the result of")),
)  # fmt: skip


def actions_table(shown: Comparison) -> Table:
    """Return the actions of each unit that was asked; read piece by piece."""
    return Table(
        key="actions",
        name=str(_("Actions")),
        keys=[key for key, _head in COLUMNS],
        heads=[str(head) for _key, head in COLUMNS],
        lines=_lines(shown),
    )


def _lines(shown: Comparison) -> Iterator[Line]:
    paths = place_of(shown.rows)
    for some in batches(row.unit for row in shown.rows if not row.is_group):
        codes = {unit.unit_id: unit.code for unit in some}
        for action in actions_of_units(codes):
            unit = action.unit_id
            yield action.unit.name, paths[unit], codes[unit], *_said(action)


def _said(action: ImprovementAction) -> Line:
    return (
        *(action.capability, action.capability_name, action.level, action.what, action.note),
        *(str(action.owner) if action.owner else None, action.due_on, action.state),
        action.done_by.round.name if action.done_by else None,
    )
