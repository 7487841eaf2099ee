"""People and partnerships as tables. Rules that span rows live in `partnerships.services`."""

from .counter import Counter
from .evidence import EvidenceDocument, OwnEvidence
from .letter import Delivery, Letter, Trouble, Urgency
from .partnership import Declined, Member, Organisation, Partnership
from .person import Person
from .told import Told, TooMany
from .trail import TrailEntry

__all__ = [
    "Counter",
    "Declined",
    "Delivery",
    "EvidenceDocument",
    "Letter",
    "Member",
    "Organisation",
    "OwnEvidence",
    "Partnership",
    "Person",
    "Told",
    "TooMany",
    "TrailEntry",
    "Trouble",
    "Urgency",
]
