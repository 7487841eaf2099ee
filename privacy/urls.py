"""Addresses of the audit log, personal data and the page on privacy."""

from django.urls import path

from .views import audit_log, personal, privacy

PLACE = "partnerships/<str:partnership_id>"

app_name = "privacy"
urlpatterns = [
    path("privacy/", privacy.privacy, name="privacy"),
    path("account/data/", personal.my_data, name="my-data"),
    path("account/data/export/", personal.my_data_export, name="my-data-export"),
    path("account/data/erase/", personal.my_data_erase, name="my-data-erase"),
    path(f"{PLACE}/audit-log/", audit_log.audit_log, name="audit-log"),
    path(f"{PLACE}/audit-log.<str:kind>", audit_log.audit_log_export, name="audit-log-export"),
]
