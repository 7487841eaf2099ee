from django.apps import AppConfig
from django.contrib.admin import apps as admin


class AccountsConfig(AppConfig):
    default = True
    name = "accounts"

    def ready(self) -> None:
        """Register checks and sign-in signals, in workers too."""
        from . import checks, devices, second_factor, sign_in_log  # noqa: F401


class HostPages(admin.AdminConfig):
    """Django's administration pages, on our site."""

    default = False
    default_site = "accounts.admin_site.HostSite"
