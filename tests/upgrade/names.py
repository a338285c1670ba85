"""The names that a database, an archive and a broker keep: renaming one breaks what is stored."""

from typing import Any

import pgtrigger
from celery import Celery
from django.apps import apps
from django.contrib.auth import get_permission_codename
from django.db.models import Model

Names = dict[str, list[str]]


def stored_names() -> Names:
    """Return the names of all models, tables, columns, choices, triggers and permissions."""
    models = apps.get_models(include_auto_created=True)
    return {
        "models": sorted(model._meta.label for model in models),
        "tables": sorted({model._meta.db_table for model in models}),
        "columns": sorted(_columns(models)),
        "choices": sorted(_choices(models)),
        "triggers": sorted(_triggers()),
        "permissions": sorted(_permissions(models)),
    }


def _columns(models: list[type[Model]]) -> set[str]:
    fields = [(model, field) for model in models for field in model._meta.local_concrete_fields]
    return {f"{model._meta.db_table}.{field.column}" for model, field in fields}


def _choices(models: list[type[Model]]) -> set[str]:
    """Return what a column may hold where it has choices: each is a word in stored rows."""
    fields = [(model, field) for model in models for field in model._meta.local_concrete_fields]
    return {
        f"{model._meta.label}.{field.name}={choice}"
        for model, field in fields
        for choice, _label in field.flatchoices
    }


def _triggers() -> set[str]:
    return {
        f"{model._meta.label}:{trigger.name}:{trigger.get_pgid(model)}"
        for model, trigger in pgtrigger.registered()
    }


def _permissions(models: list[type[Model]]) -> set[str]:
    return {
        f"{model._meta.app_label}.{codename}"
        for model in models
        for codename in (
            *[get_permission_codename(to, model._meta) for to in model._meta.default_permissions],
            *[codename for codename, _name in model._meta.permissions],
        )
    }


def tasks(app: "Celery[Any]") -> dict[str, Any]:
    """Return the names of our own tasks as a worker registers them, and the schedule."""
    app.loader.import_default_modules()
    schedule = app.conf.beat_schedule
    return {
        "tasks": sorted(name for name in app.tasks if not name.startswith("celery.")),
        "schedule": {
            name: {"task": entry["task"], "seconds": entry["schedule"]}
            for name, entry in schedule.items()
        },
    }
