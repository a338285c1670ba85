"""Publishing the built-in framework: once, unchanged, and by nobody but the loader."""

from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.db import connection, transaction
from django.db.utils import IntegrityError, ProgrammingError

from assessments.frameworks import actions
from assessments.frameworks.management.commands import load_frameworks
from assessments.frameworks.models import FrameworkVersion
from assessments.frameworks.parsing import FrameworkError, digest
from assessments.frameworks.queries import framework_of
from orgs.database import tenancy
from orgs.models import Member
from tests.cast import NOON, Cast
from tests.frameworks.documents import BUILT_IN, FRAMEWORK, changed


def publish(document: object) -> tuple[FrameworkVersion, bool]:
    return actions.publish_built_in(document=document, at=NOON)


def an_own_version(member: Member, **changes: object) -> FrameworkVersion:
    values = {
        "key": "own",
        "version": "1",
        "name": "Our own",
        "document": BUILT_IN,
        "digest": digest(BUILT_IN),
        "published_at": NOON,
    }
    with tenancy.scope(organization=member.organization_id):
        return FrameworkVersion.objects.create(
            organization_id=member.organization_id, **values | changes
        )


def test_the_command_publishes_once_and_can_run_again(db: None) -> None:
    first, second = StringIO(), StringIO()

    call_command("load_frameworks", stdout=first)
    call_command("load_frameworks", stdout=second)

    assert first.getvalue() == "AI infrastructure readiness 1: published\n"
    assert second.getvalue() == "AI infrastructure readiness 1: there already\n"
    assert FrameworkVersion.objects.get().digest == digest(BUILT_IN)


def test_what_was_stored_reads_back_as_the_same_framework(db: None) -> None:
    version, is_new = publish(BUILT_IN)
    stored = FrameworkVersion.objects.get(pk=version.pk)

    assert is_new
    assert digest(stored.document) == stored.digest
    assert framework_of(stored) == FRAMEWORK


def test_a_published_version_with_other_content_is_refused(db: None) -> None:
    publish(BUILT_IN)

    with pytest.raises(actions.PublishedVersionChangedError, match="another version"):
        publish(changed(lambda document: document.update(name="Other")))
    assert FrameworkVersion.objects.get().name == FRAMEWORK.name


def test_another_version_stands_beside_the_first(db: None) -> None:
    publish(BUILT_IN)
    publish(changed(lambda document: document.update(version="2")))

    assert FrameworkVersion.objects.published().count() == 2


def test_a_malformed_document_is_refused_and_not_stored(db: None) -> None:
    with pytest.raises(FrameworkError, match="name"):
        publish(changed(lambda document: document.pop("name")))

    assert not FrameworkVersion.objects.exists()


def test_the_command_stops_with_a_sentence(db: None, monkeypatch: pytest.MonkeyPatch) -> None:
    publish(BUILT_IN)
    other = changed(lambda document: document.update(about="Other words"))
    monkeypatch.setattr(load_frameworks, "built_in_documents", lambda: {"ai": other})

    with pytest.raises(CommandError, match="is published and cannot change"):
        call_command("load_frameworks")


@pytest.mark.parametrize("column", ["document", "digest", "name", "published_at"])
def test_the_database_refuses_to_change_a_published_version(db: None, column: str) -> None:
    version, _new = publish(BUILT_IN)
    values = {"document": "'{}'", "digest": "'x'", "name": "'x'", "published_at": "NULL"}

    with (
        pytest.raises(IntegrityError, match="never changes"),
        tenancy.scope(loader="on"),
        connection.cursor() as cursor,
    ):
        cursor.execute(
            f"UPDATE frameworks_frameworkversion SET {column} = {values[column]} "
            f"WHERE id = {version.pk}"
        )


def test_nobody_but_the_loader_writes_a_built_in_version(cast: Cast) -> None:
    version, _new = publish(BUILT_IN)

    with pytest.raises(ProgrammingError, match="row-level security"), transaction.atomic():
        FrameworkVersion.objects.create(
            key="forged", version="1", name="Forged", document={}, digest="x", published_at=NOON
        )
    assert FrameworkVersion.objects.filter(pk=version.pk).update(name="Forged") == 0
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM frameworks_frameworkversion WHERE id = %s", [version.pk])
        assert cursor.rowcount == 0


def test_an_organizations_own_version_is_invisible_to_others(cast: Cast, eve: Member) -> None:
    built_in, _new = publish(BUILT_IN)
    own = an_own_version(eve)

    assert set(FrameworkVersion.objects.visible_to(cast.ada)) == {built_in}
    assert not FrameworkVersion.objects.filter(pk=own.pk).exists()
    with tenancy.scope(organization=eve.organization_id):
        assert set(FrameworkVersion.objects.visible_to(eve)) == {built_in, own}


def test_a_draft_is_not_published(cast: Cast) -> None:
    an_own_version(cast.ada, published_at=None)

    assert not FrameworkVersion.objects.published().exists()
