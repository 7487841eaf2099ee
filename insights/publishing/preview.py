"""What could be shown if everyone who is asked answered, seen before a review opens.

A coordinator can then still merge organisations or choose another kind of confidentiality. Once
people have answered it is too late.
"""

from collections import defaultdict
from dataclasses import dataclass

from assessments.models import Review
from insights import disclosure
from insights.disclosure import CellKey
from insights.models import Grouping

from .publish import groups_by_label, minimum_people


@dataclass(frozen=True)
class GroupPreview:
    """One grouping: the groups that would be shown separately, with their people, and those pooled.

    Both are empty if the grouping could not be compared at all.
    """

    grouping: Grouping
    separate: list[tuple[str, int]]
    pooled: list[str]


def preview_groups(review: Review) -> list[GroupPreview]:
    """Each grouping as it would be published if everyone who is asked submitted an answer."""
    people: dict[CellKey, int] = defaultdict(int)
    for organisation, level in review.partnership.members.asked().values_list(
        "organisation", "level"
    ):
        people[organisation, level] += 1
    labels = groups_by_label(review, people)
    planned = disclosure.plan_groups(people, labels, minimum_people(review))
    return [_preview(Grouping(one), planned, labels[one], people) for one in labels]


def _preview(
    grouping: Grouping,
    planned: list[disclosure.Group],
    labels: dict[str, list[CellKey]],
    people: dict[CellKey, int],
) -> GroupPreview:
    groups = [group for group in planned if group.grouping == grouping]
    alone = {group.label: group.people(people) for group in groups if not group.pooled}
    pooled = sorted(label for label in labels if label not in alone) if groups else []
    return GroupPreview(grouping, sorted(alone.items()), pooled)
