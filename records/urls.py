"""Addresses of what is kept about a partnership and about a person."""

from django.urls import path

from .views import trail

PLACE = "partnerships/<str:partnership_id>"

app_name = "records"
urlpatterns = [
    path(f"{PLACE}/trail/", trail.trail, name="trail"),
    path(f"{PLACE}/trail.<str:kind>", trail.trail_export, name="trail-export"),
]
