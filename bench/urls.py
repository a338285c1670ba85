"""The application's addresses, and the bare view that saving is compared with."""

from django.urls import include, path

from bench.saves.views import note
from config.urls import handler400, handler403, handler404

__all__ = ["handler400", "handler403", "handler404", "urlpatterns"]

urlpatterns = [path("bench/note", note, name="note"), path("", include("config.urls"))]
