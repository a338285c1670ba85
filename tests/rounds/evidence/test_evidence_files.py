"""What a file is, is told by its content; images are drawn anew."""

from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from PIL import Image
from PIL.PngImagePlugin import PngInfo

from assessments.rounds.evidence import files
from assessments.rounds.evidence.files import UnwantedFileError, check_file
from assessments.rounds.models import Evidence, Session
from orgs.database import tenancy
from orgs.web.upload_limit import LARGEST_UPLOAD
from tests.cast import Cast
from tests.conftest import OutsideClient
from tests.rounds.evidence_pieces import PDF, UNTIL, a_picture, some_evidence

PLACE = "N 59.9139 E 10.7522"


def with_exif() -> bytes:
    exif = Image.Exif()
    exif[0x010E] = PLACE
    exif[0x0112] = 6  # lies on its side
    return a_picture("JPEG", (20, 10), exif=exif.tobytes(), comment=PLACE.encode())


def with_text() -> bytes:
    info = PngInfo()
    info.add_text("Comment", PLACE)
    return a_picture("PNG", pnginfo=info, dpi=(300, 300)) + PLACE.encode()


@pytest.mark.parametrize(
    ("name", "content", "kind", "stored_as"),
    [
        ("policy.PDF", PDF, "application/pdf", "policy.pdf"),
        ("really a picture.pdf", a_picture(), "image/png", "really a picture.png"),
        ("photo", a_picture("JPEG"), "image/jpeg", "photo.jpg"),
        ("list.csv", "name,owner\nLedger,Zoë\n".encode(), "text/plain", "list.txt"),
        ("../../etc/passwd\x00.txt", b"text", "text/plain", "passwd.txt"),
        ("C:\\secret\\CON.html", b"<script>alert(1)</script>", "text/plain", "CON.txt"),
    ],
)
def test_a_file_is_taken_for_what_it_is(
    name: str, content: bytes, kind: str, stored_as: str
) -> None:
    kept = check_file(name, BytesIO(content))

    assert (kept.content_type, kept.name) == (kind, stored_as)


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"", "empty"),
        (b"x" * (files.LARGEST_FILE + 1), "10 MB"),
        (b"%PDF-1.7\n\x00 and nothing that ends it", "not a PDF"),
        (b"PK\x03\x04 an archive", "not a PDF"),
        (b"MZ\x90\x00 a program", "not a PDF"),
        (b"GIF89a\x01\x00", "not a PDF"),
        (b"<svg>\x00</svg>", "not a PDF"),
        (b"\xff\xd8\xff broken", "cannot be read"),
        (a_picture()[:-30], "cannot be read"),
        ("ÿþ".encode("utf-16"), "not a PDF"),
    ],
)
def test_what_is_not_wanted_is_refused(content: bytes, sentence: str) -> None:
    with pytest.raises(UnwantedFileError, match=sentence):
        check_file("file", BytesIO(content))


@pytest.mark.parametrize("side", [5_000, 20_000])
def test_a_small_file_of_very_many_pixels_is_refused_unopened(side: int) -> None:
    bomb = BytesIO()
    Image.new("1", (side, side)).save(bomb, "PNG")
    assert len(bomb.getvalue()) < 100_000

    with pytest.raises(UnwantedFileError, match="million pixels"):
        check_file("bomb.png", BytesIO(bomb.getvalue()))


@pytest.mark.parametrize("picture", [with_exif(), with_text()])
def test_an_image_is_stored_without_what_it_hides(picture: bytes) -> None:
    assert PLACE.encode() in picture

    kept = check_file("photo", BytesIO(picture))

    assert PLACE.encode() not in kept.content
    with Image.open(BytesIO(kept.content)) as stored:
        assert not stored.getexif()
        assert not {"comment", "Comment", "dpi", "exif"} & stored.info.keys()


def test_a_photo_on_its_side_is_turned_and_a_large_one_made_smaller() -> None:
    with Image.open(BytesIO(check_file("p", BytesIO(with_exif())).content)) as turned:
        assert turned.size == (10, 20)
    with Image.open(
        BytesIO(check_file("p", BytesIO(a_picture("JPEG", (4000, 1000)))).content)
    ) as it:
        assert max(it.size) <= files.LONGEST_SIDE


def test_a_file_comes_through_the_gate_to_be_stored_not_shown(
    cast: Cast, session: Session, client: OutsideClient
) -> None:
    sent = SimpleUploadedFile("list.html", b"<script>alert(1)</script>", "text/html")
    target = reverse("rounds:evidence_add", args=["northwind", session.pk, "RUN-1a"])
    body = {"says": "The list", "expires_on": UNTIL.isoformat(), "file": sent}
    assert client.as_member(cast.tom).post(target, body).status_code == 302
    tenancy.set_local("person", cast.tom.user_id)
    stored = Evidence.objects.get()

    answer = client.get(reverse("rounds:evidence_file", args=["northwind", session.pk, stored.pk]))

    assert answer.getvalue() == b"<script>alert(1)</script>"
    assert answer.headers["Content-Type"] == "text/plain"
    assert answer.headers["Content-Disposition"] == 'attachment; filename="list.txt"'
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert answer.headers["Content-Security-Policy"] == "sandbox; default-src 'none'"
    assert "no-store" in answer.headers["Cache-Control"]
    assert stored.file.startswith(f"evidence/{cast.organization.pk}/")
    assert "list" not in stored.file


def test_a_file_that_is_gone_is_said_to_be_gone(
    cast: Cast, session: Session, client: OutsideClient
) -> None:
    stored = some_evidence(session, cast.tom)
    files.remove(stored.file)

    answer = client.as_member(cast.tom).get(
        reverse("rounds:evidence_file", args=["northwind", session.pk, stored.pk])
    )

    assert answer.status_code == 409
    assert "no longer stored" in answer.content.decode()


def test_an_upload_that_announces_too_much_is_refused_before_it_is_read(
    cast: Cast, session: Session, client: OutsideClient
) -> None:
    target = reverse("rounds:evidence_add", args=["northwind", session.pk, "RUN-1a"])
    large = SimpleUploadedFile("large.txt", b"x" * (LARGEST_UPLOAD + 1))

    answer = client.as_member(cast.tom).post(target, {"says": "Large", "file": large})

    assert answer.status_code == 413
    assert "This page takes files of up to 10 MB." in answer.text
