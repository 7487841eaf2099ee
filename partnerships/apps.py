from django.apps import AppConfig
from django.utils.module_loading import autodiscover_modules


class PartnershipsConfig(AppConfig):
    name = "partnerships"

    def ready(self) -> None:
        """Have at hand what apps say of letters, leaving and merging, in a worker too."""
        from . import checks, sign_in_log  # noqa: F401

        autodiscover_modules("letters", "leaving", "member_letters", "merging", "sign_in")
