"""What people said: how many comments there are on each consideration.

Comments are read as published. Withheld comments are counted but never shown.
"""

from dataclasses import dataclass, field

from django.db.models import Count, Q
from django.utils.translation import gettext_lazy as _

from .load import Results

OTHER_COMMENTS = _("Other comments")
"""The heading of comments on considerations that too few people commented on."""


@dataclass(frozen=True)
class CommentCount:
    """The comments on one consideration: how many are shown and withheld.

    Other comments have no `code`.
    """

    name: str
    code: str
    shown: int
    withheld: int


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


def summarise_comments(results: Results) -> CommentSummary:
    """How much people said in a review, in one query however many comments there are.

    None is quoted: no comment stands for a consideration unless someone has chosen it.
    """
    counted = results.review.published_comments.order_by().values("consideration")
    numbers = {
        one["consideration"]: (one["shown"], one["hidden"])
        for one in counted.annotate(
            shown=Count("pk", filter=Q(withheld=False)),
            hidden=Count("pk", filter=Q(withheld=True)),
        )
    }
    names = {one.consideration.code: one.consideration.name for one in results}
    counts = [CommentCount(name, code, *numbers.get(code, (0, 0))) for code, name in names.items()]
    counts.sort(key=lambda one: -one.shown)
    if "" in numbers:
        counts.append(CommentCount(str(OTHER_COMMENTS), "", *numbers[""]))
    return CommentSummary(counts)
