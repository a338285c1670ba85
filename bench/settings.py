"""The application's settings with the benchmark's addresses."""

from config.settings import *  # noqa: F403 - what is measured is the application as it is

ROOT_URLCONF = "bench.urls"
