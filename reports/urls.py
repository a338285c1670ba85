"""Addresses of the reports room, behind the organization's name."""

from django.urls import path

from reports import views

app_name = "reports"
urlpatterns = [
    path("results/<int:pk>/report", views.order_unit, name="order_unit"),
    path("compare/report", views.order_comparison, name="order_comparison"),
    path("reports/", views.reports, name="reports"),
    path("reports/<int:pk>/", views.report, name="report"),
    path("reports/<int:pk>/progress", views.report_progress, name="report_progress"),
    path("reports/<int:pk>/line", views.report_line, name="report_line"),
    path("reports/<int:pk>/cancel", views.cancel, name="cancel"),
    path("reports/<int:pk>/retry", views.retry, name="retry"),
    path("reports/<int:pk>/download", views.download, name="download"),
]
