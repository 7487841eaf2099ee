"""Changes to a partnership that touch more than one row.

Each is atomic: it keeps its promise or changes nothing.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db import transaction

from .models import Member, Organisation, Partnership, Person
from .vocabulary import Role


@dataclass(frozen=True)
class Seat:
    """A place at the table to be filled: who, where from, at which level, in which role.

    An organisation that the partnership does not have yet is added in the given sector.
    """

    name: str
    email: str
    organisation: str
    sector: str
    level: str
    role: str = Role.MEMBER


@transaction.atomic
def register_partnership(*, partnership: Partnership, coordinator: Seat) -> Partnership:
    """Save a new partnership, with whoever registers it as its first coordinator."""
    partnership.save()
    seat_members(partnership=partnership, seats=[coordinator])
    return partnership


@transaction.atomic
def seat_members(*, partnership: Partnership, seats: Iterable[Seat]) -> list[Member]:
    """Give each a place, all or none; IntegrityError if one has a place already."""
    organisations = {one.name.casefold(): one for one in partnership.organisations.all()}
    members = []
    for seat in seats:
        organisation = organisations.get(seat.organisation.casefold())
        if seat.organisation and organisation is None:
            organisation = Organisation.objects.create(
                partnership=partnership, name=seat.organisation, sector=seat.sector
            )
            organisations[seat.organisation.casefold()] = organisation
        members.append(
            Member.objects.create(
                partnership=partnership,
                person=Person.objects.known_as(seat.email),
                name=seat.name,
                organisation=organisation,
                level=seat.level,
                role=seat.role,
            )
        )
    return members
