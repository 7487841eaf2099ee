"""The combined results of partnerships of one kind, for each to compare itself with.

Hosts switch it on (`COMPARE_PARTNERSHIPS`), and coordinators choose whether to take part. A release
is based on the latest shared results of at least `MIN_PARTNERSHIPS` partnerships. For each
consideration it gives the range of the middle half, without names and rounded so that no
partnership's own figure can be recognised. The next one is only published once it has at least
`MIN_PARTNERSHIPS` reviews that the last did not. Otherwise the difference between the two would
reveal the views of a few.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from statistics import quantiles

from django.conf import settings
from django.db import transaction

from assessments.lifecycle import State
from assessments.models import Review
from insights.models import BenchmarkOptIn, BenchmarkRelease, Grouping, Perception, Subject
from partnerships.models import Partnership
from partnerships.vocabulary import Kind

MIN_PARTNERSHIPS = 5
"""The fewest partnerships that combined results may be published about."""
ROUNDING_STEP = 0.05
"""What quartiles are rounded to, as a share of the scale: a fifth of a point on a scale of five."""


@dataclass(frozen=True)
class Quartiles:
    """The range of the middle half of partnerships, and the middle one.

    Each is a share of the scale, from 0 at its least favourable end to 1.
    """

    low: float
    median: float
    high: float

    def on_scale(self, points: int) -> "Quartiles":
        """The same on a scale from 1 to this many points."""
        return Quartiles(
            *(1 + share * (points - 1) for share in (self.low, self.median, self.high))
        )


@dataclass(frozen=True)
class Benchmark:
    """How many partnerships of a kind take part, and the middle half by consideration."""

    partnerships: int
    quartiles: dict[str, Quartiles]


def share_of_scale(mean: float, points: int) -> float:
    """The position of a mean between the ends of its scale, from 0 to 1, to compare scales."""
    return (mean - 1) / (points - 1)


def rounded_quartiles(shares: Sequence[float]) -> Quartiles:
    """The quartiles of at least `MIN_PARTNERSHIPS` shares, each to the nearest `ROUNDING_STEP`.

    They are Hyndman and Fan's type 7 (Sample quantiles in statistical packages, 1996).
    """
    steps = (round(one / ROUNDING_STEP) for one in quantiles(shares, n=4, method="inclusive"))
    return Quartiles(*(round(one * ROUNDING_STEP, 2) for one in steps))


def benchmarks_of(partnerships: Iterable[Partnership]) -> dict[str, Benchmark]:
    """The latest release for each of these partnerships that has opted in, by id."""
    if not settings.COMPARE_PARTNERSHIPS:
        return {}
    kinds = {one.pk: one.kind for one in partnerships}
    taking = BenchmarkOptIn.objects.filter(partnership__in=kinds).values_list(
        "partnership", flat=True
    )
    releases = {one.kind: one for one in BenchmarkRelease.objects.filter(kind__in=kinds.values())}
    return {pk: _benchmark(releases[kinds[pk]]) for pk in taking if kinds[pk] in releases}


def _benchmark(release: BenchmarkRelease) -> Benchmark:
    quartiles = {code: Quartiles(*shares) for code, shares in release.quartiles.items()}
    return Benchmark(release.partnerships, quartiles)


def publish_due() -> list[BenchmarkRelease]:
    """Publish the releases for which enough partnerships have new results."""
    if not settings.COMPARE_PARTNERSHIPS:
        return []
    return [release for kind in Kind.values if (release := _publish_if_due(kind))]


@transaction.atomic
def _publish_if_due(kind: str) -> BenchmarkRelease | None:
    """The next release for a kind, or None if too few partnerships have new results."""
    reviews = _reviews_of(kind)
    last = BenchmarkRelease.objects.select_for_update().filter(kind=kind).first()
    known = set(last.reviews.values_list("pk", flat=True)) if last else set()
    if (
        len(reviews) < MIN_PARTNERSHIPS
        or len({one.pk for one in reviews} - known) < MIN_PARTNERSHIPS
    ):
        return None
    release, _made = BenchmarkRelease.objects.update_or_create(
        kind=kind,
        defaults={"partnerships": len(reviews), "quartiles": _quartiles_by_consideration(reviews)},
    )
    release.reviews.set(reviews)
    return release


def _reviews_of(kind: str) -> list[Review]:
    """The latest shared review of each partnership of a kind that takes part."""
    shared = Review.objects.filter(
        partnership__kind=kind, partnership__benchmark_opt_in__isnull=False, state=State.SHARED
    )
    latest: dict[str, Review] = {}
    for review in shared.select_related("questionnaire").order_by("-shared_at"):
        latest.setdefault(review.partnership_id, review)
    return list(latest.values())


def _quartiles_by_consideration(reviews: Sequence[Review]) -> dict[str, list[float]]:
    """The quartiles of each consideration over the reviews with an exact figure for it."""
    points = {review.pk: review.questionnaire.points for review in reviews}
    rows = Perception.objects.filter(
        group__review__in=reviews,
        group__grouping=Grouping.EVERYONE,
        subject=Subject.CONSIDERATION,
        bound="",
    )
    shares: dict[str, list[float]] = {}
    for code, mean, review in rows.values_list("code", "mean", "group__review"):
        shares.setdefault(code, []).append(share_of_scale(mean, points[review]))
    enough = {code: some for code, some in shares.items() if len(some) >= MIN_PARTNERSHIPS}
    return {
        code: [middle.low, middle.median, middle.high]
        for code, some in enough.items()
        if (middle := rounded_quartiles(some))
    }
