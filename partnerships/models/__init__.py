"""People and partnerships as tables. Rules that span rows live in `partnerships.services`."""

from .audit import AuditEntry
from .counter import Counter
from .evidence import EvidenceDocument, OwnEvidence
from .letter import Delivery, Letter, Trouble, Urgency
from .partnership import Declined, Member, Organisation, Partnership
from .person import Person
from .told import Told, TooMany

__all__ = [
    "AuditEntry",
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
    "Trouble",
    "Urgency",
]
