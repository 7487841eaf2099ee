"""What people said: how many comments there are on each consideration, and a few of them.

Comments are read as published. Withheld comments are counted but never shown.
"""

from dataclasses import dataclass, field

from django.db.models import Count, Min, Q

from evidence.bank import Consideration

from .load import Results

MOST_QUOTED = 3
"""How many comments the overview quotes, each about a different consideration."""


@dataclass(frozen=True)
class ConsiderationComments:
    """The comments on one consideration: how many are shown and withheld, and one of them."""

    consideration: Consideration
    shown: int
    withheld: int
    quote: str = ""


@dataclass(frozen=True)
class CommentSummary:
    """All comments of a review, by consideration, most comments first."""

    by_consideration: list[ConsiderationComments] = field(default_factory=list)

    @property
    def shown(self) -> int:
        return sum(one.shown for one in self.by_consideration)

    @property
    def withheld(self) -> int:
        return sum(one.withheld for one in self.by_consideration)

    @property
    def quoted(self) -> list[ConsiderationComments]:
        """The considerations with the most comments, each with one of them."""
        return [one for one in self.by_consideration if one.quote][:MOST_QUOTED]


def summarise_comments(results: Results) -> CommentSummary:
    """What people said in a review, in two queries however many comments there are."""
    published = results.review.published_comments
    counted = published.order_by().values("consideration")
    numbers = {
        one["consideration"]: (one["shown"], one["hidden"], one["first"])
        for one in counted.annotate(
            shown=Count("pk", filter=Q(withheld=False)),
            hidden=Count("pk", filter=Q(withheld=True)),
            first=Min("position", filter=Q(withheld=False)),
        )
    }
    first = published.shown().filter(position__in=[place for *_, place in numbers.values()])
    quotes = {one.consideration: one.text for one in first}
    about = []
    for consideration in (one.consideration for one in results):
        shown, withheld, _first = numbers.get(consideration.code, (0, 0, None))
        quote = quotes.get(consideration.code, "")
        about.append(ConsiderationComments(consideration, shown, withheld, quote))
    return CommentSummary(sorted(about, key=lambda one: -one.shown))
