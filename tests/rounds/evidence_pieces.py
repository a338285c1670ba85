"""Evidence for tests."""

from datetime import timedelta
from io import BytesIO
from typing import Any

from django.utils import timezone
from PIL import Image

from assessments.rounds.evidence import actions as evidence
from assessments.rounds.evidence import files
from assessments.rounds.evidence.actions import EvidenceInput
from assessments.rounds.models import Evidence, Session
from orgs.database import tenancy
from orgs.models import Member
from tests.cast import NOON

UNTIL = timezone.now().date() + timedelta(days=180)
PDF = b"%PDF-1.7\n1 0 obj\nendobj\n%%EOF\n"


def some_evidence(session: Session, by: Member, condition: str = "RUN-1a", **said: Any) -> Evidence:
    """Let the member bring a text file, or what is said, for a condition."""
    file = files.check_file("list.txt", BytesIO(b"every workload with its owner"))
    piece: dict[str, Any] = {"says": "The list of workloads", "expires_on": UNTIL, "file": file}
    former = tenancy.setting("person")
    tenancy.set_local("person", by.user_id)
    brought = evidence.attach(
        session=session,
        condition=condition,
        piece=EvidenceInput(**piece | said),
        by=by,
        at=NOON,
    )
    tenancy.set_local("person", former)
    return brought


def a_picture(kind: str = "PNG", size: tuple[int, int] = (8, 8), **options: Any) -> bytes:
    """Return an image file."""
    to = BytesIO()
    Image.new("RGB", size, "teal").save(to, kind, **options)
    return to.getvalue()
