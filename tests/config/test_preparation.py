"""A start applies what is missing, and asks Django for it only then."""

import pytest
from django.core.management import CommandError
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.recorder import MigrationRecorder

from config import preparation

pytestmark = pytest.mark.django_db


def test_the_migrations_are_found_by_name_as_django_finds_them() -> None:
    assert preparation.migrations() == set(MigrationLoader(None).disk_migrations)


def test_a_migration_that_was_not_applied_is_noticed() -> None:
    assert preparation.has_every_migration()

    MigrationRecorder.Migration.objects.filter(app="orgs", name="0001_people").delete()

    assert not preparation.has_every_migration()


def test_an_installation_of_the_migrations_that_were_joined_needs_no_other() -> None:
    forget_the_joined()
    assert not preparation.has_every_migration()

    preparation.migrate()

    assert preparation.has_every_migration()


@pytest.mark.parametrize(("app", "name"), [("orgs", "0014_history"), ("planning", "0004_plans")])
def test_an_older_installation_is_told_which_revision_takes_it_there(app: str, name: str) -> None:
    forget_the_joined()
    MigrationRecorder.Migration.objects.filter(app=app, name=name).delete()

    with pytest.raises(CommandError, match="Start revision 7b55f99 with it once"):
        preparation.migrate()


def forget_the_joined() -> None:
    """Leave the names that an installation from before the migrations were joined has recorded."""
    for (app, name), migration in MigrationLoader(None).disk_migrations.items():
        if migration.replaces:
            MigrationRecorder.Migration.objects.filter(app=app, name=name).delete()
