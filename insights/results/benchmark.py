"""What partnerships of one kind say together, so that each can see itself beside them.

Hosts switch it on (`COMPARE_PARTNERSHIPS`), and a partnership takes part if its coordinator says
so. An edition rests on the last shared results of at least `FEWEST` partnerships, and says of each
consideration where the middle half of them lie, rounded so that nobody's own figure can be told
in it, and never whose. It is made anew only when it has at least `FEWEST` reviews that the last
one had not: otherwise the difference between two editions would be the view of a few.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from statistics import quantiles

from django.conf import settings
from django.db import transaction

from assessments.lifecycle import State
from assessments.models import Review
from insights.models import Edition, Grouping, Perception, Subject, TakingPart
from partnerships.models import Partnership
from partnerships.vocabulary import Kind

FEWEST = 5
"""Partnerships below which nothing is published about them together."""
STEP = 0.05
"""What quartiles are rounded to, as a share of the scale: a fifth of a point of five."""


@dataclass(frozen=True)
class Middle:
    """Where the middle half of partnerships lie, and the one in the middle of them.

    Each is a share of the scale, from 0 at its least favourable end to 1.
    """

    low: float
    median: float
    high: float

    def on(self, points: int) -> "Middle":
        """The same on a scale from 1 to so many points."""
        return Middle(*(1 + share * (points - 1) for share in (self.low, self.median, self.high)))


@dataclass(frozen=True)
class Others:
    """How many partnerships of a kind take part, and the middle of them by consideration."""

    partnerships: int
    middles: dict[str, Middle]


def share_of_scale(mean: float, points: int) -> float:
    """Where a mean lies between the ends of its scale, from 0 to 1, so that scales compare."""
    return (mean - 1) / (points - 1)


def middle_of(shares: Sequence[float]) -> Middle:
    """The quartiles of at least `FEWEST` shares, each to the nearest `STEP` of the scale.

    They are Hyndman and Fan's type 7 (Sample quantiles in statistical packages, 1996).
    """
    steps = (round(one / STEP) for one in quantiles(shares, n=4, method="inclusive"))
    return Middle(*(round(one * STEP, 2) for one in steps))


def others_beside(partnerships: Iterable[Partnership]) -> dict[str, Others]:
    """The last edition for each of these that takes part, by its id."""
    if not settings.COMPARE_PARTNERSHIPS:
        return {}
    kinds = {one.pk: one.kind for one in partnerships}
    taking = TakingPart.objects.filter(partnership__in=kinds).values_list("partnership", flat=True)
    editions = {one.kind: one for one in Edition.objects.filter(kind__in=kinds.values())}
    return {pk: _others(editions[kinds[pk]]) for pk in taking if kinds[pk] in editions}


def _others(edition: Edition) -> Others:
    middles = {code: Middle(*shares) for code, shares in edition.middles.items()}
    return Others(edition.partnerships, middles)


def renew() -> list[Edition]:
    """Make the editions that can be made by now."""
    if not settings.COMPARE_PARTNERSHIPS:
        return []
    return [edition for kind in Kind.values if (edition := _renewed(kind))]


@transaction.atomic
def _renewed(kind: str) -> Edition | None:
    """The next edition of a kind, or None if too few partnerships have something new to say."""
    reviews = _reviews_of(kind)
    last = Edition.objects.select_for_update().filter(kind=kind).first()
    known = set(last.reviews.values_list("pk", flat=True)) if last else set()
    if len(reviews) < FEWEST or len({one.pk for one in reviews} - known) < FEWEST:
        return None
    edition, _made = Edition.objects.update_or_create(
        kind=kind, defaults={"partnerships": len(reviews), "middles": _middles(reviews)}
    )
    edition.reviews.set(reviews)
    return edition


def _reviews_of(kind: str) -> list[Review]:
    """The last shared review of each partnership of a kind that takes part."""
    shared = Review.objects.filter(
        partnership__kind=kind, partnership__taking_part__isnull=False, state=State.SHARED
    )
    latest: dict[str, Review] = {}
    for review in shared.select_related("questionnaire").order_by("-shared_at"):
        latest.setdefault(review.partnership_id, review)
    return list(latest.values())


def _middles(reviews: Sequence[Review]) -> dict[str, list[float]]:
    """By consideration: its quartiles over the reviews that say exactly how they see it."""
    points = {review.pk: review.questionnaire.points for review in reviews}
    rows = Perception.objects.filter(
        group__review__in=reviews,
        group__grouping=Grouping.EVERYONE,
        subject=Subject.CONSIDERATION,
        band="",
    )
    shares: dict[str, list[float]] = {}
    for code, mean, review in rows.values_list("code", "mean", "group__review"):
        shares.setdefault(code, []).append(share_of_scale(mean, points[review]))
    enough = {code: some for code, some in shares.items() if len(some) >= FEWEST}
    return {
        code: [middle.low, middle.median, middle.high]
        for code, some in enough.items()
        if (middle := middle_of(some))
    }
