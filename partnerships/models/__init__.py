"""People and partnerships as tables. Rules that span rows live in `partnerships.services`."""

from .partnership import Member, Organisation, Partnership
from .person import Person

__all__ = ["Member", "Organisation", "Partnership", "Person"]
