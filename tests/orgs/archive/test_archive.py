"""An organization as one archive, and read again under another address."""

import hashlib
import io
import json
import re
import zipfile
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pytest
from django.apps import apps
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.core.management import CommandError, call_command

from assessments.results.models import CapabilityResult, Result
from assessments.results.submission.snapshot_queries import digest
from assessments.rounds.models import Round, Session, Vote
from orgs.archive import export as archive
from orgs.archive import restore
from orgs.audit.display import event_texts
from orgs.audit.queries import HistoryFilter, recorded_events
from orgs.database import tenancy
from orgs.database.event_tables import event_models
from orgs.models import Grant, Member, Organization, Unit, User
from orgs.organization import actions as organizations
from orgs.units import actions as units
from reports.actions import order_unit
from reports.models import Report, ReportState
from tests import cast as worlds
from tests.cast import NOON, Cast, everywhere, vote
from tests.conftest import OutsideClient
from tests.reports.worlds import a_result

SECRET = "nobody else may read this yet"


@pytest.fixture
def world(cast: Cast, session: Session) -> Cast:
    """Return the cast with a result, its report, and a session that takes votes."""
    result = a_result(cast, session)
    report = order_unit(result=result, by=cast.fay, at=NOON)
    file = default_storage.save(f"reports/{cast.organization.pk}/one.pdf", ContentFile(b"%PDF-1"))
    Report.objects.filter(pk=report.pk).update(
        state=ReportState.DONE, file=file, units=[cast.payments.pk]
    )
    autumn = worlds.an_open_round(cast, "Autumn 2026")
    vote(worlds.the_session(autumn, cast.payments), cast.tom, everywhere(3))
    return cast


@pytest.fixture
def archived(world: Cast) -> bytes:
    """Return the archive of the cast's organization."""
    to = io.BytesIO()
    archive.write(organization=world.organization, to=to, at=NOON)
    return to.getvalue()


def rows(content: bytes, name: str) -> list[dict[str, object]]:
    with zipfile.ZipFile(io.BytesIO(content)) as opened:
        return [json.loads(line) for line in opened.read(f"{name}.jsonl").splitlines()]


def rewritten(content: bytes, change: Callable[[str, bytes], bytes | None]) -> io.BytesIO:
    """Return the archive with each entry changed, or left out where the change returns None."""
    to = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(to, "w") as new:
        for name in old.namelist():
            if (said := change(name, old.read(name))) is not None:
                new.writestr(name, said)
    to.seek(0)
    return to


def test_every_tenant_table_is_archived_or_left_out_on_purpose() -> None:
    tenants = {
        archive.name_of(model)
        for model in apps.get_models()
        if any(row.attname == "organization_id" for row in model._meta.concrete_fields)
    }
    # Offers that only this installation's key can open, and mails that were sent from here.
    left_out = {"orgs.invitation", "orgs.invitedgrant", "orgs.mail"}
    # Who is who at a provider, and whose domain is whose, each installation finds out itself.
    left_out |= {"orgs.signonidentity", "orgs.signondomain"}
    history = {archive.name_of(model) for model in event_models()}  # comes along by itself

    assert {archive.name_of(table.model) for table in archive.tables()} == (
        tenants - left_out - history
    )


def sentences(member: Member) -> list[str]:
    events = event_texts(recorded_events(HistoryFilter(), most=2000), slug=member.organization.slug)
    return [event.sentence for event in events]


def test_the_history_comes_along_under_new_numbers(
    world: Cast, archived: bytes, client: OutsideClient
) -> None:
    before = sentences(world.ada)

    copy = restore.restore_archive(source=io.BytesIO(archived), slug="copy")

    ada = Member.objects.select_related("organization").get(user=world.ada.user)
    after = sentences(ada)
    assert len(before) > 50
    assert Counter(before) - Counter(after) == Counter()
    assert list((Counter(after) - Counter(before)).elements()) == ["Ada created Northwind"]
    payments = Unit.objects.get(name="Payments")
    event = apps.get_model("orgs", "UnitEvent").objects.filter(id=payments.pk)
    assert set(event.values_list("parent_id", flat=True)) == {payments.parent_id}
    page = client.as_member(ada).get(f"/o/{copy.slug}/history/").content.decode()
    assert "created Northwind" in page


