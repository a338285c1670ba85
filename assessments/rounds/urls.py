"""Addresses of the rounds room."""

from django.urls import URLPattern

app_name = "rounds"
urlpatterns: list[URLPattern] = []
