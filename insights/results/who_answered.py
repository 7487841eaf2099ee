"""Who answered: how many of those asked, and what a change between rounds owes to who did.

Where organisations took part in very different numbers, a mean moves even if no one changes their
mind. What the first round published about each of them says by how much, and nothing else is used.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from assessments.models import Review
from insights.statistics.figures import Figure

from .scale import publication_of

LEAST_COVERED = 3 / 4
"""The share of people, in each round, who must belong to organisations that both rounds show."""
LEAST_SHARE = 1 / 3
"""The share of a change that is worth saying."""


@dataclass(frozen=True)
class Answered:
    """How many answered, and how many were asked, if that is known, in how many organisations."""

    people: int
    asked: int | None = None
    organisations: int = 0


def answered(review: Review, people: int) -> Answered:
    """How many people answered a review, of how many who were asked."""
    publication = publication_of(review)
    if publication is None:
        return Answered(people)
    return Answered(people, publication.asked, publication.organisations)


@dataclass(frozen=True)
class SharedGroup:
    """An organisation that two rounds show: its people in each, and how the first shows it."""

    then: int
    now: int
    figure: Figure


@dataclass(frozen=True)
class FromTurnout:
    """What the first round's groups would come to if they had answered as in the later one.

    `share` is how much of the change that explains, and `mean` what everyone's would then be.
    """

    share: float
    mean: float


def from_turnout(
    before: float, points: float, groups: Sequence[SharedGroup], then: Answered, now: Answered
) -> FromTurnout | None:
    """How much of a change of so many points comes from who answered.

    None if that is less than is worth saying, or too many belong to organisations not shown twice.
    """
    were, are = sum(one.then for one in groups), sum(one.now for one in groups)
    covered = were >= LEAST_COVERED * then.people and are >= LEAST_COVERED * now.people
    if not points or not covered or not were or not are:
        return None
    moved = sum(one.figure.mean * (one.now / are - one.then / were) for one in groups)
    share = moved / points
    return FromTurnout(share, before + moved) if share >= LEAST_SHARE else None
