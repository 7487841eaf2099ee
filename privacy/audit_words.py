"""The audit log in words: one sentence for each entry."""

from datetime import date
from typing import Any

from django.apps import apps
from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django_stubs_ext import StrOrPromise

from assessments.lifecycle import State
from partnerships.models import AuditEntry
from partnerships.vocabulary import MembershipStatus

CHANGE = gettext_lazy("%(name)s (%(before)s → %(after)s)")

_ACTION = AuditEntry.Action
Pair = list[Any]
"""A column's values before and after, as in JSON."""

EVENTS = {
    "invited": gettext_lazy("%(who)s invited people to “%(what)s”: %(people)s."),
    "reminded": gettext_lazy("%(who)s sent reminders about “%(what)s”."),
    "on-paper": gettext_lazy(
        "%(who)s changed who is marked as having answered “%(what)s” on paper."
    ),
    "partner-groups": gettext_lazy("%(who)s changed the partner groups of “%(what)s”."),
    "link-sent": gettext_lazy("%(who)s resent %(what)s their link to “%(review)s”."),
    "link-withdrawn": gettext_lazy("%(who)s withdrew the link to “%(review)s” from %(what)s."),
    "link-renewed": gettext_lazy("%(who)s sent %(what)s a new link to “%(review)s”."),
    "join-on": gettext_lazy("%(who)s switched on the join link for “%(what)s”."),
    "join-off": gettext_lazy("%(who)s switched off the join link for “%(what)s”."),
    "join-renewed": gettext_lazy("%(who)s made a new join link for “%(what)s”."),
    "turned-away": gettext_lazy("%(who)s rejected a request to join “%(what)s”."),
    "imported": gettext_lazy("%(who)s imported answers from %(file)s into “%(what)s”."),
    "import-undone": gettext_lazy(
        "%(who)s removed the answers imported from %(file)s from “%(what)s”."
    ),
    "comment-withheld": gettext_lazy("%(who)s withheld a comment in “%(what)s”."),
    "comment-shown": gettext_lazy("%(who)s showed a withheld comment in “%(what)s” again."),
    "approved": gettext_lazy("%(who)s approved the partnership."),
    "benchmark-opt-in": gettext_lazy(
        "%(who)s opted the partnership into comparison with others of its kind."
    ),
    "benchmark-opt-out": gettext_lazy(
        "%(who)s opted the partnership out of comparison with others of its kind."
    ),
    "answers-deleted": gettext_lazy(
        "%(who)s deleted the answers to “%(what)s” at the end of their retention period."
    ),
    "evidence-document": gettext_lazy("%(who)s added a document to the evidence “%(what)s”."),
    "custom-added": gettext_lazy("%(who)s added the questionnaire “%(what)s”."),
    "custom-changed": gettext_lazy("%(who)s changed the questionnaire “%(what)s”."),
    "custom-replaced": gettext_lazy("%(who)s replaced the questionnaire “%(what)s” with a file."),
    "custom-removed": gettext_lazy("%(who)s deleted the questionnaire “%(what)s”."),
    "merged": gettext_lazy("%(who)s merged %(gone)s into %(what)s."),
}
"""Entries without a change to a row: see `partnerships.audit_log.log_event`."""

DONE = {
    ("partnership", _ACTION.CREATE): gettext_lazy("%(who)s registered the partnership."),
    ("organisation", _ACTION.CREATE): gettext_lazy("%(who)s added the organisation %(what)s."),
    ("organisation", _ACTION.DELETE): gettext_lazy("%(who)s removed the organisation %(what)s."),
    ("member", _ACTION.CREATE): gettext_lazy("%(who)s added %(what)s as a member."),
    ("member", _ACTION.DELETE): gettext_lazy("%(who)s ended the membership of %(what)s."),
    ("review", _ACTION.CREATE): gettext_lazy("%(who)s set up the review “%(what)s”."),
    ("review", _ACTION.DELETE): gettext_lazy("%(who)s discarded the draft “%(what)s”."),
    ("ownevidence", _ACTION.CREATE): gettext_lazy("%(who)s added the evidence “%(what)s”."),
    ("ownevidence", _ACTION.DELETE): gettext_lazy("%(who)s removed the evidence “%(what)s”."),
}
MOVED = {
    State.CLOSING: gettext_lazy("%(who)s closed the review “%(what)s”."),
    State.CLOSED: gettext_lazy("The results of “%(what)s” have been worked out."),
    State.SHARED: gettext_lazy("%(who)s shared the results of “%(what)s”."),
    State.CANCELLED: gettext_lazy("%(who)s cancelled the review “%(what)s”."),
}
OPENED = gettext_lazy("%(who)s opened the review “%(what)s”.")
REOPENED = gettext_lazy("%(who)s reopened the review “%(what)s”.")
RETIRED = gettext_lazy("%(who)s retired the organisation %(what)s.")
BROUGHT_BACK = gettext_lazy("%(who)s brought back the organisation %(what)s.")
ACCEPTED = gettext_lazy("%(what)s accepted their membership.")
CHANGED = {
    "partnership": gettext_lazy("%(who)s changed the partnership: %(changes)s."),
    "organisation": gettext_lazy("%(who)s changed the organisation %(what)s: %(changes)s."),
    "member": gettext_lazy("%(who)s changed %(what)s: %(changes)s."),
    "review": gettext_lazy("%(who)s changed the review “%(what)s”: %(changes)s."),
    "ownevidence": gettext_lazy("%(who)s changed the evidence “%(what)s”: %(changes)s."),
}


def sentence(entry: AuditEntry, who: str) -> str:
    """What was done, and who did it."""
    kind = _type_of(entry).model
    said = {"who": who, "what": entry.object_repr or _("someone whose data was erased")}
    if entry.event:
        return str(EVENTS[entry.event]) % (said | (entry.additional_data or {}))
    if entry.action != AuditEntry.Action.UPDATE:
        return str(DONE[kind, entry.action]) % said
    words = _turned(entry.changes) or CHANGED[kind]
    return str(words) % (said | {"changes": changes(entry)})


def model_of(entry: AuditEntry) -> type[models.Model]:
    kind = _type_of(entry)
    return apps.get_model(kind.app_label, kind.model)


def _type_of(entry: AuditEntry) -> ContentType:
    return ContentType.objects.get_for_id(entry.content_type_id)


def _turned(changed: dict[str, Pair | None]) -> StrOrPromise | None:
    """The sentence for a change that has its own."""
    if state := changed.get("state"):
        before, after = state
        opened = REOPENED if before == State.CLOSED else OPENED
        return MOVED.get(after, opened)
    if retired := changed.get("retired_at"):
        return RETIRED if retired[1] else BROUGHT_BACK
    standing = changed.get("status")
    return ACCEPTED if standing and standing[1] == MembershipStatus.ACCEPTED else None


def changes(entry: AuditEntry) -> str:
    """What was changed, with the values before and after. Long texts are only named."""
    words = []
    for field in model_of(entry)._meta.fields:
        if field.name not in entry.changes:
            continue
        pair = entry.changes[field.name]
        label = str(field.verbose_name)
        if pair:
            before, after = (_value(field, value) for value in pair)
            label = str(CHANGE) % {"name": label, "before": before, "after": after}
        words.append(label)
    return ", ".join(words) or _("their name")


def _value(field: models.Field[Any, Any], value: Any) -> str:
    if value in (None, "", [], "[]"):
        return _("none")
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if isinstance(field, models.DateField):
        return date_format(date.fromisoformat(value[:10]))
    return str(dict(field.flatchoices).get(value, value))
