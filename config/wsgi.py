"""The way in for a WSGI server such as gunicorn."""

import os

from django.conf import settings
from django.core.wsgi import get_wsgi_application
from django.utils.translation.trans_real import translation

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
application = get_wsgi_application()


def _look_texts_up_once() -> None:
    """Leave out the empty catalogues behind the usual language's own.

    Every app with British English brings an empty one of English along, and each of a page's
    texts that needs no translation is looked up in all of them: a tenth of the page's time.
    """
    catalogue = translation(settings.LANGUAGE_CODE)
    behind = catalogue._fallback
    while behind and behind._catalog.keys() <= {""}:
        behind = behind._fallback
    catalogue._fallback = behind


_look_texts_up_once()
