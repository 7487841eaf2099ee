"""The words a partnership is described in: kinds, sectors, levels and roles."""

import re
from collections.abc import Mapping
from enum import StrEnum

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Registration(StrEnum):
    """Who may register partnerships, as set by the host."""

    OPEN = "open"
    INVITED = "invited"
    APPROVED = "approved"


class Kind(TextChoices):
    """What a partnership is formed for."""

    COMMUNITY_PLANNING = "community-planning", _("Community planning")
    NEIGHBOURHOOD_PLANNING = "neighbourhood-planning", _("Neighbourhood planning")
    CHILDRENS_SERVICES = "childrens-services", _("Children’s services")
    HEALTH_AND_SOCIAL_CARE = "health-and-social-care", _("Health and social care")
    EMPLOYABILITY = "employability", _("Employability")
    REGENERATION = "regeneration", _("Regeneration")
    COMMUNITY_JUSTICE = "community-justice", _("Community justice")
    OTHER = "other", _("Something else")


class Basis(TextChoices):
    """Why a partnership exists."""

    MANDATED = "mandated", _("Required by law or policy")
    CHOSEN = "chosen", _("Chosen by the partners")


class Sector(TextChoices):
    """The sector an organisation belongs to."""

    LOCAL_GOVERNMENT = "local-government", _("Council or local government")
    HEALTH = "health", _("Health")
    THIRD_SECTOR = "third-sector", _("Third sector")
    POLICE_FIRE = "police-fire", _("Police, fire and rescue")
    HOUSING = "housing", _("Housing")
    EDUCATION = "education", _("Education")
    PRIVATE = "private", _("Business")
    COMMUNITY = "community", _("Community body")
    NATIONAL_AGENCY = "national-agency", _("National agency")
    OTHER = "other", _("Other")


class Level(TextChoices):
    """Where in their organisation a member works."""

    STRATEGIC = "strategic", _("Strategic")
    OPERATIONAL = "operational", _("Operational")
    COMMUNITY = "community", _("Community")


class Role(TextChoices):
    """What a member does in the partnership's reviews."""

    COORDINATOR = "coordinator", _("Coordinator")
    FACILITATOR = "facilitator", _("Facilitator")
    MEMBER = "member", _("Member")
    OBSERVER = "observer", _("Observer")


class MembershipStatus(TextChoices):
    """Whether a member has been told and has accepted."""

    ADDED = "added", _("Not invited yet")
    INVITED = "invited", _("Invited")
    ACCEPTED = "accepted", _("Accepted")


# What people write for these in spreadsheets, besides the codes and labels.
SECTOR_WORDS: dict[str, tuple[str, ...]] = {
    Sector.LOCAL_GOVERNMENT: ("Council", "Local government", "Local authority"),
    Sector.HEALTH: ("NHS", "Health"),
    Sector.THIRD_SECTOR: ("Voluntary", "Voluntary sector", "Charity", "Community and voluntary"),
    Sector.POLICE_FIRE: ("Police and fire", "Police", "Fire and rescue", "Emergency services"),
    Sector.HOUSING: ("Housing association",),
    Sector.EDUCATION: (),
    Sector.PRIVATE: ("Private", "Private sector", "Business"),
    Sector.COMMUNITY: ("Community body", "Community council"),
    Sector.NATIONAL_AGENCY: ("National agency", "Government agency"),
    Sector.OTHER: (),
}
LEVEL_WORDS: dict[str, tuple[str, ...]] = {
    Level.STRATEGIC: ("Strategic level",),
    Level.OPERATIONAL: ("Operational level",),
    Level.COMMUNITY: ("Community level",),
}
ROLE_WORDS: dict[str, tuple[str, ...]] = {
    Role.COORDINATOR: ("Co-ordinator",),
    Role.FACILITATOR: (),
    Role.MEMBER: ("Partner",),
    Role.OBSERVER: (),
}


def plain(text: str) -> str:
    """A text for comparison: no case, no punctuation, “&” as “and”, single spaces."""
    text = re.sub(r"['‘’`]", "", text.casefold().replace("&", " and "))
    return " ".join(re.sub(r"[\W_]+", " ", text).split())


def by_words(choices: type[TextChoices], words: Mapping[str, tuple[str, ...]]) -> dict[str, str]:
    """The code for each plain text that may mean it: codes, labels and other words."""
    return {
        plain(text): str(choice.value)
        for choice in choices
        for text in (choice.value, str(choice.label), *words[choice.value])
    }
