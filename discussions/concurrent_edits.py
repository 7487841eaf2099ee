"""What became of something that two people changed at the same time.

A form says what it showed to begin with. Against what is kept now that tells, part by part, who has
changed what. `forms` hand it over as text, as browsers send it.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

Parts = Mapping[str, Any]


@dataclass(frozen=True)
class ThreeWayDiff:
    """The names of the parts that one writer changed, that somebody else did, and that clash."""

    mine: list[str]
    theirs: list[str]
    conflicting: list[str]


class EditConflict(Exception):
    """Somebody else has changed the same in another way; nothing was kept but what they said."""

    def __init__(self, changes: ThreeWayDiff) -> None:
        super().__init__(*changes.conflicting)
        self.changes = changes


def three_way_diff(*, shown: Parts, stored: Parts, mine: Parts) -> ThreeWayDiff:
    """Who has changed which part since it was shown. What both say alike, nobody has to change."""
    differing = [name for name in mine if mine[name] != stored[name]]
    return ThreeWayDiff(
        mine=[name for name in differing if stored[name] == shown[name]],
        theirs=[name for name in differing if mine[name] == shown[name]],
        conflicting=[name for name in differing if shown[name] not in (stored[name], mine[name])],
    )
