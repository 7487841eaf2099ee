from django.apps import AppConfig


class TranslationsConfig(AppConfig):
    name = "translations"

    def ready(self) -> None:
        """Register the check of languages."""
        from . import checks  # noqa: F401
