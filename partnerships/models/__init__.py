"""People and partnerships as tables. Rules that span rows live in `partnerships.services`."""

from .audit import AuditEntry
from .evidence import EvidenceDocument, OwnEvidence
from .letter import Delivery, Letter, Trouble, Urgency
from .partnership import Declined, Member, Organisation, Partnership
from .told import Told, TooMany

__all__ = [
    "AuditEntry",
    "Declined",
    "Delivery",
    "EvidenceDocument",
    "Letter",
    "Member",
    "Organisation",
    "OwnEvidence",
    "Partnership",
    "Told",
    "TooMany",
    "Trouble",
    "Urgency",
]
