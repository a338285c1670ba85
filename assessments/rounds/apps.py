from django.apps import AppConfig


class RoundsConfig(AppConfig):
    name = "assessments.rounds"
    label = "rounds"
