"""What is known about one statement when looking for its patterns, and the thresholds of all rules.

Rules look at published figures only, and count people.
"""

from dataclasses import dataclass

from insights.statistics import measures
from insights.statistics.figures import FullFigure

from .gaps import CalledGap, Grade, gaps_of
from .load import StatementResult

FEWEST_ANSWERS = 10
"""With fewer ratings, counts are said in words and no pattern of them is named. Don’t know counts
as an answer where that is what a pattern is about."""
MOST_DIFFER, FEW_DIFFER = 0.2, 0.1
STRENGTH, CONCERN, CAMP = 0.7, 0.5, 0.3
SPREAD_OUT, CLOSE, ALIKE = -0.1, 0.3, 0.6
"""From which agreement on views are spread out, fairly close, or much the same."""
NOT_KNOWN, FEWEST_NOT_KNOWN = 0.25, 3


@dataclass(frozen=True)
class ResultProfile:
    """What is known about one statement."""

    figure: FullFigure
    gap: CalledGap | None

    @property
    def favourable(self) -> float:
        return measures.favourable_share(self.figure.counts)

    @property
    def unfavourable(self) -> float:
        return measures.unfavourable_share(self.figure.counts)

    @property
    def agreement(self) -> float:
        return round(self.figure.agreement, 2)

    @property
    def dont_know_share(self) -> float:
        """The share of answers that are don't know, among those and ratings."""
        return measures.dont_know_share(self.figure.n, self.figure.dont_know)

    @property
    def has_enough_ratings(self) -> bool:
        return measures.number_of_ratings(self.figure.counts) >= FEWEST_ANSWERS

    @property
    def is_strength(self) -> bool:
        return self.favourable >= STRENGTH and self.unfavourable <= FEW_DIFFER

    @property
    def is_concern(self) -> bool:
        return self.unfavourable >= CONCERN and self.favourable <= MOST_DIFFER

    @property
    def is_in_two_camps(self) -> bool:
        return min(self.favourable, self.unfavourable) >= CAMP and self.agreement < 0

    @property
    def is_spread_out(self) -> bool:
        named = self.is_strength or self.is_concern or self.is_in_two_camps
        return SPREAD_OUT <= self.agreement < CLOSE and not named

    @property
    def is_not_known(self) -> bool:
        answers = sum(self.figure.counts) + self.figure.dont_know
        enough = answers >= FEWEST_ANSWERS and self.figure.dont_know >= FEWEST_NOT_KNOWN
        return enough and self.dont_know_share >= NOT_KNOWN

    @property
    def has_gap(self) -> bool:
        return self.gap is not None and self.gap.grade == Grade.WIDER


def profile_of(seen: StatementResult, points: int) -> ResultProfile | None:
    """What the rules look at. None if it is not shown how everyone answered."""
    if not isinstance(seen.everyone, FullFigure):
        return None
    gaps = gaps_of(seen, points)
    return ResultProfile(seen.everyone, gaps[0] if gaps else None)
