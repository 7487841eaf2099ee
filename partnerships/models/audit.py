"""Who did what to a partnership and what belongs to it; never what anyone answered.

Tracked models are listed in the settings (`AUDITLOG_INCLUDE_TRACKING_MODELS`); actions that change
no such row are logged with `partnerships.audit_log.log_event`. No address and no link is kept. In
words: `privacy.audit_words`.
"""

from typing import Any, Protocol

from auditlog.models import AbstractLogEntry, LogEntryManager
from django.db import models
from django.db.models.options import Options

from accounts.actor import current_actor
from accounts.models import Person
from partnerships.models.partnership import Member, Partnership


class OfPartnership(Protocol):
    """A row that belongs to a partnership."""

    @property
    def pk(self) -> Any: ...

    @property
    def _meta(self) -> Options[Any]: ...

    @property
    def partnership(self) -> Partnership: ...


class AuditEntryManager(LogEntryManager, models.Manager["AuditEntry"]):
    """Saves an entry with its partnership, who did it, and who it is about."""

    def forget(self, person: Person) -> None:
        """Remove a person's name from entries about their memberships."""
        for entry in self.filter(about=person):
            entry.object_repr = ""
            entry.changes.pop("name", None)
            entry.save(update_fields=["object_repr", "changes"])

    def log_create(
        self, instance: Partnership | OfPartnership, force_log: bool = False, **fields: Any
    ) -> "AuditEntry | None":
        changes = fields.get("changes")
        if changes is None and not force_log:
            return None
        partnership = instance if isinstance(instance, Partnership) else instance.partnership
        actor = current_actor()
        entry: AuditEntry = super().log_create(
            instance,
            force_log,
            **fields
            | {
                "changes": _kept(instance, changes or {}, fields["action"]),
                "partnership": partnership,
                "about": instance.person if isinstance(instance, Member) else None,
                "actor_id": actor and actor.pk,
                "is_automatic": actor is None,
            },
        )
        return entry


def _kept(
    instance: Partnership | OfPartnership, changes: dict[str, list[str]], action: int
) -> dict[str, list[str] | None]:
    """What changed, from what to what; of long texts, only that they did."""
    if action != AuditEntry.Action.UPDATE:
        return {}
    fields = instance._meta.fields
    texts = {one.name for one in fields if isinstance(one, models.TextField | models.URLField)}
    return {name: None if name in texts else pair for name, pair in changes.items()}


class AuditEntry(AbstractLogEntry, models.Model):  # noqa: DJ008 - it inherits that
    """One thing that was done. The actor is None if they have been erased since."""

    partnership = models.ForeignKey(Partnership, on_delete=models.CASCADE, related_name="audit_log")
    about = models.ForeignKey(Person, on_delete=models.SET_NULL, null=True, related_name="+")
    is_automatic = models.BooleanField(default=False)
    event = models.CharField(max_length=20, blank=True)

    objects = AuditEntryManager()

    class Meta(AbstractLogEntry.Meta):
        ordering = ["-timestamp", "-pk"]
        indexes = [models.Index(fields=["partnership", "-timestamp"])]
