"""Migration operations that are applied together, so that the models are rendered once for all.

Django renders every related model anew after each operation. With an event table beside each table
that took most of the time of a first start.
"""

from collections.abc import Sequence

from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.operations import RunSQL
from django.db.migrations.operations.base import Operation
from django.db.migrations.state import ProjectState


class Together(Operation):
    """Operations none of which rests on what another one of them has rendered.

    Fields, indexes, constraints and triggers may stand together, and so may new models, whose keys
    to each other the database gets at the end; but no new model beside what changes it.
    """

    reduces_to_sql = True
    reversible = True

    def __init__(self, operations: Sequence[Operation]) -> None:
        self.operations = list(operations)

    def deconstruct(self) -> tuple[str, list[object], dict[str, object]]:
        """Return how the operation is written."""
        return self.__class__.__qualname__, [self.operations], {}

    def state_forwards(self, app_label: str, state: ProjectState) -> None:
        """Change the state, and leave rendering to whoever asks for it next.

        SQL changes no model, so what is rendered stays.
        """
        if not all(isinstance(operation, RunSQL) for operation in self.operations):
            # A cached property: without it the models are rendered when somebody asks for them.
            vars(state).pop("apps", None)
        for operation in self.operations:
            operation.state_forwards(app_label, state)

    def database_forwards(
        self,
        app_label: str,
        schema_editor: BaseDatabaseSchemaEditor,
        from_state: ProjectState,
        to_state: ProjectState,
    ) -> None:
        """Apply the operations in their order."""
        for operation in self.operations:
            operation.database_forwards(app_label, schema_editor, from_state, to_state)

    def database_backwards(
        self,
        app_label: str,
        schema_editor: BaseDatabaseSchemaEditor,
        from_state: ProjectState,
        to_state: ProjectState,
    ) -> None:
        """Take the operations back, the last one first."""
        for operation in reversed(self.operations):
            operation.database_backwards(app_label, schema_editor, from_state, to_state)

    def describe(self) -> str:
        """Return what the operations do."""
        return "; ".join(operation.describe() for operation in self.operations)
