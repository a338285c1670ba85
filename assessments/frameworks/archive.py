"""What the frameworks room archives: the versions that its rounds may ask."""

from orgs.archive.export import ArchiveTable, Columns

from .models import FrameworkVersion


def built_in(columns: Columns) -> int | None:
    """Return the number of the built-in version that says the same; None where there is none."""
    same = FrameworkVersion.objects.filter(
        organization=None,
        key=columns["key"],
        version=columns["version"],
        digest=columns["digest"],
    )
    return same.values_list("pk", flat=True).first()


TABLES = (ArchiveTable(FrameworkVersion, of_nobody=True, known=built_in),)
