"""The wiring; importing the Celery application here makes shared tasks belong to it everywhere."""

from django.apps import AppConfig

from config import celery

__all__ = ["ConfigConfig", "celery"]


class ConfigConfig(AppConfig):
    name = "config"
