"""How much one partnership may store, so that no one fills the host's disk.

Callers must lock the partnership, so that two cannot pass at once.
"""

from django.conf import settings
from django.db.models import Sum
from django.utils.translation import gettext as _

from .models import EvidenceDocument, Partnership

MOST_EVIDENCE = 1_000
MEGABYTE = 1_000_000


class NoRoom(Exception):
    """There is no room; the message says what to do."""


def room_for_documents(partnership: Partnership) -> int:
    """How many bytes of documents may still be added."""
    kept = EvidenceDocument.objects.filter(evidence__partnership=partnership)
    total: int = kept.aggregate(total=Sum("size", default=0))["total"]
    return max(0, settings.EVIDENCE_MB * MEGABYTE - total)


def room_in_words(partnership: Partnership) -> str:
    """The room that is left, in words."""
    said = _("You have %(left)s MB left for documents, out of %(most)s MB.")
    left = room_for_documents(partnership) / MEGABYTE
    return said % {"left": f"{left:.1f}", "most": settings.EVIDENCE_MB}


def check_document(partnership: Partnership, size: int, instead_of: int = 0) -> None:
    """NoRoom unless a document fits, alone or instead of one of a given size."""
    if size > room_for_documents(partnership) + instead_of:
        raise NoRoom(
            _(
                "There is no room for this file. %(room)s Remove a document you no longer "
                "need, link to this one, or make it smaller."
            )
            % {"room": room_in_words(partnership)}
        )


def check_number(there: int, most: int) -> None:
    """NoRoom if the limit of something has been reached."""
    if there >= most:
        raise NoRoom(
            _("You have reached the limit of %(most)s. Remove one you do not need.")
            % {"most": f"{most:,}"}
        )
