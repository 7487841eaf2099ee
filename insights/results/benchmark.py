"""The combined results of partnerships of one kind, for each to compare itself with.

Hosts switch it on (`COMPARE_PARTNERSHIPS`), and coordinators choose whether to take part. An
edition is published each quarter, from the latest shared results as they were on its first day. It
gives the range of the middle half for each consideration, without names and rounded.

Whoever controlled most of the partnerships in an edition could work out the others. So those that
count have been approved by the host, with at least `MIN_PEOPLE` people of `MIN_ORGANISATIONS`
organisations who answered by link. There have to be at least `MIN_PARTNERSHIPS` of them, no one but
the calendar decides when an edition is made, and a fifth of them are left out of each at random.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from math import ceil
from random import SystemRandom
from statistics import quantiles

from django.conf import settings
from django.db import transaction
from django.db.models import Count, F, Q
from django.utils import timezone
from django.utils.timezone import make_aware

from assessments.lifecycle import State
from assessments.models import Review
from insights.disclosure.release import Treatment
from insights.models import BenchmarkOptIn, BenchmarkRelease, Grouping, Perception, Subject
from partnerships.models import Partnership
from partnerships.vocabulary import Kind

MIN_PARTNERSHIPS, MIN_PEOPLE, MIN_ORGANISATIONS = 10, 10, 3
"""The fewest partnerships that an edition may be made from, the fewest people in each who answered
by link, and the fewest organisations they belong to."""
ONE_LEFT_OUT_OF = 5
"""An edition leaves out one in this many partnerships, rounded up."""
MONTHS = 3
"""How many months an edition stays."""
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
    """How many partnerships of a kind were counted, and the middle half by consideration."""

    partnerships: int
    quartiles: dict[str, Quartiles]


def share_of_scale(mean: float, points: int) -> float:
    """The position of a mean between the ends of its scale, from 0 to 1, to compare scales."""
    return (mean - 1) / (points - 1)


def rounded_quartiles(shares: Sequence[float]) -> Quartiles:
    """The quartiles of some shares, each to the nearest `ROUNDING_STEP`.

    They are Hyndman and Fan's type 7 (Sample quantiles in statistical packages, 1996).
    """
    steps = (round(one / ROUNDING_STEP) for one in quantiles(shares, n=4, method="inclusive"))
    return Quartiles(*(round(one * ROUNDING_STEP, 2) for one in steps))


def benchmarks_of(partnerships: Iterable[Partnership]) -> dict[str, Benchmark]:
    """The current edition for each of these partnerships that has opted in, by id."""
    if not settings.COMPARE_PARTNERSHIPS:
        return {}
    kinds = {one.pk: one.kind for one in partnerships}
    taking = BenchmarkOptIn.objects.filter(partnership__in=kinds).values_list(
        "partnership", flat=True
    )
    published = BenchmarkRelease.objects.filter(kind__in=kinds.values()).exclude(quartiles={})
    releases = {one.kind: one for one in published}
    return {pk: _benchmark(releases[kinds[pk]]) for pk in taking if kinds[pk] in releases}


def _benchmark(release: BenchmarkRelease) -> Benchmark:
    quartiles = {code: Quartiles(*shares) for code, shares in release.quartiles.items()}
    return Benchmark(release.partnerships, quartiles)


def edition_of(day: date) -> date:
    """The first day of the quarter: when the edition that is current on this day was due."""
    return date(day.year, day.month - (day.month - 1) % MONTHS, 1)


def publish_due() -> None:
    """Publish the editions that are due, each once."""
    if not settings.COMPARE_PARTNERSHIPS:
        return
    edition = edition_of(timezone.localdate())
    published = BenchmarkRelease.objects.filter(edition=edition).values_list("kind", flat=True)
    for kind in set(Kind.values).difference(published):
        _publish(kind, edition)


@transaction.atomic
def _publish(kind: str, edition: date) -> None:
    """The edition for a kind. It is empty if too few partnerships count."""
    release, _made = BenchmarkRelease.objects.select_for_update().get_or_create(kind=kind)
    if release.edition == edition:
        return
    reviews = _reviews_of(kind, make_aware(datetime.combine(edition, time.min)))
    counted = _without_a_few(reviews)
    release.edition, release.partnerships = edition, len(counted)
    release.quartiles = _quartiles_by_consideration(counted)
    release.save()


def _counted(partnerships: int) -> int:
    return partnerships - ceil(partnerships / ONE_LEFT_OUT_OF)


MIN_COUNTED = _counted(MIN_PARTNERSHIPS)


def _without_a_few(reviews: Sequence[Review]) -> list[Review]:
    """Some of these at random. Which ones is kept nowhere."""
    if len(reviews) < MIN_PARTNERSHIPS:
        return []
    return SystemRandom().sample(reviews, _counted(len(reviews)))


def _reviews_of(kind: str, due: datetime) -> list[Review]:
    """The latest review that counts of each partnership of a kind, as things were at this time."""
    given = Q(invitations__submitted=True)
    shared = (
        Review.objects.filter(
            partnership__kind=kind,
            partnership__approved_at__lt=due,
            partnership__benchmark_opt_in__since__lt=due,
            state=State.SHARED,
            shared_at__lt=due,
            published_groups__grouping=Grouping.EVERYONE,
            published_groups__people__gte=F("published_groups__entered") + MIN_PEOPLE,
        )
        .annotate(organisations=Count("invitations__member__organisation", given, distinct=True))
        .filter(organisations__gte=MIN_ORGANISATIONS)
    )
    latest: dict[str, Review] = {}
    for review in shared.select_related("questionnaire").order_by("-shared_at"):
        latest.setdefault(review.partnership_id, review)
    return list(latest.values())


def _quartiles_by_consideration(reviews: Sequence[Review]) -> dict[str, list[float]]:
    """The quartiles of each consideration that enough of these have an exact figure for."""
    points = {review.pk: review.questionnaire.points for review in reviews}
    rows = Perception.objects.filter(
        group__review__in=reviews,
        group__grouping=Grouping.EVERYONE,
        group__review__publication__everyone=Treatment.EXACT,
        subject=Subject.CONSIDERATION,
    )
    shares: dict[str, list[float]] = {}
    for code, mean, review in rows.values_list("code", "mean", "group__review"):
        shares.setdefault(code, []).append(share_of_scale(mean, points[review]))
    enough = {code: some for code, some in shares.items() if len(some) >= MIN_COUNTED}
    quartiles = {code: rounded_quartiles(some) for code, some in enough.items()}
    return {code: [one.low, one.median, one.high] for code, one in quartiles.items()}