def test_the_past_of_votes_that_are_not_revealed_stays_out(world: Cast, archived: bytes) -> None:
    seen = set(Vote.objects.values_list("pk", flat=True))
    past = {row["id"] for row in rows(archived, "rounds.voteevent")}

    assert past
    assert past <= seen


def test_history_of_rows_that_are_gone_gets_numbers_that_no_row_will_have(
    world: Cast, session: Session
) -> None:
    gone = units.add(organization=world.organization, name="Short-lived")
    gone.delete()
    to = io.BytesIO()
    archive.write(organization=world.organization, to=to, at=NOON)

    restore.restore_archive(source=to, slug="copy")

    events = apps.get_model("orgs", "UnitEvent").objects
    numbers = set(events.filter(name="Short-lived").values_list("id", flat=True))
    assert len(numbers) == 1
    assert not Unit.objects.filter(pk__in=numbers).exists()
    later = units.add(organization=Organization.objects.get(slug="copy"), name="Later")
    assert later.pk > max(numbers)


def test_an_archive_without_history_is_read_too(world: Cast, archived: bytes) -> None:
    def older(name: str, content: bytes) -> bytes | None:
        if "event" in name:
            return None
        return content.replace(b'"format": 3', b'"format": 1')

    restore.restore_archive(source=rewritten(archived, older), slug="copy")

    assert Unit.objects.count() == 4
    assert recorded_events(
        HistoryFilter(kind="unit"), most=10
    )  # the import itself is what is known


def test_an_archive_read_again_says_the_same_under_new_numbers(
    world: Cast, archived: bytes
) -> None:
    old = {row.digest: row for row in Result.objects.all()}

    copy = restore.restore_archive(source=io.BytesIO(archived), slug="copy")

    for model in (Unit, Member, Grant, Round, Session, Result, CapabilityResult, Report):
        assert model.objects.count() == len(rows(archived, archive.name_of(model)))
    result = Result.objects.select_related("framework_version", "unit").get()
    was = old[result.digest]
    assert (result.organization, result.unit.name) == (copy, "Payments")
    assert result.pk != was.pk
    assert {row["by"] for row in result.answers.values()} == {
        Member.objects.get(user=world.fay.user).pk
    }
    capabilities = list(result.capabilities.order_by("position"))
    assert digest(result, capabilities, result.framework_version.digest) == result.digest


def test_the_currency_comes_along(world: Cast) -> None:
    organizations.choose_currency(organization=world.organization, currency="CHF")
    to = io.BytesIO()
    archive.write(organization=Organization.objects.get(pk=world.organization.pk), to=to, at=NOON)

    assert restore.restore_archive(source=to, slug="copy").currency == "CHF"


@pytest.mark.parametrize(
    ("written", "known"), [("Europe/Berlin", "Europe/Berlin"), ("Europe/Atlantis", "")]
)
def test_the_time_zone_comes_along_where_it_is_known(world: Cast, written: str, known: str) -> None:
    Organization.objects.filter(pk=world.organization.pk).update(time_zone=written)
    to = io.BytesIO()
    archive.write(organization=Organization.objects.get(pk=world.organization.pk), to=to, at=NOON)

    assert restore.restore_archive(source=to, slug="copy").time_zone == known


def test_an_archive_from_before_currencies_counts_in_us_dollars(archived: bytes) -> None:
    def older(name: str, content: bytes) -> bytes:
        return re.sub(rb',\s*"currency": "USD"', b"", content) if "manifest" in name else content

    copy = restore.restore_archive(source=rewritten(archived, older), slug="copy")

    assert copy.currency == "USD"


def test_an_archive_lacks_tables_that_are_younger_than_it(archived: bytes) -> None:
    def before(name: str, content: bytes) -> bytes | None:
        if name.startswith("rounds.latejudgement"):
            return None
        if name != "manifest.json":
            return content
        manifest = json.loads(content)
        for table in ("rounds.latejudgement", "rounds.latejudgementevent"):
            del manifest["tables"][table]
        return json.dumps(manifest).encode()

    copy = restore.restore_archive(source=rewritten(archived, before), slug="copy")

    assert Session.objects.filter(organization=copy).exists()


