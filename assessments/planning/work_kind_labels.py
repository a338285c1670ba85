"""What the kinds of work are called in pages."""

from django.utils.translation import gettext_lazy

from .work_kinds import WorkKind

KIND_LABELS = {
    WorkKind.INTEGRATION: gettext_lazy("Integration and data"),
    WorkKind.GOVERNANCE: gettext_lazy("Governance"),
    WorkKind.OPERATIONS: gettext_lazy("Deployment and operations"),
    WorkKind.AGENT: gettext_lazy("Agent logic and user work"),
}
