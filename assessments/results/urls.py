"""Addresses of the results room, behind the organization's name."""

from django.urls import path

from assessments.results import (
    compare_views,
    download_views,
    export_views,
    improvement_views,
    trend_views,
    views,
)

app_name = "results"
urlpatterns = [
    path("sessions/<int:pk>/submit", views.submit, name="submit"),
    path("sessions/<int:pk>/reopen", views.reopen, name="reopen"),
    path("sessions/<int:pk>/review", views.review, name="review"),
    path("sessions/<int:pk>/accept", views.accept, name="accept"),
    path("sessions/<int:pk>/quick-check", views.quick_check, name="quick_check"),
    path("sessions/<int:pk>/result", views.result_of_session, name="result_of_session"),
    path("results/", views.results, name="results"),
    path("results/<int:pk>/", views.result, name="result"),
    path("compare/", compare_views.compare, name="compare"),
    path("compare/comparison.csv", export_views.compare_csv, name="compare_csv"),
    path("compare/comparison.xlsx", export_views.compare_xlsx, name="compare_xlsx"),
    path("compare/comparison.json", export_views.compare_json, name="compare_json"),
    path("trend/", trend_views.trend, name="trend"),
    path("trend/trend.json", trend_views.trend_json, name="trend_json"),
    path("trend/<slug:column>/chart.svg", trend_views.trend_svg, name="trend_svg"),
    path("trend/<slug:column>/chart.png", trend_views.trend_png, name="trend_png"),
    path("results/<int:pk>/result.json", download_views.result_json, name="result_json"),
    path("results/<int:pk>/tracks.svg", download_views.result_svg, name="result_svg"),
    path("results/<int:pk>/tracks.png", download_views.result_png, name="result_png"),
    path("results/<int:pk>/against/<int:other>/", trend_views.against, name="against"),
    path("actions/", improvement_views.improvements, name="improvements"),
    path("actions/<int:pk>/", improvement_views.improvement, name="improvement"),
    path(
        "results/<int:pk>/actions/new/<slug:capability>/<int:level>",
        improvement_views.improvement_new,
        name="improvement_new",
    ),
]
