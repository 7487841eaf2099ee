"""What became of something that two people changed at the same time.

A form says what it showed to begin with. Against what is kept now that tells, part by part, who has
changed what. `forms` hand it over as text, as browsers send it.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Protocol

Parts = Mapping[str, Any]


class InParts(Protocol):
    """What is kept, and the parts of it that two people may change apart from each other."""

    parts: Parts


@dataclass(frozen=True)
class Changes:
    """The names of the parts that one writer changed, that somebody else did, and that clash."""

    mine: list[str]
    theirs: list[str]
    clashing: list[str]


class Overtaken(Exception):
    """Somebody else has changed the same in another way; nothing was kept but what they said."""

    def __init__(self, changes: Changes, kept: InParts) -> None:
        super().__init__(*changes.clashing)
        self.changes, self.kept = changes, kept


def compare(*, shown: Parts, kept: Parts, mine: Parts) -> Changes:
    """Who has changed which part since it was shown. What both say alike, nobody has to change."""
    differing = [name for name in mine if mine[name] != kept[name]]
    return Changes(
        mine=[name for name in differing if kept[name] == shown[name]],
        theirs=[name for name in differing if mine[name] == shown[name]],
        clashing=[name for name in differing if shown[name] not in (kept[name], mine[name])],
    )


def expect_no_clash(*, shown: Parts, kept: InParts, mine: Parts) -> Changes:
    """Who has changed what; Overtaken if two changed one part, each in another way."""
    changes = compare(shown=shown, kept=kept.parts, mine=mine)
    if changes.clashing:
        raise Overtaken(changes, kept)
    return changes
