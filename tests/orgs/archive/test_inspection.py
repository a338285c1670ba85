"""An archive that somebody else may have written: looked through before anything is made."""

import hashlib
import io
import json
import zipfile
from collections.abc import Callable
from functools import partial
from typing import Any

import pytest
from django.apps import apps
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.core.management import CommandError, call_command

from assessments.rounds.models import Evidence, Session
from orgs.archive import export as archive
from orgs.archive import restore
from orgs.database import tenancy
from orgs.models import Member, Organization
from tests.cast import NOON, Cast, revealed, vote
from tests.orgs.archive.test_archive import rewritten
from tests.rounds.evidence_pieces import some_evidence


@pytest.fixture
def archived(cast: Cast, session: Session) -> bytes:
    """Return the archive of an organization with one piece of evidence, a file."""
    some_evidence(session, cast.tom)
    vote(session, cast.tom, {"RUN": 1})
    revealed(session, cast.fay)
    return written(cast)


def written(cast: Cast) -> bytes:
    to = io.BytesIO()
    archive.write(organization=cast.organization, to=to, at=NOON)
    return to.getvalue()


def forged(content: bytes, name: str, change: Callable[[Any], Any]) -> io.BytesIO:
    """Return the archive with each row of one table changed, and a manifest that fits it."""
    to = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(to, "w") as new:
        manifest = json.loads(old.read(archive.MANIFEST))
        lines = old.read(f"{name}.jsonl").splitlines()
        rows = b"".join(json.dumps(change(json.loads(line))).encode() + b"\n" for line in lines)
        manifest["tables"][name]["sha256"] = hashlib.sha256(rows).hexdigest()
        for entry in old.namelist():
            said = {f"{name}.jsonl": rows, archive.MANIFEST: json.dumps(manifest).encode()}
            new.writestr(entry, said.get(entry, old.read(entry)))
    to.seek(0)
    return to


def without(content: bytes, prefix: str, *, older: bool = False) -> io.BytesIO:
    """Return the archive without the entries that begin so; `older` ones tell of no gone files."""
    to = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(to, "w") as new:
        for entry in old.namelist():
            said = old.read(entry)
            if older and entry == archive.MANIFEST:
                said = json.dumps({**json.loads(said), "gone": None}).encode()
            if not entry.startswith(prefix):
                new.writestr(entry, said)
    to.seek(0)
    return to


def foreign_file() -> str:
    return default_storage.save("evidence/999/secret.txt", ContentFile(b"somebody else's"))


def all_files() -> set[str]:
    folders, _files = default_storage.listdir("evidence")
    return {
        f"{one}/{name}" for one in folders for name in default_storage.listdir(f"evidence/{one}")[1]
    }


def exists(slug: str) -> bool:
    with tenancy.scope(operator="on", organization=""):
        return Organization.objects.filter(slug=slug).exists()


def test_a_row_names_no_file_of_another_organization(archived: bytes) -> None:
    secret = foreign_file()
    source = forged(archived, "rounds.evidence", lambda row: row | {"file": secret})

    with pytest.raises(archive.ArchiveError, match="lacks the file 'evidence/999/secret"):
        restore.restore_archive(source=source, slug="copy")

    assert not exists("copy")


def test_neither_does_a_row_of_an_archive_that_tells_of_no_gone_files(archived: bytes) -> None:
    """Earlier versions left out what was gone, so such a row is read: without a file."""
    secret = foreign_file()
    forgery = forged(archived, "rounds.evidence", lambda row: row | {"file": secret})

    copy = restore.restore_archive(source=without(forgery.read(), "nothing", older=True), slug="c")

    (piece,) = Evidence.objects.all()
    assert piece.file.startswith(f"evidence/{copy.pk}/")
    assert not default_storage.exists(piece.file)


def test_nor_does_the_history(archived: bytes) -> None:
    secret = foreign_file()
    source = forged(archived, "rounds.evidenceevent", lambda row: row | {"file": secret})

    copy = restore.restore_archive(source=source, slug="copy")

    told = apps.get_model("rounds", "EvidenceEvent").objects.values_list("file", flat=True)
    assert {path.split("/")[1] for path in told} == {str(copy.pk)}


