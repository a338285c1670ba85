"""A start applies what is missing, and asks Django for it only then."""

import pytest
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.recorder import MigrationRecorder

from config import prepare

pytestmark = pytest.mark.django_db


def test_the_migrations_are_found_by_name_as_django_finds_them() -> None:
    assert prepare.migrations() == set(MigrationLoader(None).disk_migrations)


def test_a_migration_that_was_not_applied_is_noticed() -> None:
    assert prepare.has_every_migration()

    MigrationRecorder.Migration.objects.filter(app="orgs", name="0001_initial").delete()

    assert not prepare.has_every_migration()
