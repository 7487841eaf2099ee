from django.apps import AppConfig
from django.contrib.admin import apps as admin


class PartnershipsConfig(AppConfig):
    default = True
    name = "partnerships"

    def ready(self) -> None:
        """Have checks, letters and what signing in sets off at hand, in a worker too."""
        from . import checks, sign_in, sign_in_log  # noqa: F401
        from .mail import membership_emails  # noqa: F401


class HostPages(admin.AdminConfig):
    """Django's administration pages, on our site."""

    default = False
    default_site = "partnerships.admin_site.HostSite"