def test_the_tree_the_moments_and_the_files_come_along(world: Cast, archived: bytes) -> None:
    copy = restore.restore_archive(source=io.BytesIO(archived), slug="copy")

    payments = Unit.objects.select_related("parent__parent").get(name="Payments")
    assert payments.parent is not None
    assert payments.parent.parent is not None
    assert payments.parent.parent.name == "Northwind Group"
    assert Member.objects.get(user=world.tom.user).created_at == world.tom.created_at
    report = Report.objects.get()
    assert report.file.startswith(f"reports/{copy.pk}/")
    assert default_storage.open(report.file).read() == b"%PDF-1"
    assert report.units == [payments.pk]


def test_the_organization_that_was_archived_is_untouched(world: Cast, archived: bytes) -> None:
    restore.restore_archive(source=io.BytesIO(archived), slug="copy")

    tenancy.set_local("organization", world.organization.pk)
    assert Result.objects.get().unit == world.payments
    assert Unit.objects.count() == 4


def test_votes_that_are_not_revealed_stay_out_of_the_archive(world: Cast, archived: bytes) -> None:
    revealed = set(Vote.objects.values_list("pk", flat=True))

    assert {row["id"] for row in rows(archived, "rounds.vote")} == revealed


def test_people_who_are_new_get_no_password(world: Cast, archived: bytes) -> None:
    def renamed(name: str, content: bytes) -> bytes:
        return content.replace(b"@example.org", b"@elsewhere.example")

    def reckoned(name: str, content: bytes) -> bytes:
        if name != archive.MANIFEST:
            return content
        manifest = json.loads(content)
        manifest["tables"]["people"]["sha256"] = people_digest
        return json.dumps(manifest).encode()

    moved = rewritten(archived, renamed)
    with zipfile.ZipFile(moved) as opened:
        people_digest = hashlib.sha256(opened.read("people.jsonl")).hexdigest()

    restore.restore_archive(source=rewritten(moved.getvalue(), reckoned), slug="copy")

    tom = User.objects.get(email="tom@elsewhere.example")
    assert not tom.has_usable_password()
    assert tom.memberships.count() == 1


@pytest.mark.parametrize(
    ("change", "why"),
    [
        (lambda name, content: None if name == "manifest.json" else content, "not an archive"),
        (lambda name, content: None if name == "orgs.unit.jsonl" else content, "lacks orgs.unit"),
        (lambda name, content: content + b"{}\n" if "unit.j" in name else content, "been changed"),
        (lambda _name, content: content.replace(b'"format": 3', b'"format": 9'), "another version"),
        (lambda _name, content: content.replace(b'"USD"\n', b'"ZZZ"\n'), "no currency"),
    ],
)
def test_a_damaged_archive_is_refused_and_nothing_is_made(
    archived: bytes, change: Callable[[str, bytes], bytes | None], why: str
) -> None:
    with pytest.raises(archive.ArchiveError, match=why):
        restore.restore_archive(source=rewritten(archived, change), slug="copy")
    tenancy.set_local("operator", "on")
    assert not Organization.objects.filter(slug="copy").exists()


def test_what_is_no_archive_is_refused() -> None:
    with pytest.raises(archive.ArchiveError, match="not an archive"):
        restore.restore_archive(source=io.BytesIO(b"PK nonsense"), slug="copy")


def test_the_commands_export_and_import(world: Cast, tmp_path: Path) -> None:
    file = tmp_path / "northwind.zip"

    call_command("export_organization", "northwind", file, stdout=io.StringIO())
    call_command("import_organization", file, "northwind-copy", stdout=io.StringIO())

    with pytest.raises(CommandError, match="already"):
        call_command("import_organization", file, "northwind-copy")
    with pytest.raises(CommandError, match="no organization"):
        call_command("export_organization", "nowhere", tmp_path / "x.zip")
    with pytest.raises(CommandError, match="cannot be written"):
        call_command("export_organization", "northwind", file)
