from django.apps import AppConfig


class AssessmentsConfig(AppConfig):
    name = "assessments"

    def ready(self) -> None:
        from config.database_rules import watch

        from .database_rules import RULES

        watch(self, RULES)
