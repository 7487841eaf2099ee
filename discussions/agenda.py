"""A review's considerations in the order to discuss them, with the outcome of each so far.

Figures come from published results. It does not read answers.
"""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from assessments.models import Review
from evidence.bank import Consideration
from insights.models import COMPARED_GROUPINGS, PublishedComment
from insights.results.gaps import sorted_by_gap
from insights.results.load import ConsiderationResult, load_results
from insights.results.scale import ShownScale
from insights.statistics.figures import Figure
from insights.tables.base import ResultsTable
from insights.wording import sentences
from insights.wording.detail import blank_note, detail_sentences, step_note
from insights.wording.figures import short_figure
from insights.wording.gaps import GROUPING_HEADINGS, consideration_gap_sentence
from insights.wording.talking_points import TalkingPoints, talking_points

from .models import Action, Conclusion


@dataclass(frozen=True)
class AgendaItem:
    """One consideration on the agenda, and its neighbours in the order of discussion.

    People who may not see a draft are told that one is being written.
    """

    review: Review
    scale: ShownScale
    result: ConsiderationResult
    conclusion: Conclusion | None
    is_being_written: bool
    actions: list[Action]
    previous: Consideration | None
    following: Consideration | None

    @property
    def consideration(self) -> Consideration:
        return self.result.consideration

    @property
    def everyone(self) -> Figure | None:
        return self.result.everyone if isinstance(self.result.everyone, Figure) else None

    @property
    def summary(self) -> str:
        """How everyone sees it, in a sentence."""
        return sentences.consideration_sentence(self.result, self.scale.labels)

    @property
    def mean(self) -> str:
        return short_figure(self.result.everyone)

    @property
    def gap(self) -> str:
        """Where groups differ, by whichever grouping. Empty if no gap is worth a sentence."""
        return consideration_gap_sentence(self.result, self.scale.points)

    @property
    def talking_points(self) -> TalkingPoints:
        return talking_points(self.result, self.scale.points)

    @property
    def tables(self) -> list[ResultsTable]:
        """The mean of each group that may be shown, in a table for each grouping that has any."""
        return [
            ResultsTable(
                id=f"by-{grouping}",
                caption=str(GROUPING_HEADINGS[grouping]),
                head=[str(grouping.label), _("Mean"), _("People")],
                rows=[
                    [seen.group.label, short_figure(seen.figure), seen.group.people]
                    for seen in self.result.groups[grouping]
                ],
            )
            for grouping in COMPARED_GROUPINGS
            if self.result.groups[grouping]
        ]

    @property
    def group_notes(self) -> list[str]:
        """How to read the figures of groups. Empty without any, or if they are exact."""
        seen = [one for grouping in COMPARED_GROUPINGS for one in self.result.groups[grouping]]
        if not seen or not self.review.is_confidential:
            return []
        return [step_note(self.scale.points), blank_note(self.review.k)]

    @property
    def comments(self) -> list[PublishedComment]:
        """What people wrote, apart from withheld comments."""
        return list(
            self.review.published_comments.filter(
                consideration=self.consideration.code, withheld=False
            )
        )


@dataclass(frozen=True)
class Agenda:
    """All considerations of a review, most gaps first, and every action.

    `detail` says how finely figures are shown, if that is special.
    """

    people: int
    detail: list[str]
    items: list[AgendaItem]
    actions: list[Action]

    @property
    def discussed(self) -> int:
        return sum(item.conclusion is not None for item in self.items)

    def item(self, code: str) -> AgendaItem | None:
        """The consideration with this code. None if the review did not ask about it."""
        return next((item for item in self.items if item.consideration.code == code), None)


def load_agenda(review: Review, *, with_drafts: bool) -> Agenda:
    """What to discuss about a closed review, and the outcome so far, in a few queries."""
    results = load_results(review)
    order = sorted_by_gap(results)
    conclusions = {one.consideration: one for one in review.conclusions.all()}
    actions = list(review.actions.select_related("owner__organisation"))
    seen = {code: one for code, one in conclusions.items() if with_drafts or one.agreed}
    neighbours = [None, *(result.consideration for result in order), None]
    return Agenda(
        people=results.people,
        detail=detail_sentences(results),
        items=[
            AgendaItem(
                review=review,
                scale=results.scale,
                result=result,
                conclusion=seen.get(result.consideration.code),
                is_being_written=result.consideration.code in conclusions.keys() - seen.keys(),
                actions=[one for one in actions if one.consideration == result.consideration.code],
                previous=neighbours[place],
                following=neighbours[place + 2],
            )
            for place, result in enumerate(order)
        ],
        actions=actions,
    )
