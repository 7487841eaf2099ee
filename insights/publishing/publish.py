"""Publishes perceptions: takes counts, and stores what disclosure control allows as rows.

It runs once, when a review closes. Pages and reports read the rows and cannot reach answers.

A consideration's mean is the mean over the ratings of its statements, every rating counting once
(`figures.combined_figure`). It uses only the statement figures published for the group, so it
reveals nothing new.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from math import ceil

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from assessments.models import Review
from insights import disclosure
from insights.disclosure import CellKey
from insights.models import (
    Bound,
    Grouping,
    Perception,
    PublishedComment,
    PublishedGroup,
    Subject,
    SuppressedGroup,
    groupings_of,
)
from insights.statistics import measures
from insights.statistics.figures import Figure, Withheld, combined_figure
from partnerships.models import Organisation
from partnerships.vocabulary import Level, Sector

from .perceptions import AnswerCounts, CellCounts, count_answers, shuffled_comments

POOLED_LABELS = {
    Grouping.ORGANISATION: gettext_lazy("Other organisations"),
    Grouping.PARTNER_GROUP: gettext_lazy("Other partner groups"),
    Grouping.SECTOR: gettext_lazy("Other sectors"),
    Grouping.LEVEL: gettext_lazy("Other levels"),
}

BAND_WIDTH = 0.3
"""How close to an end of the scale, in points, a group's mean is shown as a band. The band is wider
for a group so small that one answer moves the mean more."""


@dataclass
class _GroupAndRow:
    """A planned group and its row."""

    group: disclosure.Group
    row: PublishedGroup


def minimum_people(review: Review) -> int:
    """The fewest people a figure may be based on: k, or 1 where partners agreed to be seen."""
    return review.k if review.is_confidential else 1


def publish_results(review: Review) -> set[str]:
    """Compute and keep the perceptions and comments of a review that has just closed.

    Returns the keys of the organisations published as separate groups.
    """
    counts = count_answers(review)
    groupings = groups_by_label(review, counts.people)
    groups = disclosure.plan_groups(counts.people, groupings, minimum_people(review))
    if not groups:
        return set()
    published = _publish_groups(review, groups, counts)
    SuppressedGroup.objects.bulk_create(_suppressed_groups(review, groups))
    rows: list[Perception] = []
    rows += _direct_perceptions(review, published, Subject.STATEMENT, counts.statements)
    rows += _direct_perceptions(review, published, Subject.IMPORTANCE, counts.importance)
    rows += _consideration_perceptions(review, rows)
    Perception.objects.bulk_create(rows, batch_size=1000)
    PublishedComment.objects.bulk_create(_published_comments(review))
    alone = [one for one in groups if one.grouping == Grouping.ORGANISATION and not one.pooled]
    return {organisation for one in alone for organisation, _level in one.cells if organisation}


def _published_comments(review: Review) -> Iterable[PublishedComment]:
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


def groups_by_label(
    review: Review, people: Mapping[CellKey, int]
) -> dict[str, dict[str, list[CellKey]]]:
    """Every grouping of a review: its groups by label, with the cells in each.

    An organisation may be in no partner group.
    """
    organisations: dict[str | None, Organisation] = {
        one.pk: one for one in review.partnership.organisations.all()
    }
    published = groupings_of(review)
    groupings: dict[str, dict[str, list[CellKey]]] = {one: defaultdict(list) for one in published}
    for cell in people:
        organisation = organisations.get(cell[0])
        unstated = _("Not stated")
        labels = {
            Grouping.ORGANISATION: organisation.name if organisation else unstated,
            Grouping.PARTNER_GROUP: review.partner_group_of(cell[0]),
            Grouping.SECTOR: Sector(organisation.sector).label if organisation else unstated,
            Grouping.LEVEL: Level(cell[1]).label if cell[1] else unstated,
        }
        for grouping in published:
            if label := str(labels[grouping]):
                groupings[grouping][label].append(cell)
    return groupings


def _publish_groups(
    review: Review, groups: list[disclosure.Group], counts: AnswerCounts
) -> list[_GroupAndRow]:
    rows = [
        PublishedGroup(
            review=review,
            grouping=group.grouping,
            label=str(POOLED_LABELS[Grouping(group.grouping)]) if group.pooled else group.label,
            pooled=group.pooled,
            people=group.people(counts.people),
        )
        for group in groups
    ]
    PublishedGroup.objects.bulk_create(rows)
    return [_GroupAndRow(group, row) for group, row in zip(groups, rows, strict=True)]


def _suppressed_groups(review: Review, groups: list[disclosure.Group]) -> Iterable[SuppressedGroup]:
    """Every possible group that is not published separately, whether or not anyone answered."""
    alone = {(one.grouping, one.label) for one in groups if not one.pooled}
    cells: dict[CellKey, int] = {
        (one.pk, level): 0 for one in review.partnership.organisations.all() for level in Level
    }
    for grouping, labels in groups_by_label(review, cells).items():
        for label in labels:
            if (grouping, label) not in alone:
                yield SuppressedGroup(review=review, grouping=grouping, label=label)


def _direct_perceptions(
    review: Review,
    published: list[_GroupAndRow],
    subject: Subject,
    by_code: dict[str, dict[CellKey, CellCounts]],
) -> Iterable[Perception]:
    rows = {one.group: one.row for one in published}
    for code, by_cell in by_code.items():
        raters = {cell: one.raters for cell, one in by_cell.items()}
        shown = disclosure.safe_groups(list(rows), raters, minimum_people(review))
        exact, full, ends = shown, shown, _ScaleEnds(by_cell)
        if review.is_confidential:
            exact = disclosure.exact_groups(shown, ends.are_near_end, ends.unanimous, raters)
            full = disclosure.full_groups(exact, raters, review.k)
        for group in shown:
            counted, about = _combined(group.cells, by_cell), (rows[group], subject, code)
            if group in exact:
                yield _exact_perception(*about, counted, full=group in full)
            elif bound := ends.bound_of(counted):
                yield _bounded_perception(*about, counted, *bound)


def _combined(cells: Iterable[CellKey], by_cell: dict[CellKey, CellCounts]) -> CellCounts:
    """How the people in these cells answered, combined."""
    here = [by_cell[cell] for cell in cells if cell in by_cell]
    return CellCounts(
        counts=list(measures.sum_distributions([one.counts for one in here])),
        dont_know=sum(one.dont_know for one in here),
        not_applicable=sum(one.not_applicable for one in here),
    )


class _ScaleEnds:
    """Cells so near an end of the scale that a mean could reveal what each person chose."""

    def __init__(self, by_cell: dict[CellKey, CellCounts]) -> None:
        self.by_cell = by_cell
        counts = _combined(by_cell, by_cell).counts
        chosen = [point for point, count in enumerate(counts, start=1) if count]
        self.points = len(counts)
        self.steps = [_first_step(chosen), _first_step(chosen[::-1])]

    @property
    def unanimous(self) -> list[frozenset[CellKey]]:
        """The cells where all chose the low end, and where all chose the high end."""
        rated = {cell: one.counts for cell, one in self.by_cell.items() if one.raters}
        return [
            frozenset(cell for cell, counts in rated.items() if counts[end] == sum(counts))
            for end in (0, -1)
        ]

    def are_near_end(self, cells: Iterable[CellKey]) -> bool:
        return self.bound_of(_combined(cells, self.by_cell)) is not None

    def bound_of(self, counted: CellCounts) -> tuple[Bound, float] | None:
        """The bound for the mean of people near an end. None if they are not near one.

        The bound is to one decimal place. It leaves it possible that one of them chose the next
        point that anyone chose.
        """
        mean = measures.mean(counted.counts)
        low, high = (max(BAND_WIDTH, ceil(10 * by / counted.raters) / 10) for by in self.steps)
        if mean >= (limit := round(self.points - high, 1)):
            return Bound.AT_LEAST, limit
        if mean <= (limit := round(1 + low, 1)):
            return Bound.AT_MOST, limit
        return None


def _first_step(chosen: list[int]) -> int:
    """The distance between the first two of these points."""
    return abs(chosen[1] - chosen[0]) if len(chosen) > 1 else 1


def _exact_perception(
    group: PublishedGroup, subject: Subject, code: str, counted: CellCounts, *, full: bool
) -> Perception:
    """What a group says. Unless `full`, only the mean and n."""
    return Perception(
        group=group,
        subject=subject,
        code=code,
        n=counted.raters,
        mean=measures.mean(counted.counts),
        agreement=measures.consensus(counted.counts) if full else None,
        counts=counted.counts if full else None,
        dont_know=counted.dont_know,
        not_applicable=counted.not_applicable,
    )


def _bounded_perception(
    group: PublishedGroup,
    subject: Subject,
    code: str,
    counted: CellCounts,
    bound: Bound,
    limit: float,
) -> Perception:
    """A group near an end of the scale, with a bound instead of its mean."""
    return Perception(
        group=group,
        subject=subject,
        code=code,
        n=counted.raters,
        mean=limit,
        bound=bound,
        dont_know=counted.dont_know,
        not_applicable=counted.not_applicable,
    )


def _consideration_perceptions(review: Review, rows: list[Perception]) -> Iterable[Perception]:
    """The perceptions of considerations, from the published perceptions of statements."""
    statements = {
        (row.group_id, row.code): row.figure for row in rows if row.subject == Subject.STATEMENT
    }
    groups = {row.group_id: row.group for row in rows}
    for section in review.questionnaire.sections_in_order:
        codes = [statement.code for statement in section.statements]
        for group_id, group in groups.items():
            figure = combined_figure(
                [statements.get((group_id, code), Withheld()) for code in codes]
            )
            if isinstance(figure, Figure):
                yield Perception(
                    group=group,
                    subject=Subject.CONSIDERATION,
                    code=section.consideration,
                    **asdict(figure),
                )
