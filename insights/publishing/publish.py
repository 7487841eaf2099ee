"""Publishes perceptions: takes counts, and stores what disclosure control allows as rows.

It runs once, when a review closes. Pages and reports read the rows and cannot reach answers.

A consideration's figure is worked out from the figures published about its statements
(`figures.combined_figures`), so it reveals nothing new.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass

from assessments.models import Review
from insights.disclosure.groups import CellKey, Group
from insights.disclosure.ladder import Audit, Tell, audit_in_turn, finest_rung, say_nothing
from insights.disclosure.release import Plan, Rows, Rung, TalliedQuestion, Treatment, release
from insights.models import (
    ChanceRange,
    Perception,
    Publication,
    PublishedComment,
    PublishedGroup,
    Subject,
    SuppressedGroup,
)
from insights.statistics import measures
from insights.statistics.chance import ByChance
from insights.statistics.figures import (
    Figure,
    FullFigure,
    MaybeWithheld,
    Withheld,
    combined_figures,
)
from insights.statistics.scales import in_classes
from partnerships.vocabulary import Level

from .asked import number_asked, number_of_organisations
from .chance import dealt, ranges_by_chance
from .perceptions import AnswerCounts, ByCell, CellCounts, count_answers, shuffled_comments
from .plan import groups_by_label, minimum_people, plan_review

QuestionKey = tuple[Subject, str]
"""A question of a review: its subject, and the code of a statement or a consideration."""


@dataclass(frozen=True)
class Prepared:
    """All that is to be published about a review, worked out and not stored yet."""

    plan: Plan
    rung: Rung
    counts: AnswerCounts
    questions: dict[QuestionKey, TalliedQuestion]
    by_chance: dict[str, ByChance]
    """Of each statement on which groups are compared, by its code."""


def prepare_results(
    review: Review, audit: Audit = audit_in_turn, tell: Tell = say_nothing
) -> Prepared | None:
    """Count a review's answers and find the finest results that give no one away.

    None if too few people answered for anything to be shown. Nothing is stored.
    """
    counts = count_answers(review)
    plan = plan_review(review, counts)
    if plan is None:
        return None
    questions = dict(_questions(review, counts))
    rung = Rung.SPREADS
    if review.is_confidential:
        rung = finest_rung(plan, list(questions.values()), audit, tell)
    by_chance = {
        code: found
        for (subject, code), question in questions.items()
        if subject == Subject.STATEMENT
        and (found := dealt(question, plan, rung, is_confidential=review.is_confidential))
    }
    return Prepared(plan, rung, counts, questions, by_chance)


def store_results(review: Review, prepared: Prepared) -> None:
    """Store the perceptions and comments of a review that has just closed."""
    plan, rung = prepared.plan, prepared.rung
    asked = number_asked(review, plan.whole.people(prepared.counts.people))
    Publication.objects.create(
        review=review,
        rung=rung,
        everyone=plan.everyone,
        asked=asked,
        organisations=number_of_organisations(review),
    )
    shown = plan.shown_at(rung)
    rows = _publish_groups(review, [plan.whole, *shown], prepared.counts)
    SuppressedGroup.objects.bulk_create(_suppressed_groups(review, shown))
    perceptions = list(_direct_perceptions(review, prepared, rows))
    perceptions += _consideration_perceptions(review, rows, perceptions)
    Perception.objects.bulk_create(perceptions, batch_size=1000)
    ChanceRange.objects.bulk_create(
        row
        for code, found in prepared.by_chance.items()
        for row in ranges_by_chance(review, code, found)
    )
    PublishedComment.objects.bulk_create(_published_comments(review))


def _questions(
    review: Review, counts: AnswerCounts
) -> Iterator[tuple[QuestionKey, TalliedQuestion]]:
    asked = review.questionnaire
    scales = {
        Subject.STATEMENT: (asked.points, counts.linked.statements, counts.entered.statements),
        Subject.IMPORTANCE: (
            len(asked.importance_labels),
            counts.linked.importance,
            counts.entered.importance,
        ),
    }
    for subject, (points, linked, entered) in scales.items():
        for code in sorted({*linked, *entered}):
            yield (
                (subject, code),
                TalliedQuestion(
                    points,
                    _rows(linked.get(code, {}), counts.linked.people, points),
                    _rows(entered.get(code, {}), counts.entered.people, points),
                ),
            )


def _rows(by_cell: ByCell, people: Mapping[CellKey, int], points: int) -> Rows:
    """Of each cell how many gave each answer: the points, Don't know, Doesn't apply and none."""
    rows = []
    for cell, number in people.items():
        one = by_cell.get(cell, CellCounts([0] * points))
        given = (*one.counts, one.dont_know, one.not_applicable)
        rows.append((cell, (*given, number - sum(given))))
    return tuple(rows)


def _publish_groups(
    review: Review, groups: list[Group], counts: AnswerCounts
) -> dict[Group, PublishedGroup]:
    together = counts.people
    rows = {
        group: PublishedGroup(
            review=review,
            grouping=group.grouping,
            label=group.label,
            people=group.people(together),
            entered=group.people(counts.entered.people),
        )
        for group in groups
    }
    PublishedGroup.objects.bulk_create(rows.values())
    return rows


def _suppressed_groups(review: Review, groups: list[Group]) -> Iterator[SuppressedGroup]:
    """Every possible group that is not published separately, whether or not anyone answered."""
    alone = {(one.grouping, one.label) for one in groups}
    cells: dict[CellKey, int] = {
        (one.pk, level): 0 for one in review.partnership.organisations.all() for level in Level
    }
    for grouping, labels in groups_by_label(review, cells).items():
        for label in labels:
            if (grouping, label) not in alone:
                yield SuppressedGroup(review=review, grouping=grouping, label=label)


def _direct_perceptions(
    review: Review, prepared: Prepared, rows: dict[Group, PublishedGroup]
) -> Iterator[Perception]:
    for (subject, code), question in prepared.questions.items():
        figures = _everyone_figure(prepared, question) | _group_figures(
            review, prepared, question, rows
        )
        for group, row in rows.items():
            figure = figures.get(group, Withheld())
            if isinstance(figure, Figure):
                yield _perception(row, subject, code, figure)


def _everyone_figure(prepared: Prepared, question: TalliedQuestion) -> dict[Group, MaybeWithheld]:
    """Everyone's figure where it is not shown in a step: exact, or in classes if few answered."""
    treatment, whole = prepared.plan.treats(question), prepared.plan.whole
    if treatment == Treatment.STEPS:
        return {}
    return {whole: _exact_figure(question, whole, classes=treatment == Treatment.CLASSES)}


