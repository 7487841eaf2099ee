"""Names of people, organisations, partnerships and reviews.

Names appear in the subjects of emails, which are sent from the host's own domain, so none may
contain an address: it could be used to advertise.
"""

import html
import re
import unicodedata
from collections.abc import Sequence
from typing import Any
from urllib.parse import unquote

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models.expressions import Combinable
from django.utils.translation import gettext as _

LONGEST_NAME = 150

_SEPARATORS = {"Cc", "Zl", "Zp"}
_TURNED_ROUND = {"LRE", "RLE", "PDF", "LRO", "RLO", "LRI", "RLI", "FSI", "PDI"}
_DOTS = str.maketrans(dict.fromkeys("。۔܁܂ꓸ𐩐", "."))
_PLAINLY = re.compile(
    r"://|\bwww\.|\b(?:https?|ftp|mailto):|\w@\S|\b\d{1,3}(?:\.\d{1,3}){3}\b", re.I
)
_DOTTED = re.compile(r"[\w-]+(?:\.[\w-]+)+")
_PAGE = re.compile(r"[/:?#](?!\w\.)\w")
_WORD = re.compile(r"[^\W\d_]{2,}")
_ABBREVIATIONS = {
    *("dr", "mr", "mrs", "ms", "mx", "prof", "rev", "hon", "sir", "sr"),
    *("st", "co", "no", "dept", "jr"),
}
_ENDINGS = {
    *("com", "net", "org", "edu", "gov", "int", "info", "biz", "app", "dev", "online", "shop"),
    *("site", "store", "xyz", "club", "top", "live", "news", "link", "click", "page", "website"),
    *("casino", "bet", "loan", "win", "space", "tech", "cloud", "vip", "pro", "icu", "life"),
}


def address_in(text: str) -> str:
    """A web or email address in a text, or something that looks like one; empty if none.

    A word after a dot, without a space between, reads like the end of a domain. Real endings
    change every month, so any word counts, except a capital after an initial or a title
    (“J.Smith”, “St.Andrews”), unless it is a well-known ending or a path follows.
    """
    seen = _as_it_is_read(text)
    if found := _PLAINLY.search(seen):
        return _around(seen, found.start())
    for run in _DOTTED.finditer(seen):
        if _is_domain(run[0].split("."), has_page=bool(_PAGE.match(seen, run.end()))):
            return _around(seen, run.start())
    return ""


def _as_it_is_read(text: str) -> str:
    """Without invisible characters, and with every kind of dot as a full stop."""
    text = unquote(html.unescape(unquote(text)))
    text = unicodedata.normalize("NFKD", text).translate(_DOTS)
    return "".join(one for one in text if unicodedata.category(one) not in ("Cf", "Mn", "Mc", "Me"))


def _is_domain(parts: list[str], *, has_page: bool) -> bool:
    for number, part in enumerate(parts[1:], start=1):
        word = _WORD.match(part)
        if word is None:
            continue
        shortened = all(len(one) == 1 or one.casefold() in _ABBREVIATIONS for one in parts[:number])
        is_ending = has_page or word[0].casefold() in _ENDINGS
        if is_ending or not shortened or not part[0].isupper():
            return True
    return False


def _around(text: str, position: int) -> str:
    """The word at this position in a text."""
    return text[:position].split(" ")[-1] + text[position:].split(" ")[0]


def check_name(name: str) -> None:
    """ValidationError if a name contains an address or harmful invisible characters."""
    if any(
        unicodedata.category(one) in _SEPARATORS or unicodedata.bidirectional(one) in _TURNED_ROUND
        for one in name
    ):
        raise ValidationError(
            _("This contains line breaks or invisible characters. Type it again.")
        )
    if found := address_in(name):
        raise ValidationError(
            _(
                "“%(found)s” looks like a web or email address, which names cannot contain "
                "because they appear in emails. Remove it, or if it is not an address, put a "
                "space after the dot."
            )
            % {"found": found}
        )


class NameField(models.CharField[str | Combinable, str]):
    """A name as it appears in emails. An existing one is accepted until it is edited.

    The database accepts any text, so changing the rules needs no migration.
    """

    default_validators = [check_name]

    def deconstruct(self) -> tuple[str, str, Sequence[Any], dict[str, Any]]:
        name, _path, args, kwargs = super().deconstruct()
        return name, "django.db.models.CharField", args, kwargs

    def clean(self, value: Any, model_instance: models.Model | None) -> Any:
        try:
            return super().clean(value, model_instance)
        except ValidationError:
            if model_instance is None or not self._is_kept(value, model_instance):
                raise
            return value

    def _is_kept(self, value: Any, instance: models.Model) -> bool:
        kept = type(instance)._base_manager.filter(pk=instance.pk)
        return kept.filter(**{self.attname: value}).exists()
