"""Addresses of the planning room, behind the organization's name."""

from django.urls import URLPattern, URLResolver, include, path

from assessments.planning.plan_urls import plan_pages
from assessments.planning.views import effort, effort_imports, findings, register, session_facts

app_name = "planning"

sheet = [
    path("", effort_imports.time_sheet, name="time_sheet"),
    path("progress", effort_imports.time_sheet_progress, name="time_sheet_progress"),
    path("check", effort_imports.time_sheet_check, name="time_sheet_check"),
    path("mapping", effort_imports.time_sheet_mapping, name="time_sheet_mapping"),
    path("apply", effort_imports.time_sheet_apply, name="time_sheet_apply"),
    path("give-up", effort_imports.time_sheet_give_up, name="time_sheet_give_up"),
]
projects = [
    path("add", register.project_add, name="project_add"),
    path("<int:pk>/", register.project, name="project"),
    path("<int:pk>/edit", register.project_edit, name="project_edit"),
    path("<int:pk>/strike", register.project_strike, name="project_strike"),
]
around = [
    path("", register.surroundings, name="surroundings"),
    path("places/add", register.surrounding_add, {"listing": "places"}, name="place_add"),
    path("stacks/add", register.surrounding_add, {"listing": "stacks"}, name="stack_add"),
    path("agents/add", register.surrounding_add, {"listing": "agents"}, name="agent_add"),
    path("<slug:listing>/<int:pk>/edit", register.surrounding_edit, name="surrounding_edit"),
    path("<slug:listing>/<int:pk>/strike", register.surrounding_strike, name="surrounding_strike"),
]
register_pages: list[URLPattern | URLResolver] = [
    path("", register.register, name="register"),
    path("projects/", include(projects)),
    path("around/", include(around)),
    path("effort/", effort.effort, name="effort"),
    path("time-sheets/", effort_imports.time_sheets, name="time_sheets"),
    path("time-sheets/<int:pk>/", include(sheet)),
    path("sessions/<int:pk>/", session_facts.session_offer, name="session_offer"),
    path("sessions/<int:pk>/take", session_facts.session_offer_take, name="session_offer_take"),
]
urlpatterns: list[URLPattern | URLResolver] = [
    path("findings/", findings.findings, name="findings"),
    path("findings/break-even", findings.break_even, name="break_even"),
    path("register/", include(register_pages)),
    *plan_pages,
]