def _group_figures(
    review: Review, prepared: Prepared, question: TalliedQuestion, rows: dict[Group, PublishedGroup]
) -> dict[Group, MaybeWithheld]:
    """The figures of groups: exact where partners agreed to be seen, and otherwise in steps."""
    if not review.is_confidential:
        return {one: _exact_figure(question, one) for one in prepared.plan.groups}
    return {
        one.group: Figure(
            rows[one.group].people,
            one.step.mean,
            one.counts,
            step=one.step,
        )
        for one in release(question, prepared.plan, prepared.rung)
        if one.step
    }


def _exact_figure(
    question: TalliedQuestion, group: Group, *, classes: bool = False
) -> MaybeWithheld:
    """How many of a group chose each point, or each class of points; withheld if no one did."""
    *counts, dont_know, not_applicable, _none = question.answers(group.cells)
    shown = in_classes(counts) if classes else tuple(counts)
    if not any(shown):
        return Withheld()
    return FullFigure(sum(shown), measures.mean(shown), shown, dont_know, not_applicable)


def _perception(row: PublishedGroup, subject: Subject, code: str, figure: Figure) -> Perception:
    perception = Perception(
        group=row,
        subject=subject,
        code=code,
        n=figure.n,
        mean=figure.mean,
        counts=figure.counts,
        dont_know=figure.dont_know,
        not_applicable=figure.not_applicable,
    )
    for name, value in asdict(figure.step).items() if figure.step else ():
        setattr(perception, name, value)
    return perception


def _consideration_perceptions(
    review: Review, rows: dict[Group, PublishedGroup], perceptions: list[Perception]
) -> Iterator[Perception]:
    """The perceptions of considerations, from the published perceptions of statements."""
    figures = {
        (one.group, one.code): one.figure for one in perceptions if one.subject == Subject.STATEMENT
    }
    by_grouping: dict[str, list[PublishedGroup]] = defaultdict(list)
    for row in rows.values():
        by_grouping[row.grouping].append(row)
    for section in review.questionnaire.sections_in_order:
        for groups in by_grouping.values():
            of_statements = [
                [figures.get((group, one.code), Withheld()) for group in groups]
                for one in section.statements
            ]
            combined = combined_figures(of_statements, review.questionnaire.points)
            for group, figure in zip(groups, combined, strict=True):
                if isinstance(figure, Figure):
                    yield _perception(group, Subject.CONSIDERATION, section.consideration, figure)


def _published_comments(review: Review) -> Iterator[PublishedComment]:
    """The comments. Where there are too few on a consideration, not that they are about it."""
    comments = shuffled_comments(review)
    named = _named_considerations([code for code, _text in comments], minimum_people(review))
    for position, (code, text) in enumerate(comments):
        about = code if code in named else ""
        yield PublishedComment(review=review, consideration=about, position=position, text=text)


def _named_considerations(codes: Iterable[str], fewest: int) -> set[str]:
    """The considerations that comments may be shown under.

    There are enough on each of them, and none or enough together on the others. Otherwise it could
    be plain which of the others some are about.
    """
    on_each, others = Counter(codes), 0
    by_number = sorted(on_each, key=lambda code: (on_each[code], code))
    while by_number and (on_each[by_number[0]] < fewest or 0 < others < fewest):
        others += on_each[by_number.pop(0)]
    return set(by_number)
