"""Addresses of the evidence: public, one for each consideration."""

from django.urls import path

from . import views

app_name = "evidence"
urlpatterns = [
    path("evidence/", views.index, name="index"),
    path("evidence/<slug:code>/", views.consideration, name="consideration"),
]
