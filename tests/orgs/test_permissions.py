"""The table of roles and permissions, and where in the tree a grant reaches."""

import pytest

from orgs.models import Member, Unit
from orgs.people.queries import duties
from orgs.permissions import (
    ORGANIZATION_ROLES,
    PERMISSIONS,
    Permission,
    Role,
    givers_of,
    role_sentences,
    role_table,
    roles_with,
)
from tests.cast import Cast
from tests.conftest import OutsideClient
from tests.orgs.statements import at_most

ONLY_OWNERS = {Permission.MANAGE_ORGANIZATION}
ONLY_ORGANIZATION_ROLES = {
    Permission.MANAGE_PEOPLE,
    Permission.MANAGE_ROUNDS,
    *ONLY_OWNERS,
}


def names(member: Member, permission: Permission) -> set[str]:
    return set(Unit.objects.permitted(member, permission).values_list("name", flat=True))


def test_every_role_has_a_row_and_every_permission_a_role() -> None:
    assert set(PERMISSIONS) == set(Role)
    assert all(roles_with(permission) for permission in Permission)


def test_everybody_reads_the_framework_and_sees_results() -> None:
    for permission in (Permission.VIEW_FRAMEWORK, Permission.SEE_RESULTS):
        assert roles_with(permission) == set(Role)


def test_an_owner_may_what_an_administrator_may_and_more() -> None:
    assert PERMISSIONS[Role.OWNER] - PERMISSIONS[Role.ADMIN] == ONLY_OWNERS
    assert PERMISSIONS[Role.ADMIN] < PERMISSIONS[Role.OWNER]


@pytest.mark.parametrize("permission", sorted(ONLY_ORGANIZATION_ROLES))
def test_managing_is_for_roles_without_a_unit(permission: Permission) -> None:
    assert roles_with(permission) <= ORGANIZATION_ROLES


def test_managing_gives_no_vote() -> None:
    assert not roles_with(Permission.VOTE) & ORGANIZATION_ROLES


def test_a_viewer_changes_nothing() -> None:
    assert PERMISSIONS[Role.VIEWER] == {
        Permission.VIEW_FRAMEWORK,
        Permission.SEE_RESULTS,
        Permission.COMPARE,
    }


def test_every_role_is_explained_in_words() -> None:
    told = dict(role_sentences())

    assert list(told) == [str(role.label) for role in Role]
    assert told["Contributor"] == ["read the framework", "answer assessments", "see results"]


def test_a_grant_reaches_its_unit_and_all_below_it(cast: Cast) -> None:
    assert names(cast.lin, Permission.COMPARE) == {"Platform", "Payments"}
    assert names(cast.tom, Permission.VOTE) == {"Payments"}
    assert names(cast.kim, Permission.VOTE) == {"Search"}


def test_a_grant_without_a_unit_reaches_the_whole_organization(cast: Cast, eve: Member) -> None:
    everything = {"Northwind Group", "Platform", "Payments", "Search"}

    assert names(cast.ada, Permission.SEE_RESULTS) == everything
    assert names(cast.max, Permission.MANAGE_PEOPLE) == everything


def test_a_permission_that_no_grant_gives_reaches_nothing(cast: Cast) -> None:
    assert names(cast.tom, Permission.COMPARE) == set()
    assert names(cast.vic, Permission.VOTE) == set()
    assert names(cast.ada, Permission.VOTE) == set()


@pytest.mark.parametrize("permission", Permission)
def test_a_member_may_on_a_unit_what_reaches_it(cast: Cast, permission: Permission) -> None:
    for member in (cast.ada, cast.lin, cast.fay, cast.tom, cast.vic, cast.kim):
        reached = {row.name for row in Unit.objects.all() if member.may(permission, row.pk)}
        assert reached == names(member, permission)


def test_the_tree_is_asked_only_where_the_grants_do_not_tell(cast: Cast) -> None:
    assert {row.holdings for row in (cast.ada, cast.lin, cast.tom)}  # read with the member

    with at_most(0):
        assert cast.ada.may(Permission.PLAN, cast.payments.pk)
        assert cast.lin.may(Permission.COMPARE, cast.platform.pk)
        assert not cast.tom.may(Permission.COMPARE, cast.payments.pk)
    with at_most(1):
        assert cast.lin.may(Permission.COMPARE, cast.payments.pk)


def test_duty_is_a_grant_on_exactly_that_unit(cast: Cast) -> None:
    def on_duty(unit: Unit) -> set[str]:
        return {str(grant.member) for grant in duties([unit.pk])}

    assert on_duty(cast.payments) == {"Fay", "Tom", "Uma", "Ben", "Sol"}
    assert on_duty(cast.platform) == set()


def test_only_an_owner_can_give_ownership(cast: Cast) -> None:
    assert [member.can_give(Role.OWNER) for member in (cast.ada, cast.max, cast.lin)] == [
        True,
        False,
        False,
    ]
    assert [member.can_give(Role.ADMIN) for member in (cast.ada, cast.max, cast.lin)] == [
        True,
        True,
        False,
    ]


def test_who_gives_a_permission_follows_from_the_tables() -> None:
    assert givers_of(Permission.VOTE) == {Role.OWNER, Role.ADMIN}
    assert givers_of(Permission.MANAGE_ORGANIZATION) == {Role.OWNER}


def test_the_page_of_roles_says_what_the_table_says(cast: Cast, client: OutsideClient) -> None:
    page = client.as_member(cast.tom).get("/o/northwind/roles/").text
    rows = {role.label: role for role in role_table()}

    assert page.count(">yes<") == sum(len(given) for given in PERMISSIONS.values())
    assert page.count(">no<") == len(Role) * len(Permission) - page.count(">yes<")
    assert rows["Owner"].given_by == ["Owner"]
    assert rows["Viewer"].given_by == ["Owner", "Administrator"]
    assert "Contributor in Payments" in " ".join(page.split())
