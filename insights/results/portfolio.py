"""Several partnerships side by side, as someone who belongs to all of them may see them.

It shows the figures for everyone in each partnership's latest shared results. None of it is new:
each partnership's own results already show it.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from math import comb, inf

from django.db.models import QuerySet

from assessments.lifecycle import State
from assessments.models import Review
from evidence.bank import Consideration, bank
from insights.models import Grouping, Perception, PublishedGroup, Subject
from insights.statistics import measures
from insights.statistics.figures import Figure, FullFigure, MaybeWithheld, Withheld
from partnerships.access import Can, abilities
from partnerships.models import Member

from .benchmark import Benchmark, Quartiles, benchmarks_of, share_of_scale
from .scale import ShownScale, rating_scale
from .who_answered import Answered, answered


@dataclass(frozen=True, eq=False)
class PartnershipResult:
    """How one partnership is doing: everyone's figure on each consideration, by code.

    `benchmark` holds the combined results for its kind. None if it does not take part, or if its
    own are shown in classes.
    """

    member: Member
    review: Review
    people: int = 0
    figures: dict[str, Figure] = field(default_factory=dict)
    benchmark: Benchmark | None = None

    def __str__(self) -> str:
        return str(self.review.partnership)

    @property
    def scale(self) -> ShownScale:
        return rating_scale(self.review)

    @property
    def answered(self) -> Answered:
        return answered(self.review, self.people)

    @property
    def points(self) -> int:
        return self.scale.points

    def figure_on(self, consideration: Consideration) -> MaybeWithheld:
        return self.figures.get(consideration.code, Withheld())

    def share(self, consideration: Consideration) -> float | None:
        """The position of everyone's mean, as shown, between the ends of the scale, from 0 to 1.

        None in classes, a scale that cannot be compared with others, and in steps, which are too
        coarse to tell whether a difference may be called one.
        """
        figure = self.figures.get(consideration.code)
        if not isinstance(figure, FullFigure) or self.scale.is_in_classes:
            return None
        return share_of_scale(figure.shown_mean, self.points)

    def error(self, consideration: Consideration) -> float:
        """The standard error of everyone's mean, as a share of the scale."""
        figure = self.figures.get(consideration.code)
        if not isinstance(figure, FullFigure):
            return inf
        return measures.mean_error(figure.counts, figure.n) / (self.points - 1)

    def benchmark_for(self, consideration: Consideration) -> Quartiles | None:
        """Other partnerships of its kind, on this one's own scale."""
        middle = self.benchmark and self.benchmark.quartiles.get(consideration.code)
        return middle.on_scale(self.points) if middle else None

    @property
    def shown_figures(self) -> list[tuple[Consideration, Figure]]:
        """The considerations that are shown, in their usual order."""
        return [
            (one, self.figures[one.code])
            for one in bank().considerations
            if one.code in self.figures
        ]


@dataclass(frozen=True)
class WidestDifference:
    """The two partnerships furthest apart on one consideration, each on its own scale.

    `width` is their difference as shown, as a share of the scale, and `comparisons` how many pairs
    of partnerships it is the widest of, over all considerations.
    """

    consideration: Consideration
    higher: PartnershipResult
    lower: PartnershipResult
    width: float
    comparisons: int

    @property
    def is_called(self) -> bool:
        """Whether it is too wide to come from who happened to answer (`measures.is_called`)."""
        errors = [self.higher.error(self.consideration), self.lower.error(self.consideration)]
        error = measures.difference_error(*errors)
        return measures.is_called(self.width, error, self.comparisons)


def widest_difference(results: Sequence[PartnershipResult]) -> WidestDifference | None:
    """The consideration on which partnerships differ most, as shares of their scales."""
    found = [
        difference for one in bank().considerations if (difference := _difference_on(one, results))
    ]
    widest = max(found, key=lambda one: one.width, default=None)
    return widest and replace(widest, comparisons=sum(one.comparisons for one in found))


def _difference_on(
    consideration: Consideration, results: Sequence[PartnershipResult]
) -> WidestDifference | None:
    shares = {one: share for one in results if (share := one.share(consideration)) is not None}
    if len(shares) < 2:
        return None
    higher, lower = max(shares, key=shares.__getitem__), min(shares, key=shares.__getitem__)
    width = round(shares[higher] - shares[lower], 6)
    return WidestDifference(consideration, higher, lower, width, comb(len(shares), 2))


def partnership_results(memberships: Sequence[Member]) -> list[PartnershipResult]:
    """The latest shared review of each partnership whose results its member may see, by name."""
    members = {member.partnership_id: member for member in memberships}
    latest: dict[str, Review] = {}
    for review in _shared_reviews(members):
        if abilities(members[review.partnership_id], review)[Can.SEE_RESULTS]:
            latest.setdefault(review.partnership_id, review)
    people = dict(_everyone_groups(latest).values_list("review_id", "people"))
    figures: dict[str, dict[str, Figure]] = {}
    for row in _perceptions(latest):
        figures.setdefault(row.group.review_id, {})[row.code] = row.figure
    comparable = [one for one in latest.values() if not rating_scale(one).is_in_classes]
    others = benchmarks_of([review.partnership for review in comparable])
    return [
        PartnershipResult(
            members[review.partnership_id],
            review,
            people.get(review.pk, 0),
            figures.get(review.pk, {}),
            others.get(review.partnership_id),
        )
        for review in sorted(latest.values(), key=lambda one: one.partnership.name)
    ]


def _shared_reviews(partnerships: dict[str, Member]) -> list[Review]:
    reviews = Review.objects.filter(partnership__in=partnerships, state=State.SHARED)
    return list(
        reviews.select_related("partnership", "questionnaire", "publication").order_by("-shared_at")
    )


def _everyone_groups(latest: dict[str, Review]) -> QuerySet[PublishedGroup]:
    return PublishedGroup.objects.filter(review__in=latest.values(), grouping=Grouping.EVERYONE)


def _perceptions(latest: dict[str, Review]) -> QuerySet[Perception]:
    rows = Perception.objects.filter(
        group__in=_everyone_groups(latest), subject=Subject.CONSIDERATION
    )
    return rows.select_related("group")
