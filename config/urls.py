"""The address map: people's own pages, then one folder a room behind the organization."""

from django.urls import include, path

from config.health import health

handler400 = "orgs.refusals.bad_request"
handler403 = "orgs.refusals.permission_denied"
handler404 = "orgs.refusals.not_found"
handler500 = "orgs.refusals.server_error"

urlpatterns = [
    path("health", health, name="health"),
    path("accounts/", include("allauth.account.urls")),
    path("accounts/second-factor/", include("allauth.mfa.urls")),
    path("accounts/sign-ins/", include("allauth.usersessions.urls")),
    path("", include("orgs.urls")),
    path("o/<slug:organization>/", include("assessments.frameworks.urls")),
    path("o/<slug:organization>/", include("assessments.rounds.urls")),
    path("o/<slug:organization>/", include("assessments.results.urls")),
    path("o/<slug:organization>/", include("assessments.planning.urls")),
    path("o/<slug:organization>/", include("reports.urls")),
]
