"""What a host is told about the languages that readers are offered."""

from django.conf import settings
from django.core import checks

from translations.catalogue import in_use


@checks.register
def every_language_is_there(**_options: object) -> list[checks.CheckMessage]:
    """Each language that is offered has a translation in use; English needs none."""
    return [
        checks.Warning(
            f"LANGUAGES offers {name} ({code}), of which no translation is in use.",
            hint=f"manage.py translations use {code}, or take it out of LANGUAGES.",
            id="translations.W001",
        )
        for code, name in settings.LANGUAGES
        if code.partition("-")[0] != "en" and not in_use(code).exists()
    ]
