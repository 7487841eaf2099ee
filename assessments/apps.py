from django.apps import AppConfig


class AssessmentsConfig(AppConfig):
    name = "assessments"

    def ready(self) -> None:
        """Say what the database refuses, what e-mails say, and where we see to who leaves."""
        from config.database_rules import watch

        from .database_rules import RULES
        from .invitations import departures  # noqa: F401
        from .responses import organisation_merge  # noqa: F401
        from .reviews import emails  # noqa: F401

        watch(self, RULES)
