from django.apps import AppConfig


class PlanningConfig(AppConfig):
    name = "assessments.planning"
    label = "planning"
