from django.apps import AppConfig
from django.contrib.admin import apps as admin
from django.utils.module_loading import autodiscover_modules


class PartnershipsConfig(AppConfig):
    default = True
    name = "partnerships"

    def ready(self) -> None:
        """Have at hand what apps say of letters, leaving and merging, in a worker too."""
        from . import checks, sign_in_log  # noqa: F401

        autodiscover_modules("letters", "leaving", "member_letters", "merging", "sign_in")


class HostPages(admin.AdminConfig):
    """Django's administration pages, on our site."""

    default = False
    default_site = "partnerships.admin_site.HostSite"
