"""The names in the code are those that the database's policies and triggers read."""

import re
from typing import get_args

import pytest
from django.db import connection

from orgs.database.scope_settings import PREFIX, ScopeSettings, SettingName

NAMES = get_args(SettingName)

READ_BY_THE_DATABASE = """
SELECT concat(qual, ' ', with_check) FROM pg_policies WHERE schemaname = current_schema()
UNION ALL SELECT prosrc FROM pg_proc WHERE pronamespace = current_schema()::regnamespace
"""


@pytest.mark.django_db
def test_the_database_reads_exactly_the_settings_that_the_code_names() -> None:
    with connection.cursor() as cursor:
        cursor.execute(READ_BY_THE_DATABASE)
        sources = " ".join(text for (text,) in cursor.fetchall())

    names = re.findall(r"current_setting\('([\w.]+)'", sources)

    assert set(names) == {f"{PREFIX}{name}" for name in NAMES}


def test_a_scope_can_set_each_of_them() -> None:
    assert set(ScopeSettings.__annotations__) == set(NAMES)
