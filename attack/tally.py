"""What attackers have tried and got."""

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass
class Tally:
    """What one attack tried and got.

    `reviews` counts those it was tried on and `bitten` those of them in which it got anything.
    What the solver had no time for is `unsettled`. An attack that is only `reported` may get
    something without it being a failure. `remark` says more in words.
    """

    attack: str
    unit: str
    tried: int = 0
    got: int = 0
    unsettled: int = 0
    reviews: int = 0
    bitten: int = 0
    reported: bool = False
    remark: str = ""

    @property
    def has_failed(self) -> bool:
        return bool(self.got) and not self.reported


def of_review(tallies: Iterable[Tally]) -> list[Tally]:
    """The same, for one review."""
    together = list(summed(tallies))
    for one in together:
        one.reviews, one.bitten = 1, int(one.got > 0)
    return together


def summed(tallies: Iterable[Tally]) -> list[Tally]:
    """One tally for each attack, in the order in which they come first."""
    totals: dict[str, Tally] = {}
    for one in tallies:
        total = totals.setdefault(one.attack, Tally(one.attack, one.unit, reported=one.reported))
        for name in ("tried", "got", "unsettled", "reviews", "bitten"):
            setattr(total, name, getattr(total, name) + getattr(one, name))
        total.remark = max(total.remark, one.remark)
    return list(totals.values())
