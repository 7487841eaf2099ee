"""A person to be added to a partnership."""

from dataclasses import dataclass

from partnerships.vocabulary import Role


@dataclass(frozen=True)
class NewMember:
    """A new member: name, organisation, level and role.

    An organisation that the partnership does not have yet is added in the given sector.
    """

    name: str
    email: str
    organisation: str
    sector: str
    level: str
    role: str = Role.MEMBER
