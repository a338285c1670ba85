"""Logo, accent colour and paper of reports; the organization's name."""

import hashlib
from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from orgs.branding.contrast import contrast
from orgs.branding.queries import look_of
from orgs.models import Branding, Organization
from tests.cast import Cast
from tests.conftest import OutsideClient

LOOK = "/o/northwind/settings/look/"
USUAL = {"accent": "", "paper_size": "A4"}


def a_picture(kind: str = "PNG", size: tuple[int, int] = (1200, 300)) -> bytes:
    to = BytesIO()
    Image.new("RGB", size, "#336699").save(to, kind)
    return to.getvalue()


def an_upload(content: bytes, name: str = "logo.png") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content)


@pytest.mark.django_db
def test_an_owner_chooses_how_reports_look(cast: Cast, client: OutsideClient) -> None:
    sent = {"accent": "#8B1A2F", "paper_size": "Letter", "logo": an_upload(a_picture())}
    page = client.as_member(cast.ada).post(LOOK, sent, follow=True).text

    assert "Reports that are ordered from now on look like this." in page
    row = Branding.objects.get()
    assert (row.accent, row.paper_size) == ("#8b1a2f", "Letter")
    assert row.logo_digest == hashlib.sha256(bytes(row.logo or b"")).hexdigest()
    assert Image.open(BytesIO(bytes(row.logo or b""))).size == (800, 200)


@pytest.mark.django_db
def test_a_logo_stays_until_it_is_replaced_or_taken_away(cast: Cast, client: OutsideClient) -> None:
    client.as_member(cast.ada)
    client.post(LOOK, {**USUAL, "logo": an_upload(a_picture("JPEG"), "logo.jpg")})
    assert look_of(cast.organization).logo.startswith("data:image/jpeg;base64,")
    client.post(LOOK, {**USUAL, "accent": "#123456"})
    assert look_of(cast.organization).logo

    client.post(LOOK, {**USUAL, "no_logo": "on"})

    assert not look_of(cast.organization).logo
    assert Branding.objects.get().logo_digest == ""


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("sent", "says"),
    [
        ({"accent": "#ffcc00"}, "too light to be read on white: its contrast is 1.5 to 1"),
        ({"accent": "green"}, "Write a colour as #rrggbb"),
        ({"accent": "#12345"}, "Write a colour as #rrggbb"),
        ({"paper_size": "A3"}, "A3 is not one of the available choices"),
        ({"logo": b"GIF89a"}, "The image cannot be read"),
        ({"logo": b"<svg onload='alert(1)'/>"}, "The image cannot be read"),
        ({"logo": b"x" * (2 * 2**20 + 1)}, "The logo is larger than 2 MB"),
        ({"logo": a_picture()[:-40]}, "The image cannot be read"),
    ],
)
def test_what_cannot_be_printed_is_refused_at_its_field(
    cast: Cast, client: OutsideClient, sent: dict[str, object], says: str
) -> None:
    body = {
        **USUAL,
        **{
            key: an_upload(value) if isinstance(value, bytes) else value
            for key, value in sent.items()
        },
    }

    page = client.as_member(cast.ada).post(LOOK, body).text

    assert says in page
    assert not Branding.objects.exists()


@pytest.mark.django_db
def test_the_history_tells_that_the_look_changed_without_the_picture(
    cast: Cast, client: OutsideClient
) -> None:
    client.as_member(cast.ada).post(LOOK, {**USUAL, "logo": an_upload(a_picture())})

    page = client.get("/o/northwind/history/").text

    assert "chose how reports look" in page
    assert "base64" not in page


@pytest.mark.django_db
def test_an_owner_renames_the_organization_and_links_go_on(
    cast: Cast, client: OutsideClient
) -> None:
    sent = {"name": "Südwind", "currency": "USD"}
    client.as_member(cast.ada).post("/o/northwind/settings/", sent)

    assert Organization.objects.get(pk=cast.organization.pk).name == "Südwind"
    assert "Südwind" in client.get("/o/northwind/").text
    nameless = client.post("/o/northwind/settings/", {"name": " \u200b", "currency": "USD"})
    assert nameless.status_code == 200
    assert Organization.objects.get(pk=cast.organization.pk).name == "Südwind"


CHANNEL = st.integers(0, 255)
COLOURS = st.builds("#{:02x}{:02x}{:02x}".format, CHANNEL, CHANNEL, CHANNEL)


@given(COLOURS, COLOURS)
def test_contrast_is_from_1_to_21_whichever_is_first(one: str, other: str) -> None:
    assert 1 <= contrast(one, other) == contrast(other, one) <= 21.001


def test_contrast_of_known_colours_is_as_published() -> None:
    assert contrast("#000000") == pytest.approx(21)
    assert contrast("#767676") == pytest.approx(4.54, abs=0.01)
    assert contrast("#ffffff") == pytest.approx(1)
