"""Partner groups: larger groups of organisations, for one review, that results are also shown by.

They are for display only. Each organisation is in one of them or in none, and none is merged.
"""

from collections.abc import Mapping

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from assessments.lifecycle import May
from assessments.models import Review
from assessments.reviews.services import lock
from partnerships.audit_log import log_event
from partnerships.vocabulary import Sector

STATUTORY = gettext_lazy("Statutory")
THIRD_SECTOR = gettext_lazy("Third sector and community")
BY_SECTOR = {
    Sector.LOCAL_GOVERNMENT: STATUTORY,
    Sector.HEALTH: STATUTORY,
    Sector.POLICE_FIRE: STATUTORY,
    Sector.EDUCATION: STATUTORY,
    Sector.NATIONAL_AGENCY: STATUTORY,
    Sector.THIRD_SECTOR: THIRD_SECTOR,
    Sector.HOUSING: THIRD_SECTOR,
    Sector.COMMUNITY: THIRD_SECTOR,
}
"""The group suggested for each sector. No group is suggested for the others."""


def suggested_groups(review: Review) -> dict[str, str]:
    """A group for each organisation by its key: as in the last review with groups, or by sector."""
    organisations = review.partnership.organisations.taking_part()
    earlier = review.partnership.reviews.exclude(pk=review.pk).exclude(partner_groups={}).first()
    if earlier:
        found = {one.pk: earlier.partner_group_of(one.pk) for one in organisations}
    else:
        found = {one.pk: str(BY_SECTOR.get(Sector(one.sector), "")) for one in organisations}
    return {organisation: group for organisation, group in found.items() if group}


@transaction.atomic
def set_partner_groups(*, review: Review, groups: Mapping[str, str]) -> None:
    """Set the group of each organisation, by its key. NotNow once the review has opened."""
    review = lock(review, May.GROUP)
    review.partner_groups = dict(groups)
    review.save(update_fields=["partner_groups"])
    log_event("partner-groups", review)


def groups_in_words(review: Review) -> list[str]:
    """Each partner group with its organisations."""
    groups: dict[str, list[str]] = {}
    for organisation in review.partnership.organisations.filter(pk__in=review.partner_groups):
        groups.setdefault(review.partner_group_of(organisation.pk), []).append(organisation.name)
    return [
        _("%(group)s: %(organisations)s") % {"group": group, "organisations": ", ".join(names)}
        for group, names in sorted(groups.items())
    ]
