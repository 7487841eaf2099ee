"""Merging two organisations that are the same: everything of one moves to the other.

Every foreign key to the one is pointed at the other, in every app. An app that needs more
registers a `merge_step`, in a module that its AppConfig imports. What has been published about
either stays as it was published.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from auditlog.context import disable_auditlog
from django.db import transaction
from django.db.models import ForeignObjectRel
from django.utils.text import get_text_list
from django.utils.translation import gettext as _

from partnerships.audit_log import log_event
from partnerships.models import Organisation, Partnership
from partnerships.organisations.services import check_listed


@dataclass(frozen=True)
class MergeStep:
    """An app's part in a merger: a preview, and a step.

    Both get the organisation kept and the one removed; `preview` may raise Refused.
    """

    preview: Callable[[Organisation, Organisation], Iterable[str]]
    apply: Callable[[Organisation, Organisation], None]


_STEPS: list[MergeStep] = []


def merge_step(step: MergeStep) -> MergeStep:
    """Register a step."""
    _STEPS.append(step)
    return step


def preview_merge(*, kept: Organisation, gone: Organisation) -> list[str]:
    """What would move, in sentences; Refused if they cannot be merged now."""
    return [*_own(kept, gone), *(line for step in _STEPS for line in step.preview(kept, gone))]


@transaction.atomic
def merge(*, kept: Organisation, gone: Organisation) -> None:
    """Make one organisation step of another of its partnership; Refused changes nothing."""
    Partnership.objects.filter(pk=kept.partnership_id).lock_wholly()
    for one in (kept, gone):
        check_listed(one)
    preview_merge(kept=kept, gone=gone)
    for step in _STEPS:
        step.apply(kept, gone)
    for relation in Organisation._meta.get_fields(include_hidden=True):
        if isinstance(relation, ForeignObjectRel) and relation.one_to_many:
            here = relation.field
            here.model._base_manager.filter(**{here.name: gone}).update(**{here.name: kept})
    with disable_auditlog():
        gone.delete()
    log_event("merged", kept, gone=gone.name)


def _own(kept: Organisation, gone: Organisation) -> Iterable[str]:
    names = [str(member) for member in gone.members.all()]
    if names:
        yield _(
            "%(names)s will belong to %(kept)s. They keep their links, answers and actions."
        ) % {
            "names": get_text_list(names, _("and")),
            "kept": kept,
        }
    else:
        yield _("No one belongs to %(gone)s, so no members will move.") % {"gone": gone}
    if kept.sector != gone.sector:
        yield _("They will count as %(kept)s from now on, not as %(gone)s.") % {
            "kept": kept.get_sector_display(),
            "gone": gone.get_sector_display(),
        }
