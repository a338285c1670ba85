"""What the kinds of work are called in pages."""

from django.utils.translation import gettext_lazy

from .work_kinds import Kind

KIND_LABELS = {
    Kind.INTEGRATION: gettext_lazy("Integration and data"),
    Kind.GOVERNANCE: gettext_lazy("Governance"),
    Kind.OPERATIONS: gettext_lazy("Deployment and operations"),
    Kind.AGENT: gettext_lazy("Agent logic and user work"),
}
