"""What became of something that two people changed at the same time.

A form says what it showed to begin with. Against what is kept now that tells, part by part, who has
changed what. `forms` hand it over as text, as browsers send it.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

Parts = Mapping[str, Any]


@dataclass(frozen=True)
class Changes:
    """The names of the parts that one writer changed, that somebody else did, and that clash."""

    mine: list[str]
    theirs: list[str]
    clashing: list[str]


class Overtaken(Exception):
    """Somebody else has changed the same in another way; nothing was kept but what they said."""

    def __init__(self, changes: Changes) -> None:
        super().__init__(*changes.clashing)
        self.changes = changes


def compare(*, shown: Parts, kept: Parts, mine: Parts) -> Changes:
    """Who has changed which part since it was shown. What both say alike, nobody has to change."""
    differing = [name for name in mine if mine[name] != kept[name]]
    return Changes(
        mine=[name for name in differing if kept[name] == shown[name]],
        theirs=[name for name in differing if mine[name] == shown[name]],
        clashing=[name for name in differing if shown[name] not in (kept[name], mine[name])],
    )
