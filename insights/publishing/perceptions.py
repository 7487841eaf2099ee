"""Counts answers. The only module outside `assessments` that reads them.

It returns counts by cell (an organisation at a level) and, when a review closes, the text of
comments in random order. `disclosure` decides what may be shown.
"""

import random
from collections import Counter, defaultdict
from dataclasses import dataclass, field
from typing import TypeAlias

from django.db.models import Count

from assessments.models import Review
from assessments.models.questionnaire import Reason
from assessments.models.response import Answer, Response, SectionAnswer
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

    people: dict[CellKey, int] = field(default_factory=dict)
    statements: dict[str, ByCell] = field(default_factory=lambda: defaultdict(dict))
    importance: dict[str, ByCell] = field(default_factory=lambda: defaultdict(dict))


@dataclass
class AnswerCounts:
    """What everyone who answered by their own link says, and what a coordinator entered.

    Who typed or brought a sheet of answers knows what it says. So only the others are protected,
    and only they protect each other.
    """

    linked: Counted
    entered: Counted

    @property
    def people(self) -> dict[CellKey, int]:
        """How many answered from each cell in all."""
        return dict(Counter(self.linked.people) + Counter(self.entered.people))


def count_answers(review: Review) -> AnswerCounts:
    """Count the submitted responses of a review: three GROUP BY queries."""
    counts = {False: Counted(), True: Counted()}
    _count_people(review, counts)
    _count_statements(review, counts)
    _count_importance(review, counts)
    return AnswerCounts(linked=counts[False], entered=counts[True])


def _counts_in(by_cell: ByCell, cell: CellKey, points: int) -> CellCounts:
    return by_cell.setdefault(cell, CellCounts([0] * points))


def _count_people(review: Review, counts: dict[bool, Counted]) -> None:
    rows = (
        Response.objects.filter(review=review, submitted=True)
        .values_list("entered", "organisation", "level")
        .annotate(Count("pk"))
    )
    for entered, organisation, level, people in rows:
        counts[entered].people[organisation, level] = people


def _count_statements(review: Review, counts: dict[bool, Counted]) -> None:
    rows = (
        Answer.objects.filter(response__review=review, response__submitted=True)
        .values_list(
            "statement",
            "response__entered",
            "response__organisation",
            "response__level",
            "rating",
            "reason",
        )
        .annotate(Count("pk"))
    )
    codes = {
        statement.pk: statement.code
        for section in review.questionnaire.sections_in_order
        for statement in section.statements
    }
    points = review.questionnaire.points
    for statement, entered, organisation, level, rating, reason, people in rows:
        if not (rating or reason):
            continue
        here = _counts_in(
            counts[entered].statements[codes[statement]], (organisation, level), points
        )
        if reason == Reason.DONT_KNOW:
            here.dont_know = people
        elif reason == Reason.NOT_APPLICABLE:
            here.not_applicable = people
        else:
            here.counts[rating - 1] = people


def _count_importance(review: Review, counts: dict[bool, Counted]) -> None:
    rows = (
        SectionAnswer.objects.filter(
            response__review=review, response__submitted=True, importance__isnull=False
        )
        .values_list(
            "section",
            "response__entered",
            "response__organisation",
            "response__level",
            "importance",
        )
        .annotate(Count("pk"))
    )
    codes = {
        section.pk: section.consideration for section in review.questionnaire.sections_in_order
    }
    points = len(review.questionnaire.importance_labels)
    for section, entered, organisation, level, importance, people in rows:
        here = _counts_in(counts[entered].importance[codes[section]], (organisation, level), points)
        here.counts[importance - 1] = people


def shuffled_comments(review: Review) -> list[tuple[str, str]]:
    """Consideration and text of every comment in submitted responses, shuffled."""
    rows = list(
        SectionAnswer.objects.filter(response__review=review, response__submitted=True)
        .exclude(comment="")
        .values_list("section__consideration", "comment")
    )
    random.SystemRandom().shuffle(rows)
    return rows
