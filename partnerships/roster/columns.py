"""The columns of a roster: their headings, and the words used in them.

Must not read rows: `parse` does.
"""

from collections.abc import Mapping
from difflib import get_close_matches

from django.db.models import TextChoices
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from partnerships.vocabulary import (
    LEVEL_WORDS,
    ROLE_WORDS,
    SECTOR_WORDS,
    Level,
    Role,
    Sector,
    by_words,
    plain,
)

HEADINGS: dict[str, tuple[str, ...]] = {
    "name": ("Name", "Full name", "Member", "Member name"),
    "email": ("Email", "E-mail", "Email address", "E-mail address", "Mail"),
    "organisation": (
        *("Organisation", "Organization", "Organisation name", "Organization name"),
        *("Agency", "Partner", "Partner organisation", "Partner agency"),
    ),
    "sector": ("Sector", "Organisation sector", "Organization sector"),
    "level": ("Level", "Working level"),
    "role": ("Role", "Role in the partnership", "Role in partnership"),
    "first_name": ("First name", "Forename", "Given name"),
    "last_name": ("Last name", "Surname", "Family name"),
}
NAMES = {
    "name": gettext_lazy("Name"),
    "email": gettext_lazy("Email"),
    "organisation": gettext_lazy("Organisation"),
    "sector": gettext_lazy("Sector"),
    "level": gettext_lazy("Level"),
    "role": gettext_lazy("Role"),
}
CHOICES: dict[str, type[TextChoices]] = {"sector": Sector, "level": Level, "role": Role}
_FIELDS = {plain(text): name for name, texts in HEADINGS.items() for text in texts}


def field_of(heading: str) -> str:
    """What a column with this heading holds: a key of HEADINGS, or ""."""
    return _FIELDS.get(plain(heading).removesuffix(" required"), "")


def words() -> dict[str, dict[str, str]]:
    """For each column that holds codes, the code for each plain text."""
    return {
        "sector": by_words(Sector, SECTOR_WORDS),
        "level": by_words(Level, LEVEL_WORDS),
        "role": by_words(Role, ROLE_WORDS),
    }


def no_headings() -> str:
    """What to do about a sheet without a recognised heading."""
    return _(
        "No headings were found. Put them in the first row: Name, Email, Organisation, "
        "Sector, Level, Role."
    )


def no_column(name: str, others: list[str]) -> str:
    """What to do about a missing column; another one may be meant."""
    heading = str(NAMES[name])
    spelt = {plain(title): title for title in others}
    near = get_close_matches(plain(heading), spelt, n=1, cutoff=0.7)
    message = _("There is no column headed “%(heading)s”. Add one.")
    if near:
        message = _("There is no column headed “%(heading)s”. If “%(near)s” is the one, rename it.")
    return message % {"heading": heading, "near": "".join(spelt[match] for match in near)}


def unknown_word(name: str, value: str, known: Mapping[str, str]) -> str:
    """Why a word is not accepted, what may be meant, and the choices."""
    choices = CHOICES[name]
    labels = [str(label) for label in choices.labels]
    shown = labels if choices is Sector else [label.lower() for label in labels]
    said = {"name": NAMES[name], "value": value}
    parts = [_("%(name)s “%(value)s” is not one we recognise.") % said]
    near = get_close_matches(plain(value), known, n=1, cutoff=0.7)
    if near:
        meant = shown[choices.values.index(known[near[0]])]
        parts.append(_("Did you mean %(meant)s?") % {"meant": meant})
    *others, last = shown
    options = {"others": ", ".join(others), "last": last}
    parts.append(_("Use %(others)s or %(last)s.") % options)
    return " ".join(parts)
