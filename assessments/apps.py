from django.apps import AppConfig


class AssessmentsConfig(AppConfig):
    name = "assessments"

    def ready(self) -> None:
        """Register checks, email writers, locks and what happens when a member leaves."""
        from config.database_rules import watch

        from . import checks  # noqa: F401
        from .database_rules import RULES
        from .invitations import departures  # noqa: F401
        from .responses import organisation_merge  # noqa: F401
        from .reviews import emails, services  # noqa: F401

        watch(self, RULES)
