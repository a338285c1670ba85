"""The orgs room; importing the checks registers them."""

from django.apps import AppConfig

from orgs.database import checks

__all__ = ["OrgsConfig", "checks"]


class OrgsConfig(AppConfig):
    name = "orgs"
    verbose_name = "Organizations"
