"""Where a unit stands in the tree, from the top down."""

from typing import TypedDict

from django.db import connection


class Step(TypedDict):
    """One unit on the way down."""

    id: int
    name: str


_UP = """
WITH RECURSIVE up(id, name, parent_id, height) AS (
    SELECT id, name, parent_id, 0 FROM orgs_unit WHERE id = %s
    UNION ALL
    SELECT unit.id, unit.name, unit.parent_id, height + 1
    FROM orgs_unit unit JOIN up ON unit.id = up.parent_id
) SELECT id, name FROM up ORDER BY height DESC"""


def place_of(unit_id: int) -> list[Step]:
    """Return the units from the top of the tree down to this one, itself included."""
    with connection.cursor() as cursor:
        cursor.execute(_UP, [unit_id])
        return [Step(id=number, name=name) for number, name in cursor.fetchall()]
