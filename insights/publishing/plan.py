"""What is settled for a whole review before anything is published: who is compared, how finely."""

from collections import defaultdict
from collections.abc import Mapping
from datetime import timedelta

from django.utils import timezone
from django.utils.translation import gettext as _

from assessments.models import Review
from insights.disclosure.groups import CellKey, plan_groups, spread_groups
from insights.disclosure.release import Plan, Treatment
from insights.models import Grouping, groupings_of
from partnerships.models import Organisation
from partnerships.vocabulary import Level, Sector

from .perceptions import AnswerCounts

TWINS_WITHIN = timedelta(days=90)
"""Reviews that close within this time of each other could be subtracted from each other."""


def minimum_people(review: Review) -> int:
    """The fewest people a figure may be based on: k, or 1 where partners agreed to be seen."""
    return review.k if review.is_confidential else 1


def plan_review(review: Review, counts: AnswerCounts) -> Plan | None:
    """How a review is published, from how many answered by link from each cell.

    None if no figure may be shown at all. Leftovers that are too small to be shown get no figure.
    Where partners agreed to be seen, answers that were entered count as well.
    """
    together = counts.people
    people = counts.linked.people if review.is_confidential else together
    people = {cell: people.get(cell, 0) for cell in together}
    planned = plan_groups(people, groups_by_label(review, people), minimum_people(review))
    if not planned:
        return None
    return Plan(
        people=people,
        whole=planned[0],
        groups=tuple(one for one in planned[1:] if not one.pooled),
        spreads=tuple(spread_groups(planned, people, review.k)),
        k=review.k,
        everyone=_treatment(review, planned[0].people(people)),
    )


def _treatment(review: Review, people: int) -> Treatment:
    """How finely everyone's figures are shown, with this many people who answered by link."""
    if not review.is_confidential:
        return Treatment.EXACT
    if people < 2 * review.k:
        return Treatment.CLASSES
    return Treatment.STEPS if _has_twin(review) else Treatment.EXACT


def _has_twin(review: Review) -> bool:
    """Whether another review of the partnership closed shortly before.

    Whoever answered it: a coordinator decides who is asked and who is marked as having answered on
    paper, and so how alike two reviews look.
    """
    others = review.partnership.reviews.exclude(pk=review.pk)
    closed_at = review.closed_at or timezone.now()
    return others.filter(closed_at__gte=closed_at - TWINS_WITHIN).exists()


def groups_by_label(
    review: Review, people: Mapping[CellKey, int]
) -> dict[str, dict[str, list[CellKey]]]:
    """Every grouping of a review: its groups by label, with the cells in each.

    An organisation may be in no partner group. Groupings are named in plain text, since a plan goes
    to processes that know no Django.
    """
    organisations: dict[str | None, Organisation] = {
        one.pk: one for one in review.partnership.organisations.all()
    }
    published = groupings_of(review)
    groupings: dict[str, dict[str, list[CellKey]]] = {
        one.value: defaultdict(list) for one in published
    }
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
                groupings[grouping.value][label].append(cell)
    return groupings
