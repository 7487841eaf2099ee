"""Partnerships' own questionnaires: made from another, changed piece by piece, and removed.

Whatever is kept is a sound definition, so that it can be asked at any time. Each change is made
to the questionnaire as it now stands, with its row locked: who edits one piece leaves what
somebody else does to another alone.
"""

from collections.abc import Callable
from copy import deepcopy

from django.db import transaction

from assessments.models import OwnQuestionnaire
from partnerships.audit_log import has_logged_today, log_event
from partnerships.models import Partnership
from partnerships.quota import check_number

from .definitions import QuestionnaireDefinition
from .editing import Gone, Piece
from .translations import carried
from .versions import own_definition

MOST_OWN = 50


def content_of(definition: QuestionnaireDefinition) -> Piece:
    """A definition as it is kept: without code and version."""
    return definition.model_dump(mode="json", exclude={"code", "version"})


@transaction.atomic
def copy_questionnaire(
    *, partnership: Partnership, definition: QuestionnaireDefinition, title: str = ""
) -> OwnQuestionnaire:
    """Give a partnership a questionnaire of its own that says the same, statements' codes too.

    NoRoom if it has as many as it may.
    """
    check_number(partnership.lock().own_questionnaires.count(), MOST_OWN)
    content = content_of(definition)
    content["title"] = title or content["title"]
    own = OwnQuestionnaire.objects.create(partnership=partnership, content=content)
    log_event("own-added", own)
    return own


@transaction.atomic
def edit(*, own: OwnQuestionnaire, change: Callable[[Piece], object]) -> OwnQuestionnaire:
    """Make one change; Gone if the questionnaire or the piece is not there any more.

    Translations stay where the words that they translate do. The trail says once a day that
    somebody makes changes, for who rewords a questionnaire makes many.
    """
    own = _locked(own)
    before, content = own_definition(own), deepcopy(own.content)
    change(content)
    own.content = content | {"translations": {}}
    after = own_definition(own)
    own.content = content_of(after) | {"translations": carried(before, after)}
    own_definition(own)
    own.save(update_fields=["content", "changed_at"])
    if not has_logged_today("own-changed", own):
        log_event("own-changed", own)
    return own


@transaction.atomic
def replace(*, own: OwnQuestionnaire, definition: QuestionnaireDefinition) -> OwnQuestionnaire:
    """Put another definition in the place of all it says."""
    own = _locked(own)
    own.content = content_of(definition)
    own.save(update_fields=["content", "changed_at"])
    log_event("own-replaced", own)
    return own


@transaction.atomic
def remove_questionnaire(*, own: OwnQuestionnaire) -> None:
    """Delete it. Reviews keep the versions that they were given."""
    log_event("own-removed", own)
    own.delete()


def _locked(own: OwnQuestionnaire) -> OwnQuestionnaire:
    locked = OwnQuestionnaire.objects.select_for_update().filter(pk=own.pk).first()
    if locked is None:
        raise Gone(own.pk)
    return locked
