"""PostgreSQL keeps organizations apart, whatever the code forgets."""

from collections.abc import Iterator

import pytest
from django.core import checks
from django.db import connection, transaction
from django.db.utils import IntegrityError, ProgrammingError

from orgs.database import tenancy
from orgs.database.checks import check_database_role
from orgs.models import Grant, Invitation, InvitedGrant, Member, Organization, Unit
from orgs.permissions import Role
from tests.cast import Cast
from tests.conftest import OutsideClient
from tests.orgs.conftest import TwoWorlds
from tests.orgs.database.catalogue import complaints, found

ALTERNATIONS = 2_000
FORGOTTEN = "CREATE TABLE forgotten (organization_id bigint NOT NULL); ALTER TABLE forgotten "
TENANT_MODELS = (Organization, Unit, Member, Grant, Invitation, InvitedGrant)


def backend() -> int:
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_backend_pid()")
        return int(cursor.fetchone()[0])


def run(sql: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(sql)
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")


def test_every_table_is_a_tenants_or_is_listed(db: None) -> None:
    assert complaints(found()) == []


@pytest.mark.parametrize(
    ("sql", "complaint"),
    [
        ("CREATE TABLE forgotten (id bigint)", "forgotten has no forced row-level security"),
        (
            "CREATE TABLE forgotten (id bigint, organization_id bigint NOT NULL)",
            "forgotten has no forced row-level security",
        ),
        (
            FORGOTTEN + "ENABLE ROW LEVEL SECURITY",
            "forgotten has no forced row-level security",
        ),
        (
            FORGOTTEN + "ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY",
            "missing policy forgotten tenant PERMISSIVE ALL",
        ),
        (
            FORGOTTEN
            + "ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;"
            + "CREATE POLICY tenant ON forgotten USING (true)",
            "forgotten's tenant policy is another: true; ",
        ),
        (
            "CREATE MATERIALIZED VIEW copied AS SELECT * FROM orgs_unit",
            "copied has no forced row-level security",
        ),
        (
            "ALTER TABLE orgs_unit ALTER organization_id DROP NOT NULL",
            "orgs_unit does not require an organization",
        ),
        (
            "ALTER TABLE orgs_user ADD organization_id bigint",
            "orgs_user has an organization and is listed as outside",
        ),
        ("DROP TABLE orgs_mail", "orgs_mail is listed and does not exist"),
        (
            "CREATE POLICY everybody ON orgs_member FOR SELECT USING (true)",
            "unlisted policy orgs_member everybody PERMISSIVE SELECT",
        ),
        (
            "DROP POLICY private_until_the_reveal ON rounds_vote",
            "missing policy rounds_vote private_until_the_reveal RESTRICTIVE SELECT",
        ),
        (
            "ALTER TABLE orgs_grant DROP CONSTRAINT orgs_grant_unit_id_same_organization",
            "orgs_grant.unit_id has no composite twin",
        ),
    ],
)
def test_a_table_that_forgets_is_found(db: None, sql: str, complaint: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(sql)

    assert complaint in complaints(found())


def test_nothing_is_visible_without_a_scope(two_worlds: TwoWorlds) -> None:
    assert [model.__name__ for model in TENANT_MODELS if model.objects.exists()] == []


def test_nothing_is_visible_in_the_scope_of_nobody(two_worlds: TwoWorlds) -> None:
    with tenancy.scope(organization=0, person=0):
        assert [model.__name__ for model in TENANT_MODELS if model.objects.exists()] == []


def test_two_thousand_changes_of_organization_on_one_connection_leak_nothing(
    two_worlds: TwoWorlds,
) -> None:
    here, there = two_worlds.cast.organization.pk, two_worlds.eve.organization_id
    started_on = backend()

    for number in range(ALTERNATIONS):
        own = there if number % 2 else here
        with tenancy.scope(organization=own):
            seen = set(Unit.objects.values_list("organization_id", flat=True))
        assert seen == {own}
        if number % 100 == 0:
            assert not Unit.objects.exists()

    assert backend() == started_on


def pages(worlds: TwoWorlds, client: OutsideClient) -> Iterator[tuple[str, str]]:
    """Yield what each of the two sees of units and people, in turn, on one connection."""
    for member in (worlds.cast.ada, worlds.eve):
        client.force_login(member.user)
        slug = member.organization.slug
        for room in ("units", "people"):
            yield slug, client.get(f"/o/{slug}/{room}/").content.decode()


def test_pages_of_two_organizations_on_one_connection_show_their_own(
    two_worlds: TwoWorlds, client: OutsideClient
) -> None:
    started_on = backend()

    for _turn in range(25):
        for slug, page in pages(two_worlds, client):
            ours, theirs = ("Northwind", "Elsewhere")
            assert (ours in page, theirs in page) == (slug == "northwind", slug == "elsewhere")

    assert backend() == started_on
    assert tenancy.setting("organization") == ""


def test_a_failed_request_leaves_no_scope(two_worlds: TwoWorlds, client: OutsideClient) -> None:
    client.force_login(two_worlds.cast.tom.user)

    assert client.get("/o/northwind/units/").status_code == 403
    assert not Unit.objects.exists()


def test_a_scope_puts_the_former_one_back(cast: Cast) -> None:
    with tenancy.scope(organization=0):
        assert not Unit.objects.exists()

    assert Unit.objects.count() == 4


def test_a_scope_that_fails_puts_the_former_one_back(cast: Cast) -> None:
    with pytest.raises(ZeroDivisionError), tenancy.scope(organization=0):
        raise ZeroDivisionError

    assert Unit.objects.count() == 4


def test_a_scope_outside_a_transaction_is_refused(transactional_db: None) -> None:
    with pytest.raises(tenancy.NoTransactionError):
        tenancy.set_local("organization", 1)


def test_a_grant_on_a_foreign_unit_is_refused(cast: Cast, eve: Member) -> None:
    with tenancy.scope(organization=eve.organization_id):
        foreign = Unit.objects.get()

    with pytest.raises(IntegrityError, match="same_organization"), transaction.atomic():
        run(
            "INSERT INTO orgs_grant (organization_id, member_id, role, unit_id) "
            f"VALUES ({cast.organization.pk}, {cast.tom.pk}, 'viewer', {foreign.pk})"
        )


def test_a_unit_below_a_foreign_unit_is_refused(cast: Cast, eve: Member) -> None:
    with tenancy.scope(organization=eve.organization_id):
        foreign = Unit.objects.get()

    with pytest.raises(IntegrityError, match="same_organization"), transaction.atomic():
        run(f"UPDATE orgs_unit SET parent_id = {foreign.pk} WHERE id = {cast.search.pk}")


@pytest.mark.parametrize(
    "sql",
    [
        "INSERT INTO orgs_unit (organization_id, name) VALUES ({there}, 'Sneaked in')",
        "UPDATE orgs_unit SET organization_id = {there} WHERE id = {unit}",
    ],
)
def test_a_row_of_another_organization_cannot_be_written(cast: Cast, eve: Member, sql: str) -> None:
    with pytest.raises(ProgrammingError, match="row-level security"), transaction.atomic():
        run(sql.format(there=eve.organization_id, unit=cast.search.pk))


def test_rows_of_another_organization_can_be_neither_changed_nor_deleted(
    cast: Cast, eve: Member
) -> None:
    with tenancy.scope(organization=eve.organization_id):
        theirs = Unit.objects.get()

    assert Unit.objects.filter(pk=theirs.pk).update(name="Ours") == 0
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM orgs_unit WHERE id = %s", [theirs.pk])
        assert cursor.rowcount == 0


def test_a_person_sees_their_own_memberships_before_entering_and_nobody_elses(
    cast: Cast, eve: Member
) -> None:
    with tenancy.scope(organization="", person=eve.user_id):
        assert list(Member.objects.all()) == [eve]
        assert [row.slug for row in Organization.objects.all()] == ["elsewhere"]
        assert not Unit.objects.exists()


def test_the_role_of_the_tests_obeys_row_security(db: None) -> None:
    tenancy.refuse_unsafe_role()

    assert check_database_role(databases=["default"]) == []
    assert check_database_role(databases=None) == []


@pytest.mark.parametrize(
    ("is_superuser", "bypasses", "power"),
    [(True, False, "is a superuser"), (True, True, "is a superuser"), (False, True, "BYPASSRLS")],
)
def test_a_role_that_sees_past_row_security_is_complained_about(
    is_superuser: bool, bypasses: bool, power: str
) -> None:
    complaint = tenancy.role_complaint("root", is_superuser=is_superuser, bypasses=bypasses)

    assert power in complaint
    assert "ALTER ROLE root NOSUPERUSER NOBYPASSRLS" in complaint
    assert tenancy.role_complaint("app", is_superuser=False, bypasses=False) == ""


def test_the_start_is_refused_with_an_unsafe_role(
    db: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    def complaint(name: str, **_powers: bool) -> str:
        return f"{name} sees all"

    monkeypatch.setattr(tenancy, "role_complaint", complaint)

    with pytest.raises(tenancy.UnsafeRoleError, match="sees all"):
        tenancy.refuse_unsafe_role()
    (error,) = check_database_role(databases=["default"])
    assert (error.id, error.level) == ("orgs.E001", checks.ERROR)


def test_a_grants_role_must_fit_its_unit(cast: Cast) -> None:
    for role, unit in ((Role.OWNER, cast.company), (Role.VIEWER, None)):
        with pytest.raises(IntegrityError, match="hold"), transaction.atomic():
            Grant.objects.create(
                organization=cast.organization, member=cast.tom, role=role, unit=unit
            )
