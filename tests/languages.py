"""The interface in another language: a translation made for a test, and forgotten after it."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from django.utils import translation
from django.utils.translation import trans_real

from evidence import bank
from translations import catalogue as translations
from translations.extraction import template

ENGLISH, WELSH, ARABIC = ("en-gb", "English"), ("cy", "Cymraeg"), ("ar", "العربية")


@contextmanager
def offered(settings, folder: Path, *languages: tuple[str, str]) -> Iterator[Path]:
    """These languages are on offer, and what was translated into them is in this folder."""
    settings.TRANSLATIONS = folder
    settings.LOCALE_PATHS = [folder]
    settings.LANGUAGES = list(languages)
    restart()
    yield folder
    restart()


def restart() -> None:
    """What restarting the web server does to translations that it has read."""
    trans_real._translations.clear()
    translation.deactivate()
    bank._translated.cache_clear()


def translate(language: str, into: Callable[[str], str]) -> None:
    """Take a translation of every text into use."""
    catalog = template()
    for message in catalog:
        if message.id:
            forms = message.id if message.pluralizable else [message.id]
            said = tuple(map(into, forms))
            message.string = said if message.pluralizable else said[0]
    translations.compile_for(language, catalog)
    restart()
