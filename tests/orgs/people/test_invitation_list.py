"""What a list of people means: newcomers, members, several roles, lists that are repeated."""

import pytest

from orgs.models import Grant, Invitation, InvitedGrant, Mail, Member, Unit
from orgs.people.invitation_list import RowOutcome
from orgs.units import actions as units
from tests.cast import NOON, Cast
from tests.conftest import OutsideClient
from tests.orgs.people.test_invitation_file import HEAD, PAGE, uploaded, wrong_rows
from tests.orgs.spreadsheets.uploads import form_of


def outcomes(client: OutsideClient, text: str) -> list[RowOutcome]:
    answer = uploaded(client, text)
    assert wrong_rows(answer) == {}
    return [row.outcome for row in answer.context["lines"]]


def carry_out(client: OutsideClient, text: str) -> str:
    return str(client.post(f"{PAGE}/apply", form_of(uploaded(client, text)), follow=True).text)


def test_a_list_that_is_repeated_with_one_new_person_invites_that_one(
    cast: Cast, client: OutsideClient
) -> None:
    client.as_member(cast.max)
    staff = f"{HEAD}tom@example.org,contributor,Payments\nnoa@example.org,viewer,Search\n"
    assert outcomes(client, staff) == [RowOutcome.PASSED_OVER, RowOutcome.INVITED]
    assert "1 invitation is on its way." in carry_out(client, staff)

    again = f"{staff}kit@example.org,viewer,Search\n"
    passed_over = [RowOutcome.PASSED_OVER] * 2
    assert outcomes(client, again) == [*passed_over, RowOutcome.INVITED]
    carry_out(client, again)

    assert set(Invitation.objects.values_list("email", flat=True)) == {
        "noa@example.org",
        "kit@example.org",
    }
    assert Mail.objects.count() == 2
    shown = uploaded(client, again)
    assert "There is nothing to do." in shown.text
    assert f'action="{PAGE}/apply"' not in shown.text


def test_one_person_gets_the_roles_of_several_rows_by_one_mail(
    cast: Cast, client: OutsideClient
) -> None:
    client.as_member(cast.max)
    text = (
        f"{HEAD}cleo@example.com,leader,Payments\nCleo@example.com,contributor,Platform\n"
        "cleo@example.com,leader,Payments\n"
    )

    assert outcomes(client, text) == [
        RowOutcome.INVITED,
        RowOutcome.INVITED,
        RowOutcome.PASSED_OVER,
    ]
    assert "Invite 1 person" in uploaded(client, text).text
    carry_out(client, text)

    assert set(InvitedGrant.objects.values_list("role", "unit__name")) == {
        ("leader", "Payments"),
        ("contributor", "Platform"),
    }
    assert Mail.objects.count() == 1


def test_a_member_gets_a_role_that_is_new_at_once(cast: Cast, client: OutsideClient) -> None:
    client.as_member(cast.max)
    text = f"{HEAD}tom@example.org,leader,Search\n"

    assert outcomes(client, text) == [RowOutcome.GIVEN]
    assert "1 member has a further role." in carry_out(client, text)

    assert Grant.objects.filter(member=cast.tom, role="leader", unit=cast.search).exists()
    assert not Invitation.objects.exists()


def test_an_open_invitation_offers_a_further_role_too(cast: Cast, client: OutsideClient) -> None:
    client.as_member(cast.max)
    carry_out(client, f"{HEAD}noa@example.org,viewer,Search\n")
    further = f"{HEAD}noa@example.org,viewer,Search\nnoa@example.org,leader,Search\n"

    assert outcomes(client, further) == [RowOutcome.PASSED_OVER, RowOutcome.ADDED]
    carry_out(client, further)

    assert InvitedGrant.objects.filter(invitation__email="noa@example.org").count() == 2
    assert Invitation.objects.count() == 1


def test_whoever_left_is_not_brought_back_by_a_list(cast: Cast, client: OutsideClient) -> None:
    Member.objects.filter(pk=cast.tom.pk).update(deactivated_at=NOON)
    client.as_member(cast.max)
    text = f"{HEAD}tom@example.org,leader,Search\nnoa@example.org,viewer,Search\n"

    assert outcomes(client, text) == [RowOutcome.PASSED_OVER, RowOutcome.INVITED]
    carry_out(client, text)

    assert not Invitation.objects.filter(email="tom@example.org").exists()
    assert Member.objects.get(pk=cast.tom.pk).deactivated_at == NOON


def test_an_administrator_gives_an_owner_nothing(cast: Cast, client: OutsideClient) -> None:
    client.as_member(cast.max)

    assert outcomes(client, f"{HEAD}{cast.ada.user.email},viewer,Search\n") == [
        RowOutcome.PASSED_OVER
    ]


@pytest.mark.parametrize(
    "cell",
    [
        '"Ana Ruiz <ana@example.com>"',
        '"Ruiz, Ana <ana@example.com>"',
        "mailto:ana@example.com",
        "<ana@example.com>",
        "ana@example.com;",
        "ANA@EXAMPLE.COM\u00a0",
    ],
)
def test_an_address_is_taken_out_of_what_mail_programs_write(
    cast: Cast, client: OutsideClient, cell: str
) -> None:
    client.as_member(cast.max)
    carry_out(client, f"{HEAD}{cell},viewer,Search\n")

    assert Invitation.objects.get().email == "ana@example.com"


def test_two_addresses_in_a_row_are_told(cast: Cast, client: OutsideClient) -> None:
    answer = uploaded(
        client.as_member(cast.max), f'{HEAD}"ana@example.com, ben@example.com",viewer,Search\n'
    )

    assert wrong_rows(answer) == {2: "Write one address in a row."}


@pytest.mark.parametrize(
    "named",
    ["Zu\u0308rich", "ZÜRICH\u00a0", "Northwind Group > Zürich", "northwind group/zürich", "zrh"],
)
def test_a_unit_is_named_as_an_import_of_units_names_it(
    cast: Cast, client: OutsideClient, named: str
) -> None:
    unit = units.add(organization=cast.organization, name="Zürich", parent=cast.company, code="ZRH")
    client.as_member(cast.max)
    carry_out(client, f"{HEAD}noa@example.org,viewer,{named}\n")

    assert InvitedGrant.objects.get().unit == unit


def test_a_name_with_a_stroke_is_no_path(cast: Cast, client: OutsideClient) -> None:
    both = units.add(organization=cast.organization, name="Sales/Service", parent=cast.company)
    sales = units.add(organization=cast.organization, name="Sales", parent=None)
    units.add(organization=cast.organization, name="Service", parent=sales)
    client.as_member(cast.max)
    carry_out(client, f"{HEAD}noa@example.org,viewer,sales/service\n")

    assert InvitedGrant.objects.get().unit == Unit.objects.get(pk=both.pk)
