"""Opens and counts answers. The only module outside `assessments` that reads them.

It returns counts by cell (an organisation at a level) and, when a review closes, the text of
comments in random order. `disclosure` decides what may be shown.
"""

import random
from collections import Counter, defaultdict
from dataclasses import dataclass, field
from typing import TypeAlias

from assessments.escrow import Origin, open_responses
from assessments.models import QuestionnaireContent, Review
from assessments.models.given import read_choice, read_comment
from assessments.models.questionnaire import Reason
from assessments.models.response import SectionAnswer
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


ChoiceTally: TypeAlias = "dict[CellKey, Counter[tuple[int, int]]]"
"""How many people of a cell chose what: the place of a question, and the byte for an answer."""


def count_answers(review: Review) -> AnswerCounts:
    """Open and count the submitted responses of a review, in two queries.

    KeyMissing if they cannot be opened, because the review has no key any more.
    """
    counts = AnswerCounts()
    linked: ChoiceTally = defaultdict(Counter)
    entered: ChoiceTally = defaultdict(Counter)
    for one in open_responses(review, submitted_only=True):
        by_link = one.escrow.origin == Origin.LINK
        counted, tally = (counts.linked, linked) if by_link else (counts.entered, entered)
        cell = one.escrow.organisation or None, one.escrow.level
        counted.people[cell] += 1
        tally[cell].update(enumerate(one.escrow.choices))
    _add_tally(counts.linked, linked, review.questionnaire.content)
    _add_tally(counts.entered, entered, review.questionnaire.content)
    return counts


def _add_tally(counts: Counted, tally: ChoiceTally, asked: QuestionnaireContent) -> None:
    """Sort a tally by question, in the order of `storing.choices_of`."""
    statements = [one.code for section in asked.sections for one in section.statements]
    sections = [section.consideration for section in asked.sections]
    for cell, chosen in tally.items():
        for (place, choice), people in chosen.items():
            if choice and place < len(statements):
                here = _counts_in(counts.statements[statements[place]], cell, asked.points)
                _add_choice(here, choice, people)
            elif choice:
                code, points = sections[place - len(statements)], len(asked.importance_labels)
                _counts_in(counts.importance[code], cell, points).counts[choice - 1] = people


def _counts_in(by_cell: ByCell, cell: CellKey, points: int) -> CellCounts:
    return by_cell.setdefault(cell, CellCounts([0] * points))


def _add_choice(here: CellCounts, choice: int, people: int) -> None:
    rating, reason = read_choice(bytes([choice]))
    if reason == Reason.DONT_KNOW:
        here.dont_know = people
    elif reason == Reason.NOT_APPLICABLE:
        here.not_applicable = people
    elif rating:
        here.counts[rating - 1] = people


def shuffled_comments(review: Review) -> list[tuple[str, str]]:
    """Consideration and text of every comment in submitted responses, shuffled."""
    opened = {one.pk: one for one in open_responses(review, submitted_only=True)}
    rows = SectionAnswer.objects.filter(response__review=review, response__submitted=True)
    comments = []
    values = rows.values_list("response", "section", "section__consideration", "comment")
    for pk, section, consideration, sealed in values.iterator():
        if text := read_comment(opened[pk].sealer.open("comment", section, sealed)):
            comments.append((consideration, text))
    random.SystemRandom().shuffle(comments)
    return comments
