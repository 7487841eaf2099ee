"""Addresses of what is kept about a partnership and about a person."""

from django.urls import path

from .views import personal, privacy, trail

PLACE = "partnerships/<str:partnership_id>"

app_name = "records"
urlpatterns = [
    path("privacy/", privacy.privacy, name="privacy"),
    path("account/data/", personal.my_data, name="my-data"),
    path("account/data/export/", personal.my_data_export, name="my-data-export"),
    path("account/data/erase/", personal.my_data_erase, name="my-data-erase"),
    path(f"{PLACE}/trail/", trail.trail, name="trail"),
    path(f"{PLACE}/trail.<str:kind>", trail.trail_export, name="trail-export"),
]
