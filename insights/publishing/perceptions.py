"""Counts answers. The only module outside `assessments` that reads them.

It returns counts by cell (an organisation at a level) and, when a review closes, the text of
comments in random order. `disclosure` decides what may be shown.
"""

import random
from collections import defaultdict
from dataclasses import dataclass, field

from django.db.models import Count

from assessments.models import Review
from assessments.models.questionnaire import Reason
from assessments.models.response import Answer, Response, SectionAnswer
from insights.disclosure import CellKey


@dataclass
class CellCounts:
    """How the people in one cell answered: `counts` by point, and why others gave no rating."""

    counts: list[int]
    dont_know: int = 0
    not_applicable: int = 0

    @property
    def raters(self) -> int:
        return sum(self.counts)


@dataclass
class AnswerCounts:
    """Everything counted in a review, by cell. Statements and importance are by code."""

    people: dict[CellKey, int]
    statements: dict[str, dict[CellKey, CellCounts]] = field(default_factory=dict)
    importance: dict[str, dict[CellKey, CellCounts]] = field(default_factory=dict)


def count_answers(review: Review) -> AnswerCounts:
    """Count the submitted responses of a review: three GROUP BY queries."""
    questionnaire = review.questionnaire
    return AnswerCounts(
        people=_people_by_cell(review),
        statements=_statement_counts(review, questionnaire.points),
        importance=_importance_counts(review, len(questionnaire.importance_labels)),
    )


def _people_by_cell(review: Review) -> dict[CellKey, int]:
    rows = (
        Response.objects.filter(review=review, submitted=True)
        .values_list("organisation", "level")
        .annotate(Count("pk"))
    )
    return {(organisation, level): people for organisation, level, people in rows}


def _zero_counts(points: int) -> dict[str, dict[CellKey, CellCounts]]:
    return defaultdict(lambda: defaultdict(lambda: CellCounts([0] * points)))


def _statement_counts(review: Review, points: int) -> dict[str, dict[CellKey, CellCounts]]:
    rows = (
        Answer.objects.filter(response__review=review, response__submitted=True)
        .values_list("statement", "response__organisation", "response__level", "rating", "reason")
        .annotate(Count("pk"))
    )
    codes = {
        statement.pk: statement.code
        for section in review.questionnaire.sections_in_order
        for statement in section.statements
    }
    counts = _zero_counts(points)
    for statement, organisation, level, rating, reason, people in rows:
        if not (rating or reason):
            continue
        here = counts[codes[statement]][organisation, level]
        if reason == Reason.DONT_KNOW:
            here.dont_know = people
        elif reason == Reason.NOT_APPLICABLE:
            here.not_applicable = people
        else:
            here.counts[rating - 1] = people
    return counts


def _importance_counts(review: Review, points: int) -> dict[str, dict[CellKey, CellCounts]]:
    rows = (
        SectionAnswer.objects.filter(
            response__review=review, response__submitted=True, importance__isnull=False
        )
        .values_list("section", "response__organisation", "response__level", "importance")
        .annotate(Count("pk"))
    )
    codes = {
        section.pk: section.consideration for section in review.questionnaire.sections_in_order
    }
    counts = _zero_counts(points)
    for section, organisation, level, importance, people in rows:
        counts[codes[section]][organisation, level].counts[importance - 1] = people
    return counts


def shuffled_comments(review: Review) -> list[tuple[str, str]]:
    """Consideration and text of every comment in submitted responses, shuffled."""
    rows = list(
        SectionAnswer.objects.filter(response__review=review, response__submitted=True)
        .exclude(comment="")
        .values_list("section__consideration", "comment")
    )
    random.SystemRandom().shuffle(rows)
    return rows
