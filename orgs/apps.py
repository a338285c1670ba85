"""The orgs room; importing the checks registers them."""

from django.apps import AppConfig

from orgs.database import checks, reachability

__all__ = ["OrgsConfig", "checks"]


class OrgsConfig(AppConfig):
    name = "orgs"
    verbose_name = "Organizations"

    def ready(self) -> None:
        """Set how soon a lost database is looked for, before anybody asks for a connection."""
        reachability.reconnect_soon()
