from django.apps import AppConfig


class TranslationsConfig(AppConfig):
    name = "translations"

    def ready(self) -> None:
        """Have the check of languages at hand."""
        from . import checks  # noqa: F401
