"""Members written out as a CSV that `rosters` reads again, in the words that pages show."""

import csv
import io
from collections.abc import Iterable

from partnerships.services import Seat
from partnerships.vocabulary import Level, Role, Sector

from .columns import CHOICES, HEADINGS, NAMES

EXAMPLE = [
    Seat(
        "Ailsa Grant",
        "ailsa.grant@example.org",
        "Riverside Council",
        Sector.LOCAL_GOVERNMENT,
        Level.STRATEGIC,
    ),
    Seat(
        "Tom Baird",
        "tom.baird@example.org",
        "Riverside Council",
        Sector.LOCAL_GOVERNMENT,
        Level.OPERATIONAL,
    ),
    Seat(
        "Meera Shah",
        "meera.shah@example.org",
        "Open Door",
        Sector.THIRD_SECTOR,
        Level.OPERATIONAL,
        Role.FACILITATOR,
    ),
    Seat(
        "Joan Reid",
        "joan.reid@example.org",
        "Riverside Community Council",
        Sector.COMMUNITY,
        Level.COMMUNITY,
    ),
]


def in_words(seat: Seat) -> dict[str, str]:
    """What stands in each column for this member."""
    words = {name: getattr(seat, name) for name in NAMES}
    return words | {
        name: str(choices(words[name]).label) if words[name] else ""
        for name, choices in CHOICES.items()
    }


def as_csv(seats: Iterable[Seat]) -> str:
    """A row of headings, and one for each member."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(HEADINGS[name][0] for name in NAMES)
    writer.writerows(in_words(seat).values() for seat in seats)
    return text.getvalue()
