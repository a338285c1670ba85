"""System checks of the database; they run before every migration."""

from collections.abc import Sequence
from typing import Any

from django.core.checks import CheckMessage, Error, Tags, register

from . import tenancy


@register(Tags.database)
def check_database_role(databases: Sequence[str] | None = None, **_: Any) -> list[CheckMessage]:
    """Report a database role that could see past row-level security."""
    if not databases:
        return []
    try:
        tenancy.refuse_unsafe_role()
    except tenancy.UnsafeRoleError as error:
        return [Error(str(error), id="orgs.E001")]
    return []
