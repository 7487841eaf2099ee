"""Logging what was done without changing a row that the audit log looks at."""

from django.utils import timezone

from accounts.actor import current_actor
from partnerships.models import AuditEntry, Partnership
from partnerships.models.audit import OfPartnership


def log_event(event: str, about: Partnership | OfPartnership, **details: str) -> None:
    """Write down that this was done about a partnership or something that belongs to it.

    `event` is a key of `privacy.audit_words.EVENTS`; details stand in its sentence. None may name
    a person.
    """
    AuditEntry.objects.log_create(
        about,
        force_log=True,
        action=AuditEntry.Action.UPDATE,
        event=event,
        additional_data=details,
    )


def has_logged_today(event: str, about: OfPartnership) -> bool:
    """Whether this person has done this today already, to what is still called the same."""
    log = about.partnership.audit_log
    today = log.filter(timestamp__date=timezone.localdate(), actor=current_actor())
    return today.filter(event=event, object_pk=about.pk, object_repr=str(about)).exists()