def test_the_history_names_a_file_where_it_lies_now(archived: bytes) -> None:
    restore.restore_archive(source=io.BytesIO(archived), slug="copy")

    told = apps.get_model("rounds", "EvidenceEvent").objects.values_list("file", flat=True)
    assert set(told) == {Evidence.objects.get().file}


def test_what_was_gone_when_the_archive_was_written_stays_gone(cast: Cast, archived: bytes) -> None:
    default_storage.delete(Evidence.objects.get().file)

    copy = restore.restore_archive(source=io.BytesIO(written(cast)), slug="copy")

    assert Evidence.objects.get().file.startswith(f"evidence/{copy.pk}/")


def test_a_file_that_somebody_took_out_is_missed(archived: bytes) -> None:
    with pytest.raises(archive.ArchiveError, match="lacks the file"):
        restore.restore_archive(source=without(archived, "files/"), slug="copy")


def or_with(columns: dict[str, Any], row: dict[str, Any]) -> dict[str, Any]:
    return row | columns


def instead(other: Any, _row: Any) -> Any:
    return other


def refusal(source: io.BytesIO) -> str:
    with pytest.raises(archive.ArchiveError) as refused:
        restore.restore_archive(source=source, slug="copy")
    return str(refused.value)


ODD_PATHS = ["../../etc/passwd", "/etc/passwd", "evidence", "evidence/7/..", "a/b/c/d", 7, "e/1/\0"]
ODD_EMAILS = ["nobody", "", None, 7, ["a@b.org"], "a\0@b.org", f"{'x' * 300}@b.org"]
ODD_ROWS: list[Any] = [[], "words", None, {}, {"id": {}}, {"id": 1, "unit_id": "x"}]


@pytest.mark.parametrize("table", ["rounds.evidence", "rounds.evidenceevent"])
def test_an_odd_path_gets_a_sentence(archived: bytes, table: str) -> None:
    for path in ODD_PATHS:
        source = forged(archived, table, partial(or_with, {"file": path}))
        assert "odd path" in refusal(source)


def test_an_odd_address_gets_a_sentence(archived: bytes) -> None:
    for email in ODD_EMAILS:
        source = forged(archived, "people", partial(or_with, {"email": email}))
        assert "Person 1" in refusal(source)


@pytest.mark.parametrize("table", ["people", "orgs.unit", "orgs.grant", "orgs.unitevent"])
def test_rows_of_another_shape_get_a_sentence(archived: bytes, table: str) -> None:
    for row in ODD_ROWS:
        assert refusal(forged(archived, table, partial(instead, row)))


@pytest.mark.parametrize("damaged", ["orgs.unit.jsonl", "reports.reportevent.jsonl"])
def test_all_of_it_is_looked_through_before_anything_is_written(
    archived: bytes, damaged: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(restore, "_founded", lambda *_: pytest.fail("something was written"))

    def changed(name: str, content: bytes) -> bytes:
        return content + b"{}\n" if name == damaged else content

    assert "has been changed" in refusal(rewritten(archived, changed))


def test_a_refused_archive_leaves_no_file_behind(cast: Cast, archived: bytes) -> None:
    before = all_files()
    source = forged(archived, "rounds.evidenceevent", lambda row: row | {"pgh_label": None})

    with pytest.raises(archive.ArchiveError):
        restore.restore_archive(source=source, slug="copy")

    tenancy.set_local("organization", cast.organization.pk)
    assert all_files() == before
    assert Member.objects.filter(organization=cast.organization).exists()


@pytest.mark.parametrize("slug", ["a b", "ä", "", "x" * 61, "a\0b", "../up"])
def test_the_commands_answer_an_odd_address_with_a_sentence(
    cast: Cast, slug: str, tmp_path: Any
) -> None:
    with pytest.raises(CommandError, match="address"):
        call_command("import_organization", tmp_path / "no.zip", slug)
    with pytest.raises(CommandError, match="no organization"):
        call_command("export_organization", slug, tmp_path / "no.zip")


@pytest.mark.parametrize("path", ["missing/no.zip", ".", "a\0b"])
def test_the_commands_answer_an_odd_path_with_a_sentence(
    cast: Cast, path: str, tmp_path: Any
) -> None:
    with pytest.raises(CommandError, match="cannot be read"):
        call_command("import_organization", tmp_path / path, "copy")
    with pytest.raises(CommandError, match="cannot be written"):
        call_command("export_organization", "northwind", tmp_path / path)
