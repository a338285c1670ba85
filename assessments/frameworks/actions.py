"""Publishing framework versions."""

from datetime import datetime

from django.db import transaction

from assessments.frameworks.models import FrameworkVersion
from assessments.frameworks.parsing import digest, parse
from orgs.database import tenancy


class PublishedVersionChangedError(Exception):
    """A published version was offered again with another content."""


def publish_built_in(*, document: object, at: datetime) -> tuple[FrameworkVersion, bool]:
    """Return the built-in version of the document and whether it is new.

    Raises FrameworkError for a malformed document and PublishedVersionChangedError for a version
    that is published already and says something else.
    """
    framework = parse(document)
    content = digest(document)
    with tenancy.scope(loader="on"), transaction.atomic():
        version, is_new = FrameworkVersion.objects.get_or_create(
            organization=None,
            key=framework.key,
            version=framework.version,
            defaults={
                "name": framework.name,
                "document": document,
                "digest": content,
                "published_at": at,
            },
        )
    if version.digest != content:
        raise PublishedVersionChangedError(
            f"{framework.key} {framework.version} is published and cannot change. "
            f"Give the changed document another version."
        )
    return version, is_new
