"""What people said: how many comments there are on each consideration, and a few of them.

Comments are read as published. Withheld comments are counted but never shown.
"""

from dataclasses import dataclass, field

from django.db.models import Count, Min, Q
from django.utils.translation import gettext_lazy as _

from .load import Results

MOST_QUOTED = 3
"""How many comments the overview quotes, each about a different consideration."""
OTHER_COMMENTS = _("Other comments")
"""The heading of comments on considerations that too few people commented on."""


@dataclass(frozen=True)
class CommentCount:
    """The comments on one consideration: how many are shown and withheld, and one of them.

    Other comments have no `code`.
    """

    name: str
    code: str
    shown: int
    withheld: int
    quote: str = ""


@dataclass(frozen=True)
class CommentSummary:
    """All comments of a review, by consideration, most comments first, then other comments."""

    counts: list[CommentCount] = field(default_factory=list)

    @property
    def shown(self) -> int:
        return sum(one.shown for one in self.counts)

    @property
    def withheld(self) -> int:
        return sum(one.withheld for one in self.counts)

    @property
    def most(self) -> CommentCount | None:
        """The consideration with the most comments."""
        return next((one for one in self.counts if one.code and one.shown), None)

    @property
    def quoted(self) -> list[CommentCount]:
        """The considerations with the most comments, each with one of them."""
        return [one for one in self.counts if one.code and one.quote][:MOST_QUOTED]


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
    names = {one.consideration.code: one.consideration.name for one in results}
    counts = [
        CommentCount(name, code, *numbers.get(code, (0, 0, None))[:2], quotes.get(code, ""))
        for code, name in names.items()
    ]
    counts.sort(key=lambda one: -one.shown)
    if "" in numbers:
        counts.append(CommentCount(str(OTHER_COMMENTS), "", *numbers[""][:2], quotes.get("", "")))
    return CommentSummary(counts)
