"""The settings of the workers that tests start: as in production, but for a shorter lease."""

from config.settings import *  # noqa: F403

REPORTS_LEASE_SECONDS = 4
