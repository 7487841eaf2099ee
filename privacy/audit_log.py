"""The audit log of a partnership as lines to read: when, who, what."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.utils import timezone
from django.utils.translation import gettext as _

from insights.tables.base import CellValue, ResultsTable
from partnerships.models import AuditEntry, Partnership

from .audit_words import model_of, sentence


@dataclass(frozen=True)
class LogLine:
    """One thing that was done."""

    at: datetime
    who: str
    sentence: str
    about: str


def lines(partnership: Partnership, entries: Iterable[AuditEntry]) -> list[LogLine]:
    """These entries in words. People are given their current, or last known, name in the
    partnership."""
    named = partnership.audit_log.exclude(about=None).order_by("timestamp")
    names = dict(named.values_list("about", "object_repr"))
    names |= dict(partnership.members.values_list("person", "name"))
    return [_line(entry, _who(entry, names)) for entry in entries]


def _who(entry: AuditEntry, names: dict[int, str]) -> str:
    if entry.is_automatic:
        return _("Parallax")
    if entry.actor_id is None:
        return _("Someone whose data was erased")
    return names.get(entry.actor_id) or _("The host")


def _line(entry: AuditEntry, who: str) -> LogLine:
    about = str(model_of(entry)._meta.verbose_name)
    return LogLine(timezone.localtime(entry.timestamp), who, sentence(entry, who), about)


def as_table(found: list[LogLine]) -> ResultsTable:
    """The lines as a table for spreadsheets."""
    head = [_("When"), _("Who"), _("What"), _("About")]
    rows: list[list[CellValue]] = [
        [f"{one.at:%Y-%m-%d %H:%M}", one.who, one.sentence, one.about] for one in found
    ]
    return ResultsTable("audit_log", _("Audit log"), head, rows)


def as_data(partnership: Partnership, found: list[LogLine]) -> dict[str, object]:
    """The lines as data for programs."""
    return {
        "partnership": partnership.name,
        "audit_log": [
            {"when": one.at.isoformat(), "who": one.who, "what": one.sentence, "about": one.about}
            for one in found
        ],
    }
