"""People and partnerships as tables. Rules that span rows live in `partnerships.services`."""

from .letter import Delivery, Letter, Trouble
from .partnership import Declined, Member, Organisation, Partnership
from .person import Person

__all__ = [
    "Declined",
    "Delivery",
    "Letter",
    "Member",
    "Organisation",
    "Partnership",
    "Person",
    "Trouble",
]
