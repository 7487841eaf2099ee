"""Publishes perceptions: counts in, what disclosure control lets through out, kept as rows.

It runs once, when a review closes. Pages and reports read the rows and can't reach an answer.

A consideration's mean is the mean over the ratings of its statements, every rating counting
once (`figures.together`). It is built only from the statement figures that are published for the
group, so it tells nothing that they don't.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from math import ceil

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from assessments.models import Review
from insights import disclosure
from insights.disclosure import Place
from insights.models import (
    AbsentGroup,
    Bound,
    Grouping,
    Perception,
    PublishedComment,
    PublishedGroup,
    Subject,
)
from insights.statistics import measures
from insights.statistics.figures import Figure, Withheld, together
from partnerships.models import Organisation
from partnerships.vocabulary import Level, Sector

from .perceptions import AnswerCounts, CellCounts, comments, count_answers

POOLED_LABELS = {
    Grouping.ORGANISATION: gettext_lazy("Other organisations"),
    Grouping.SECTOR: gettext_lazy("Other sectors"),
    Grouping.LEVEL: gettext_lazy("Other levels"),
}

BAND_WIDTH = 0.3
"""How near an end of the scale, in points, a group's mean is shown as a band; further for a group
so small that one person's answer moves it more."""


@dataclass
class _Published:
    """A planned group and the row that stands for it."""

    group: disclosure.Group
    row: PublishedGroup


def protection(review: Review) -> int:
    """The fewest people a figure may rest on: k, or 1 where partners agreed to be seen."""
    return review.k if review.is_confidential else 1


def publish(review: Review) -> set[str]:
    """Compute and keep the perceptions and comments of a review that has just closed.

    Returns the keys of the organisations that are published as groups of their own.
    """
    tallies = count_answers(review)
    groupings = groups_by_label(review, tallies.people)
    groups = disclosure.plan(tallies.people, groupings, protection(review))
    if not groups:
        return set()
    published = _publish_groups(review, groups, tallies)
    AbsentGroup.objects.bulk_create(_absent(review, groups))
    rows: list[Perception] = []
    rows += _perceptions(review, published, Subject.STATEMENT, tallies.statements)
    rows += _perceptions(review, published, Subject.IMPORTANCE, tallies.importance)
    rows += _considerations(review, rows)
    Perception.objects.bulk_create(rows, batch_size=1000)
    PublishedComment.objects.bulk_create(
        PublishedComment(review=review, consideration=code, position=position, text=text)
        for position, (code, text) in enumerate(comments(review))
    )
    alone = [one for one in groups if one.grouping == Grouping.ORGANISATION and not one.pooled]
    return {organisation for one in alone for organisation, _level in one.places if organisation}


def groups_by_label(
    review: Review, people: Mapping[Place, int]
) -> dict[str, dict[str, list[Place]]]:
    """Every grouping of a review: its groups by label, and the places that belong to each.

    Where results are open they are published by organisation and sector only: what agreed to be
    seen is the organisation, not the level of whoever answered for it.
    """
    organisations: dict[str | None, Organisation] = {
        one.pk: one for one in review.partnership.organisations.all()
    }
    published = [g for g in POOLED_LABELS if review.is_confidential or g != Grouping.LEVEL]
    groupings: dict[str, dict[str, list[Place]]] = {one: defaultdict(list) for one in published}
    for place in people:
        organisation = organisations.get(place[0])
        unstated = _("Not stated")
        labels = {
            Grouping.ORGANISATION: organisation.name if organisation else unstated,
            Grouping.SECTOR: Sector(organisation.sector).label if organisation else unstated,
            Grouping.LEVEL: Level(place[1]).label if place[1] else unstated,
        }
        for grouping in published:
            groupings[grouping][str(labels[grouping])].append(place)
    return groupings


def _publish_groups(
    review: Review, groups: list[disclosure.Group], tallies: AnswerCounts
) -> list[_Published]:
    rows = [
        PublishedGroup(
            review=review,
            grouping=group.grouping,
            label=str(POOLED_LABELS[Grouping(group.grouping)]) if group.pooled else group.label,
            pooled=group.pooled,
            people=group.people(tallies.people),
        )
        for group in groups
    ]
    PublishedGroup.objects.bulk_create(rows)
    return [_Published(group, row) for group, row in zip(groups, rows, strict=True)]


def _absent(review: Review, groups: list[disclosure.Group]) -> Iterable[AbsentGroup]:
    """Every group there might be and that isn't published by itself, answered for or not."""
    alone = {(one.grouping, one.label) for one in groups if not one.pooled}
    places: dict[Place, int] = {
        (one.pk, level): 0 for one in review.partnership.organisations.all() for level in Level
    }
    for grouping, labels in groups_by_label(review, places).items():
        for label in labels:
            if (grouping, label) not in alone:
                yield AbsentGroup(review=review, grouping=grouping, label=label)


