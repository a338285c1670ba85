"""How an organization's reports look, for pages and paper."""

from base64 import b64encode
from dataclasses import dataclass

from orgs.models import Branding, Organization, PaperSize
from orgs.web.pictures import JPEG, PNG

JPEG_START = b"\xff\xd8\xff"


@dataclass(frozen=True)
class Look:
    """The look of reports: `logo` is an address that holds the picture itself, or empty."""

    logo: str = ""
    accent: str = ""
    paper_size: str = PaperSize.A4.value


def branding_of(organization: Organization) -> Branding:
    """Return what the owners chose; where they have not, what is usual, not stored."""
    return Branding.objects.filter(organization=organization).first() or Branding(
        organization=organization
    )


def look_of(organization: Organization) -> Look:
    """Return the look of the organization's reports."""
    row = branding_of(organization)
    return Look(_address(row.logo), row.accent, row.paper_size)


def _address(content: bytes | memoryview | None) -> str:
    if not content:
        return ""
    picture = bytes(content)
    kind = JPEG if picture.startswith(JPEG_START) else PNG
    return f"data:{kind};base64,{b64encode(picture).decode()}"
