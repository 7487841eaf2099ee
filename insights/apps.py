from django.apps import AppConfig


class InsightsConfig(AppConfig):
    name = "insights"

    def ready(self) -> None:
        """Register the forecast of what will be shown."""
        from .publishing import preview  # noqa: F401
