from django.apps import AppConfig


class PartnershipsConfig(AppConfig):
    name = "partnerships"

    def ready(self) -> None:
        """Have checks and the writers of e-mails at hand, in a worker too."""
        from . import checks  # noqa: F401
        from .mail import membership_emails  # noqa: F401
