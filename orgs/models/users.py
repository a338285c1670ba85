"""People, who stand outside organizations."""

from datetime import tzinfo

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy as _

from orgs import time_zones
from orgs.names.email_addresses import canonical_address, shown_address
from orgs.names.keys import KeyedQuerySet, KeyField


class UserQuerySet(KeyedQuerySet["User"]):
    """People, wherever they belong."""


class UserManager(BaseUserManager["User"]):
    """Makes people; allauth and the commands call it."""

    def get_queryset(self) -> UserQuerySet:
        """Return the people."""
        return UserQuerySet(self.model, using=self._db)

    def create_user(self, email: str, password: str | None = None, name: str = "") -> "User":
        """Return a new person; without a password they can sign in by reset only."""
        user = self.model(email=canonical_address(email), name=name)
        user.set_password(password)
        user.save(using=self._db)
        return user

    def get_by_natural_key(self, username: str | None) -> "User":
        """Return the person with that email address, in whichever spelling."""
        return self.get(email=canonical_address(username or ""))


class User(AbstractBaseUser):
    """A person. People stand outside organizations; a member is a person in one.

    `email` is in the one spelling that `canonical_address` gives.
    """

    email = models.EmailField(_("email address"), max_length=254)
    name = models.CharField(_("name"), max_length=150)
    name_key = KeyField(source="name")
    is_active = models.BooleanField(default=True)
    created_at = models.DateTimeField(auto_now_add=True)
    time_zone = models.CharField(_("time zone"), max_length=64, blank=True)
    wants_reminders = models.BooleanField(default=True, db_default=True)

    objects = UserManager()

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS = ["name"]

    class Meta:
        constraints = [models.UniqueConstraint(Lower("email"), name="one_person_per_email")]

    def __str__(self) -> str:
        return self.name or self.shown_email

    @property
    def shown_email(self) -> str:
        """The address as people read it."""
        return shown_address(self.email)

    @property
    def zone(self) -> tzinfo:
        """The zone in which this person reads times."""
        return time_zones.zone(self.time_zone)
