"""Addresses of reports: one for each format a report is written in."""

from django.urls import path

from . import views

app_name = "reports"
urlpatterns = [
    path("reviews/<str:review_id>/report.pdf", views.report, name="report"),
    path("reviews/<str:review_id>/paper.pdf", views.paper, name="paper"),
]
