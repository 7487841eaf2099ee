"""Opens and counts answers. The only module outside `assessments` that reads them.

It returns counts by cell (an organisation at a level) and, when a review closes, the text of
comments in random order. `disclosure` decides what may be shown.
"""

import random
from collections import Counter, defaultdict
from dataclasses import dataclass, field
from typing import TypeAlias

from assessments.escrow import OpenedResponse, Origin, open_responses
from assessments.models import Review
from assessments.models.given import read_choice, read_comment, read_importance
from assessments.models.questionnaire import Reason
from assessments.models.response import Answer, SectionAnswer
from insights.disclosure.groups import CellKey


@dataclass
class CellCounts:
    """How the people in one cell answered: `counts` by point, and why others gave no rating."""

    counts: list[int]
    dont_know: int = 0
    not_applicable: int = 0

    @property
    def raters(self) -> int:
        return sum(self.counts)


ByCell: TypeAlias = "dict[CellKey, CellCounts]"
"""How people answered one question, by where they belong."""


@dataclass
class Counted:
    """What some responses say, by cell. Statements and importance are by code."""

    people: Counter[CellKey] = field(default_factory=Counter)
    statements: dict[str, ByCell] = field(default_factory=lambda: defaultdict(dict))
    importance: dict[str, ByCell] = field(default_factory=lambda: defaultdict(dict))


@dataclass
class AnswerCounts:
    """What everyone who answered by their own link says, and what a coordinator entered.

    Who typed or brought a sheet of answers knows what it says. So only the others are protected,
    and only they protect each other.
    """

    linked: Counted = field(default_factory=Counted)
    entered: Counted = field(default_factory=Counted)

    @property
    def people(self) -> dict[CellKey, int]:
        """How many answered from each cell in all."""
        return dict(self.linked.people + self.entered.people)

    def of(self, response: OpenedResponse) -> Counted:
        """Where a response is counted."""
        return self.linked if response.escrow.origin == Origin.LINK else self.entered


Opened: TypeAlias = "dict[int, OpenedResponse]"
"""The submitted responses of a review, by their keys in the database."""


def count_answers(review: Review) -> AnswerCounts:
    """Open and count the submitted responses of a review, in four queries.

    KeyMissing if they cannot be opened, because the review has no key any more.
    """
    opened = _open_submitted(review)
    counts = AnswerCounts()
    for response in opened.values():
        counts.of(response).people[_cell(response)] += 1
    _count_statements(review, opened, counts)
    _count_importance(review, opened, counts)
    return counts


def _open_submitted(review: Review) -> Opened:
    return {one.pk: one for one in open_responses(review, submitted_only=True)}


def _cell(opened: OpenedResponse) -> CellKey:
    return opened.escrow.organisation or None, opened.escrow.level


def _counts_in(by_cell: ByCell, cell: CellKey, points: int) -> CellCounts:
    return by_cell.setdefault(cell, CellCounts([0] * points))


def _count_statements(review: Review, opened: Opened, counts: AnswerCounts) -> None:
    rows = Answer.objects.filter(response__review=review, response__submitted=True)
    codes = {
        statement.pk: statement.code
        for section in review.questionnaire.sections_in_order
        for statement in section.statements
    }
    points = review.questionnaire.points
    for pk, statement, sealed in rows.values_list("response", "statement", "choice").iterator():
        response = opened[pk]
        rating, reason = read_choice(response.sealer.open("choice", statement, sealed))
        if not (rating or reason):
            continue
        by_cell = counts.of(response).statements[codes[statement]]
        here = _counts_in(by_cell, _cell(response), points)
        if reason == Reason.DONT_KNOW:
            here.dont_know += 1
        elif reason == Reason.NOT_APPLICABLE:
            here.not_applicable += 1
        elif rating:
            here.counts[rating - 1] += 1


def _count_importance(review: Review, opened: Opened, counts: AnswerCounts) -> None:
    rows = SectionAnswer.objects.filter(response__review=review, response__submitted=True)
    codes = {
        section.pk: section.consideration for section in review.questionnaire.sections_in_order
    }
    points = len(review.questionnaire.importance_labels)
    for pk, section, sealed in rows.values_list("response", "section", "importance").iterator():
        response = opened[pk]
        importance = read_importance(response.sealer.open("importance", section, sealed))
        if importance:
            by_cell = counts.of(response).importance[codes[section]]
            here = _counts_in(by_cell, _cell(response), points)
            here.counts[importance - 1] += 1


def shuffled_comments(review: Review) -> list[tuple[str, str]]:
    """Consideration and text of every comment in submitted responses, shuffled."""
    opened = _open_submitted(review)
    rows = SectionAnswer.objects.filter(response__review=review, response__submitted=True)
    comments = []
    values = rows.values_list("response", "section", "section__consideration", "comment")
    for pk, section, consideration, sealed in values.iterator():
        if text := read_comment(opened[pk].sealer.open("comment", section, sealed)):
            comments.append((consideration, text))
    random.SystemRandom().shuffle(comments)
    return comments
