"""Publish the built-in frameworks."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from assessments.frameworks import actions
from assessments.frameworks.library import built_in_documents
from assessments.frameworks.parsing import FrameworkError


class Command(BaseCommand):
    """Publishes each shipped document once; safe to run again."""

    help = "Publish the framework versions that come with Groundwork."

    def handle(self, **_: Any) -> None:
        """Publish what is new; stop with a sentence where a published version has changed."""
        for document in built_in_documents().values():
            try:
                version, is_new = actions.publish_built_in(document=document, at=timezone.now())
            except (actions.PublishedVersionChangedError, FrameworkError) as error:
                raise CommandError(str(error)) from error
            self.stdout.write(f"{version}: {'published' if is_new else 'there already'}")
