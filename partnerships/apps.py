from django.apps import AppConfig


class PartnershipsConfig(AppConfig):
    name = "partnerships"

    def ready(self) -> None:
        """Register checks and email writers, in workers too."""
        from . import checks  # noqa: F401
        from .mail import membership_emails  # noqa: F401
