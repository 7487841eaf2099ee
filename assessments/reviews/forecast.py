"""What results will show of whom, as coordinators see it while they choose and members before they
answer."""

from django.utils.translation import gettext as _

from assessments.models import Review


def compared_by(review: Review) -> str:
    """Along which lines results are shown."""
    groups = ", ".join(review.partner_group_names)
    if groups and review.is_confidential:
        said = _(
            "Results are compared by organisation, sector, level and partner group: %(groups)s."
        )
    elif groups:
        said = _("Results are compared by organisation, sector and partner group: %(groups)s.")
    elif review.is_confidential:
        said = _("Results are compared by organisation, sector and level.")
    else:
        said = _("Results are compared by organisation and sector.")
    return said % {"groups": groups}