def _perceptions(
    review: Review,
    published: list[_Published],
    subject: Subject,
    by_code: dict[str, dict[Place, CellCounts]],
) -> Iterable[Perception]:
    rows = {one.group: one.row for one in published}
    for code, by_place in by_code.items():
        raters = {place: one.raters for place, one in by_place.items()}
        shown = disclosure.safe(list(rows), raters, protection(review))
        precise, spread, ends = shown, shown, _Ends(by_place)
        if review.is_confidential:
            precise = disclosure.exact(shown, ends.are_near, ends.unanimous, raters)
            spread = disclosure.spread(precise, raters, review.k)
        for group in shown:
            said, about = _added(group.places, by_place), (rows[group], subject, code)
            if group in precise:
                yield _exact(*about, said, whole=group in spread)
            elif band := ends.band(said):
                yield _banded(*about, said, *band)


def _added(places: Iterable[Place], by_place: dict[Place, CellCounts]) -> CellCounts:
    """How the people of these places answered, together."""
    here = [by_place[place] for place in places if place in by_place]
    return CellCounts(
        counts=list(measures.added([one.counts for one in here])),
        dont_know=sum(one.dont_know for one in here),
        not_applicable=sum(one.not_applicable for one in here),
    )


class _Ends:
    """Who lies so near an end of the scale that a mean could tell what each of them chose."""

    def __init__(self, by_place: dict[Place, CellCounts]) -> None:
        self.by_place = by_place
        counts = _added(by_place, by_place).counts
        chosen = [point for point, count in enumerate(counts, start=1) if count]
        self.points = len(counts)
        self.steps = [_to_the_next(chosen), _to_the_next(chosen[::-1])]

    @property
    def unanimous(self) -> list[frozenset[Place]]:
        """The places where all chose the low end, and where all chose the high end."""
        rated = {place: one.counts for place, one in self.by_place.items() if one.raters}
        return [
            frozenset(place for place, counts in rated.items() if counts[end] == sum(counts))
            for end in (0, -1)
        ]

    def are_near(self, places: Iterable[Place]) -> bool:
        return self.band(_added(places, self.by_place)) is not None

    def band(self, said: CellCounts) -> tuple[Bound, float] | None:
        """The band of people near an end, with its bound; None if they are not.

        The bound is what a mean can be told by, to one decimal place. It leaves open that one of
        them chose the next point that anybody chose.
        """
        mean = measures.mean(said.counts)
        low, high = (max(BAND_WIDTH, ceil(10 * by / said.raters) / 10) for by in self.steps)
        if mean >= (bound := round(self.points - high, 1)):
            return Bound.HIGH, bound
        if mean <= (bound := round(1 + low, 1)):
            return Bound.LOW, bound
        return None


def _to_the_next(chosen: list[int]) -> int:
    """How far the second of these points is from the first."""
    return abs(chosen[1] - chosen[0]) if len(chosen) > 1 else 1


def _exact(
    group: PublishedGroup, subject: Subject, code: str, said: CellCounts, *, whole: bool
) -> Perception:
    """What a group says; unless it is `whole`, no more than the mean and n."""
    return Perception(
        group=group,
        subject=subject,
        code=code,
        n=said.raters,
        mean=measures.mean(said.counts),
        agreement=measures.consensus(said.counts) if whole else None,
        counts=said.counts if whole else None,
        dont_know=said.dont_know,
        not_applicable=said.not_applicable,
    )


def _banded(
    group: PublishedGroup, subject: Subject, code: str, said: CellCounts, band: Bound, bound: float
) -> Perception:
    """A group near an end of the scale, by the bound of its band."""
    return Perception(
        group=group,
        subject=subject,
        code=code,
        n=said.raters,
        mean=bound,
        band=band,
        dont_know=said.dont_know,
        not_applicable=said.not_applicable,
    )


def _considerations(review: Review, rows: list[Perception]) -> Iterable[Perception]:
    """The perceptions of considerations, from the published perceptions of statements."""
    statements = {
        (row.group_id, row.code): row.figure for row in rows if row.subject == Subject.STATEMENT
    }
    groups = {row.group_id: row.group for row in rows}
    for section in review.questionnaire.sections_in_order:
        codes = [statement.code for statement in section.statements_in_order]
        for group_id, group in groups.items():
            figure = together([statements.get((group_id, code), Withheld()) for code in codes])
            if isinstance(figure, Figure):
                yield Perception(
                    group=group,
                    subject=Subject.CONSIDERATION,
                    code=section.consideration,
                    **asdict(figure),
                )
