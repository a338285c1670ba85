"""Addresses of the results room, behind the organization's name."""

from django.urls import path

from assessments.results import compare_views, views

app_name = "results"
urlpatterns = [
    path("sessions/<int:pk>/submit", views.submit, name="submit"),
    path("sessions/<int:pk>/reopen", views.reopen, name="reopen"),
    path("sessions/<int:pk>/review", views.review, name="review"),
    path("sessions/<int:pk>/accept", views.accept, name="accept"),
    path("sessions/<int:pk>/result", views.result_of_session, name="result_of_session"),
    path("results/", views.results, name="results"),
    path("results/<int:pk>/", views.result, name="result"),
    path("compare/", compare_views.compare, name="compare"),
]
