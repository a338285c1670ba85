"""Addresses of the results room, behind the organization's name."""

from django.urls import path

from assessments.results.comparison import views as comparison_views
from assessments.results.improvements import views as improvements_views
from assessments.results.quick_checks import views
from assessments.results.result_page import views as result_page_views
from assessments.results.submission import views as submission_views
from assessments.results.trend import views as trend_views

app_name = "results"
urlpatterns = [
    path("sessions/<int:pk>/submit", submission_views.submit, name="submit"),
    path("sessions/<int:pk>/reopen", submission_views.reopen, name="reopen"),
    path("sessions/<int:pk>/review", submission_views.review, name="review"),
    path("sessions/<int:pk>/accept", submission_views.accept, name="accept"),
    path("sessions/<int:pk>/quick-check", views.quick_check, name="quick_check"),
    path("sessions/<int:pk>/result", result_page_views.result_of_session, name="result_of_session"),
    path("results/", result_page_views.results, name="results"),
    path("results/<int:pk>/", result_page_views.result, name="result"),
    path("compare/", comparison_views.compare, name="compare"),
    path("compare/comparison.csv", comparison_views.compare_csv, name="compare_csv"),
    path("compare/comparison.xlsx", comparison_views.compare_xlsx, name="compare_xlsx"),
    path("compare/comparison.json", comparison_views.compare_json, name="compare_json"),
    path("trend/", trend_views.trend, name="trend"),
    path("trend/trend.json", trend_views.trend_json, name="trend_json"),
    path("trend/<slug:column>/chart.svg", trend_views.trend_svg, name="trend_svg"),
    path("trend/<slug:column>/chart.png", trend_views.trend_png, name="trend_png"),
    path("results/<int:pk>/result.json", result_page_views.result_json, name="result_json"),
    path("results/<int:pk>/tracks.svg", result_page_views.result_svg, name="result_svg"),
    path("results/<int:pk>/tracks.png", result_page_views.result_png, name="result_png"),
    path("results/<int:pk>/against/<int:other>/", trend_views.against, name="against"),
    path("actions/", improvements_views.improvements, name="improvements"),
    path("actions/<int:pk>/", improvements_views.improvement, name="improvement"),
    path(
        "results/<int:pk>/actions/new/<slug:capability>/<int:level>",
        improvements_views.improvement_new,
        name="improvement_new",
    ),
]
