"""Inviting many people from a CSV file: preview, refusals by row, all or nobody."""

import time
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from orgs.mail import outbox
from orgs.models import Invitation, InvitedGrant, Mail, Member, Unit
from orgs.people import actions as people
from orgs.people.actions import GrantOffer
from orgs.people.invitation_file import MOST_PEOPLE
from orgs.permissions import Role
from orgs.spreadsheets.uploads import text_for_page
from orgs.units import actions as units
from tests.cast import NOON, Cast
from tests.conftest import OutsideClient
from tests.orgs.invitations import an_invitation
from tests.orgs.organization.test_pages import GATE
from tests.orgs.spreadsheets.uploads import case, form_of, read_again
from tests.orgs.spreadsheets.workbooks import xlsx, xlsx_row
from tests.orgs.statements import at_most

PAGE = "/o/northwind/people/import"
HEAD = "email,role,unit\n"


def uploaded(client: OutsideClient, content: str | bytes) -> Any:
    content = content.encode() if isinstance(content, str) else content
    answer = client.post(PAGE, {"file": SimpleUploadedFile("people.csv", content)})
    assert answer.status_code == 200
    return answer


def kept(text: str) -> dict[str, str]:
    """Return what the page of a preview of the text would send."""
    return {"content": text_for_page(text.encode()), "shown": "|1|,|utf-8"}


def wrong_rows(answer: Any) -> dict[int, str]:
    rows = answer.context["lines"]
    return {line.number: " ".join(line.wrong) for line in rows if line.wrong}


def refused(answer: Any) -> str:
    errors: dict[str, list[str]] = answer.context["form"].errors
    return " ".join(errors["file"])


def test_a_file_is_shown_first_and_then_invites_everybody(
    cast: Cast, client: OutsideClient
) -> None:
    text = (
        "\ufeffEmail;Role;Unit;Remark\r\nNoa@Example.org;Leader;platform;x\r\n\r\n"
        "kit@example.org;contributor;northwind group /Search;\r\n"
        "sam@example.org;Administrator;;\r\n"
    )
    client.as_member(cast.max)

    with at_most(GATE + 3):
        shown = uploaded(client, text)
    assert wrong_rows(shown) == {}
    assert "Invite 3 people" in shown.content.decode()
    assert not Invitation.objects.exists()

    answer = client.post(f"{PAGE}/apply", form_of(shown), follow=True)
    assert "3 invitations are on their way." in answer.text
    offered = InvitedGrant.objects.values_list("invitation__email", "role", "unit__name")
    assert set(offered) == {
        ("noa@example.org", "leader", "Platform"),
        ("kit@example.org", "contributor", "Search"),
        ("sam@example.org", "admin", None),
    }
    assert Mail.objects.count() == 3


def test_each_wrong_row_is_named_with_its_number(
    cast: Cast, eve: Member, client: OutsideClient
) -> None:
    units.add(organization=cast.organization, name="Search", parent=cast.platform)
    old = units.add(organization=cast.organization, name="Old", parent=cast.platform)
    Unit.objects.filter(pk=old.pk).update(archived_at=NOON)
    rows = [
        "noa@example.org,viewer,Payments",
        "NOA@example.org,viewer,Platform",
        "nobody,viewer,Payments",
        "a@example.org,king,Payments",
        "b@example.org,viewer,Far away",
        "c@example.org,viewer,Search",
        "TOM@example.org,viewer,Payments",
        "d@example.org,viewer,",
        "e@example.org,admin,Payments",
        "f@example.org,owner,",
        '=HYPERLINK("http://x"),viewer,=1+1',
        "g@example.org,viewer,Old",
        "h@example.org",
        "eve@example.org,viewer,Payments",
        f"{'x' * 60}@{'y' * 60}.{'z' * 60}.{'y' * 60}.org,viewer,Payments",
        f"{'x' * 64}@{'y' * 60}.{'z' * 60}.{'y' * 60}.{'z' * 60}.org,viewer,Payments",
    ]
    answer = uploaded(client.as_member(cast.max), HEAD + "\n".join(rows))

    wrong = wrong_rows(answer)
    assert wrong[4] == wrong[12].removesuffix(" There is no such unit.")
    assert wrong[4] == "This is not an email address."
    assert wrong[5] == "There is no such role."
    assert wrong[6] == wrong[13] == "There is no such unit."
    assert wrong[7].startswith("Several units have this name.")
    assert wrong[9] == "Choose the unit on which the role holds."
    assert wrong[10].startswith("This role holds for the whole organization")
    assert wrong[11] == "You may not give this role."
    assert wrong[14] == "There is no such role."
    assert set(wrong) == set(range(4, 15)) - {8} | {17}
    assert "11 rows are wrong." in answer.content.decode()
    assert "/import/apply" not in answer.content.decode()


