from django.apps import AppConfig
from django.utils.module_loading import autodiscover_modules


class PartnershipsConfig(AppConfig):
    name = "partnerships"

    def ready(self) -> None:
        """Have every app's writers of letters at hand, in a worker too."""
        autodiscover_modules("letters")
