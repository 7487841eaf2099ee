"""Members exported as a table that `parse` can read, in the words shown on pages."""

from collections.abc import Iterable

from partnerships.roster.new_member import NewMember
from partnerships.vocabulary import Level, Role, Sector

from .columns import CHOICES, HEADINGS, NAMES

EXAMPLE = [
    NewMember(
        "Ailsa Grant",
        "ailsa.grant@example.org",
        "Riverside Council",
        Sector.LOCAL_GOVERNMENT,
        Level.STRATEGIC,
    ),
    NewMember(
        "Tom Baird",
        "tom.baird@example.org",
        "Riverside Council",
        Sector.LOCAL_GOVERNMENT,
        Level.OPERATIONAL,
    ),
    NewMember(
        "Meera Shah",
        "meera.shah@example.org",
        "Open Door",
        Sector.THIRD_SECTOR,
        Level.OPERATIONAL,
        Role.FACILITATOR,
    ),
    NewMember(
        "Joan Reid",
        "joan.reid@example.org",
        "Riverside Community Council",
        Sector.COMMUNITY,
        Level.COMMUNITY,
    ),
]


def in_words(member: NewMember) -> dict[str, str]:
    """This member's text for each column."""
    words = {name: getattr(member, name) for name in NAMES}
    return words | {
        name: str(choices(words[name]).label) if words[name] else ""
        for name, choices in CHOICES.items()
    }


def as_rows(members: Iterable[NewMember]) -> list[list[str]]:
    """A row of headings, and one for each member."""
    head = [HEADINGS[name][0] for name in NAMES]
    return [head, *([*in_words(member).values()] for member in members)]
