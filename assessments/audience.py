"""Who sees a review's results once they are shared, and how members are told."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from partnerships.vocabulary import Role


class Audience(TextChoices):
    """Said before the first question, and fixed once a review opens.

    Coordinators and facilitators read results from the moment a review has closed.
    """

    EVERYBODY = "everybody", _("Everyone in the partnership, including observers")
    MEMBERS = "members", _("Members, but not observers")
    LEADERS = "leaders", _("Coordinators and facilitators only")

    def includes(self, role: str) -> bool:
        return role in READING_ROLES[self]

    @property
    def promise(self) -> str:
        """What members are told before they answer."""
        return str(PROMISES[self])

    @property
    def afterwards(self) -> str:
        """What members are told once they have submitted."""
        return str(AFTERWARDS.get(self, AFTERWARDS_OTHERWISE))


LEADING_ROLES = frozenset({Role.COORDINATOR, Role.FACILITATOR})
READING_ROLES: dict[Audience, frozenset[Role]] = {
    Audience.EVERYBODY: frozenset(Role),
    Audience.MEMBERS: LEADING_ROLES | {Role.MEMBER},
    Audience.LEADERS: LEADING_ROLES,
}
PROMISES = {
    Audience.EVERYBODY: _(
        "Coordinators and facilitators read the results first, once the review has "
        "closed. When the results are shared, every member and observer of the "
        "partnership can read them."
    ),
    Audience.MEMBERS: _(
        "Coordinators and facilitators read the results first, once the review has "
        "closed. When the results are shared, every member of the partnership can read "
        "them. Observers cannot."
    ),
    Audience.LEADERS: _(
        "Only coordinators and facilitators read the results, once the review has closed."
    ),
}
AFTERWARDS_OTHERWISE = _(
    "The partnership compares how its members see things, and discusses it. You "
    "will be told when the results are shared."
)
AFTERWARDS = {
    Audience.LEADERS: _(
        "Coordinators and facilitators compare how members see things, and lead the "
        "discussion about it."
    )
}
