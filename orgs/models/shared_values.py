"""What all processes of an installation have to know at once, for a minute or so."""

from django.db import models


class SharedValue(models.Model):
    """A value under the digest of its key: attempts to sign in, one-time codes that were used."""

    digest = models.CharField(max_length=64, primary_key=True)
    value = models.JSONField()
    expires_at = models.DateTimeField(db_index=True)

    def __str__(self) -> str:
        return self.digest