def test_what_became_wrong_since_the_preview_invites_nobody(
    cast: Cast, client: OutsideClient
) -> None:
    text = f"{HEAD}noa@example.org,viewer,Payments\ntom@example.org,king,Payments\n"

    answer = client.as_member(cast.max).post(f"{PAGE}/apply", kept(text))

    assert wrong_rows(answer) == {3: "There is no such role."}
    assert not Invitation.objects.exists()


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (HEAD.encode("utf-16"), "nobody in the list"),
        (b"PK\x03\x04\0\0", "The workbook is damaged"),
        (b"name,role,unit\n", "has to name the columns"),
        (b"email,email,role,unit\n", "has to name the columns"),
        (b"\n\n", "The file is empty"),
        (HEAD.encode(), "nobody in the list"),
        (b'email,role,unit\n"' + b"x" * 200_000, "more than 32,767 characters"),
        (b"", "empty"),
    ],
)
def test_a_file_that_is_no_list_is_refused_with_a_sentence(
    cast: Cast, client: OutsideClient, content: bytes, sentence: str
) -> None:
    assert sentence in refused(uploaded(client.as_member(cast.max), content))


@pytest.mark.parametrize("number", [MOST_PEOPLE + 1, 50_000])
def test_too_many_rows_are_refused_quickly(cast: Cast, client: OutsideClient, number: int) -> None:
    content = HEAD + "".join(f"p{row}@example.org,viewer,Payments\n" for row in range(number))
    client.as_member(cast.max)

    began = time.perf_counter()
    assert "At most 500 people at once." in refused(uploaded(client, content))
    assert time.perf_counter() - began < 2
    apply = client.post(f"{PAGE}/apply", kept(content[:600_000]))
    assert apply.status_code == 409


def test_rows_that_name_nobody_hide_no_row_behind_them(cast: Cast, client: OutsideClient) -> None:
    content = HEAD + ",,,remark\n" * MOST_PEOPLE + "noa@example.org,viewer,Payments\n"

    shown = uploaded(client.as_member(cast.max), content)

    assert [line.email for line in shown.context["lines"]] == ["noa@example.org"]


def test_applying_without_a_list_says_so(cast: Cast, client: OutsideClient) -> None:
    answer = client.as_member(cast.max).post(f"{PAGE}/apply")

    assert answer.status_code == 409
    assert "The preview is lost." in answer.text


def test_a_failure_in_the_middle_invites_nobody(
    cast: Cast, client: OutsideClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    text = HEAD + "".join(f"p{row}@example.org,viewer,Payments\n" for row in range(5))
    post, calls = outbox.post, iter(range(5))

    def failing(**given: Any) -> Mail:
        if next(calls) == 3:
            raise people.InvitationUnusableError("no")
        return post(**given)

    monkeypatch.setattr(outbox, "post", failing)

    assert client.as_member(cast.max).post(f"{PAGE}/apply", kept(text)).status_code == 409
    assert not Invitation.objects.exists()
    assert not Mail.objects.exists()


def test_whoever_is_invited_already_is_said_so(cast: Cast, client: OutsideClient) -> None:
    an_invitation(cast)

    answer = uploaded(client.as_member(cast.max), f"{HEAD}NOA@example.org,viewer,Payments\n")

    assert wrong_rows(answer) == {}
    assert "is invited already and is offered this role too" in answer.text
    with pytest.raises(people.AlreadyInvitedError):
        people.invite_new(
            by=cast.max, offers={"noa@example.org": [GrantOffer(Role.ADMIN)]}, at=timezone.now()
        )


def test_names_in_the_preview_are_escaped(cast: Cast, client: OutsideClient) -> None:
    name = "<script>alert(1)</script>"

    page = uploaded(client.as_member(cast.max), f"{HEAD}{name},{name},{name}").content.decode()

    assert name not in page


@pytest.mark.parametrize(
    "content",
    [
        case("people/workbook.xlsx"),
        case("people/sep-line.csv"),
        case("people/trailing-semicolons.csv"),
        "email,role,unit\ndan@example.com,contributor,Data Platform\n".encode("utf-16"),
        b"Our people;;\n;;\nUnit;Email (work);Role\nData Platform;dan@example.com;contributor\n",
    ],
)
def test_lists_as_people_have_them_are_read(
    cast: Cast, client: OutsideClient, content: bytes
) -> None:
    Unit.objects.filter(pk=cast.platform.pk).update(name="Data Platform")

    shown = uploaded(client.as_member(cast.max), content)
    assert wrong_rows(shown) == {}
    client.post(f"{PAGE}/apply", form_of(shown))

    assert Invitation.objects.get().email == "dan@example.com"


def test_a_list_in_an_old_encoding_is_shown_before_it_is_believed(
    cast: Cast, client: OutsideClient
) -> None:
    units.add(organization=cast.organization, name="Łódź", parent=cast.platform)
    content = f"{HEAD}noa@example.org,viewer,Łódź\n".encode("cp1250")

    shown = uploaded(client.as_member(cast.max), content)
    assert "The file is not in UTF-8." in shown.text
    assert wrong_rows(shown) == {2: "There is no such unit."}
    assert wrong_rows(read_again(client, PAGE, shown, encoding="cp1250")) == {}


def test_a_cell_that_is_an_error_or_a_date_makes_its_row_wrong(
    cast: Cast, client: OutsideClient
) -> None:
    texts = '<c t="str"><v>noa@example.org</v></c><c t="str"><v>viewer</v></c>'
    cells = f'{texts}<c t="e"><v>#N/A</v></c>'
    content = xlsx(xlsx_row(1, ["email", "role", "unit"]) + f'<row r="2">{cells}</row>')

    wrong = wrong_rows(uploaded(client.as_member(cast.max), content))

    assert wrong[2].startswith("Cell C2 holds an error: #N/A.")
