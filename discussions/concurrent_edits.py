"""Works out the result when two people change something at the same time.

A form sends back what it first showed. Comparing this with what is stored now shows, part by part,
who has changed what. `forms` pass values as text, as browsers send them.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

Parts = Mapping[str, Any]


@dataclass(frozen=True)
class ThreeWayDiff:
    """The names of the parts that this writer changed, that someone else changed, and that
    conflict."""

    mine: list[str]
    theirs: list[str]
    conflicting: list[str]


class EditConflict(Exception):
    """Someone else has changed the same part differently. Only their version was stored."""

    def __init__(self, changes: ThreeWayDiff) -> None:
        super().__init__(*changes.conflicting)
        self.changes = changes


def three_way_diff(*, shown: Parts, stored: Parts, mine: Parts) -> ThreeWayDiff:
    """Who has changed which part since it was shown. If both versions are the same, there is no
    change."""
    differing = [name for name in mine if mine[name] != stored[name]]
    return ThreeWayDiff(
        mine=[name for name in differing if stored[name] == shown[name]],
        theirs=[name for name in differing if mine[name] == shown[name]],
        conflicting=[name for name in differing if shown[name] not in (stored[name], mine[name])],
    )
