"""What could be shown if everyone who is asked answered, seen before a review opens.

A coordinator can then still make partner groups or choose another kind of confidentiality. Once
people have answered it is too late.
"""

from collections import Counter
from collections.abc import Mapping
from functools import lru_cache

from assessments.models import Review
from assessments.reviews.forecast import GroupForecast, forecaster
from insights import disclosure
from insights.disclosure import CellKey
from insights.models import Grouping

from .publish import groups_by_label, minimum_people

_Labels = tuple[tuple[str, tuple[CellKey, ...]], ...]


@forecaster
def preview_groups(review: Review) -> list[GroupForecast]:
    """Each grouping as it would be published if everyone who is asked submitted an answer."""
    asked = review.partnership.members.asked()
    people: Counter[CellKey] = Counter(asked.values_list("organisation", "level"))
    labels = groups_by_label(review, people)
    planned = _plan(
        frozenset(people.items()),
        tuple((grouping, _frozen(groups)) for grouping, groups in labels.items()),
        minimum_people(review),
    )
    return [_forecast(Grouping(one), planned, labels[one], people) for one in labels if planned]


def _frozen(groups: Mapping[str, list[CellKey]]) -> _Labels:
    return tuple((label, tuple(cells)) for label, cells in groups.items())


@lru_cache(maxsize=256)
def _plan(
    people: frozenset[tuple[CellKey, int]], groupings: tuple[tuple[str, _Labels], ...], k: int
) -> tuple[disclosure.Group, ...]:
    """Kept, because every member of a review is shown it before they answer."""
    labels = {grouping: dict(groups) for grouping, groups in groupings}
    return tuple(disclosure.plan_groups(dict(people), labels, k))


def _forecast(
    grouping: Grouping,
    planned: tuple[disclosure.Group, ...],
    labels: Mapping[str, list[CellKey]],
    people: Mapping[CellKey, int],
) -> GroupForecast:
    groups = [group for group in planned if group.grouping == grouping and not group.pooled]
    shown = {group.label: group.people(people) for group in groups}
    others = sorted(label for label in labels if label not in shown)
    return GroupForecast(grouping.value, str(grouping.label), sorted(shown.items()), others)
