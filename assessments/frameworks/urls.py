"""Addresses of the frameworks room, behind the organization's name."""

from django.urls import path

from assessments.frameworks import views

app_name = "frameworks"
urlpatterns = [
    path("frameworks/", views.frameworks, name="frameworks"),
    path("frameworks/<int:pk>/", views.framework, name="framework"),
]
