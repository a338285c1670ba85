"""Addresses of the orgs room; the organization's own stand behind its name."""

from django.urls import include, path

from orgs.views import administration, entrance, history, work

app_name = "orgs"

organization = [
    path("", work.my_work, name="my_work"),
    path("units/", administration.units, name="units"),
    path("units/add", administration.unit_add, name="unit_add"),
    path("units/<int:pk>/rename", administration.unit_rename, name="unit_rename"),
    path("units/<int:pk>/archive", administration.unit_archive, name="unit_archive"),
    path("units/<int:pk>/restore", administration.unit_restore, name="unit_restore"),
    path("people/", administration.people, name="people"),
    path("people/invite", administration.people_invite, name="people_invite"),
    path("history/", history.history, name="history"),
    path("history/export", history.history_export, name="history_export"),
]

urlpatterns = [
    path("", entrance.home, name="home"),
    path("set-up/", entrance.set_up, name="set_up"),
    path("organizations/", entrance.organizations, name="organizations"),
    path("join/<slug:token>/", entrance.join, name="join"),
    path("o/<slug:organization>/", include(organization)),
]
