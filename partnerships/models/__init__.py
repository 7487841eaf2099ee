"""Partnerships and who belongs to them, as tables. Rules that span rows live in services."""

from .audit import AuditEntry
from .evidence import EvidenceDocument, OwnEvidence
from .outgoing_email import Delivery, OutgoingEmail, Trouble, Urgency
from .partnership import Declined, Member, Organisation, Partnership
from .unapproved_email import TooManyRecipients, UnapprovedEmail

__all__ = [
    "AuditEntry",
    "Declined",
    "Delivery",
    "EvidenceDocument",
    "Member",
    "Organisation",
    "OutgoingEmail",
    "OwnEvidence",
    "Partnership",
    "TooManyRecipients",
    "Trouble",
    "UnapprovedEmail",
    "Urgency",
]
