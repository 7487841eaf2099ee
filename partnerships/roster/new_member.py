"""Somebody who is to have a place in a partnership."""

from dataclasses import dataclass

from partnerships.vocabulary import Role


@dataclass(frozen=True)
class NewMember:
    """A place at the table to be filled: who, where from, at which level, in which role.

    An organisation that the partnership does not have yet is added in the given sector.
    """

    name: str
    email: str
    organisation: str
    sector: str
    level: str
    role: str = Role.MEMBER
