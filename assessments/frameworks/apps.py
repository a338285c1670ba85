from django.apps import AppConfig


class FrameworksConfig(AppConfig):
    name = "assessments.frameworks"
    label = "frameworks"
