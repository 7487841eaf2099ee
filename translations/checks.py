"""Checks for the host of the languages offered to readers."""

from django.conf import settings
from django.core import checks

from translations.catalogue import in_use


@checks.register
def every_language_is_there(**_options: object) -> list[checks.CheckMessage]:
    """Each language on offer has a translation in use. English does not need one."""
    return [
        checks.Warning(
            f"LANGUAGES offers {name} ({code}), which has no translation in use.",
            hint=f"manage.py translations use {code}, or remove it from LANGUAGES.",
            id="translations.W001",
        )
        for code, name in settings.LANGUAGES
        if code.partition("-")[0] != "en" and not in_use(code).exists()
    ]
