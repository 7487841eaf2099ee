"""Logs actions that do not change a row tracked by the audit log."""

from django.utils import timezone

from accounts.actor import current_actor
from partnerships.models import AuditEntry, Partnership
from partnerships.models.audit import OfPartnership


def log_event(event: str, about: Partnership | OfPartnership, **details: str) -> None:
    """Log that this was done to a partnership or something that belongs to it.

    `event` is a key of `privacy.audit_words.EVENTS`; details appear in its sentence. None may name
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
    """Whether this person has already done this today to something still called the same."""
    log = about.partnership.audit_log
    today = log.filter(timestamp__date=timezone.localdate(), actor=current_actor())
    return today.filter(event=event, object_pk=about.pk, object_repr=str(about)).exists()
