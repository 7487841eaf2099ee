"""Partnerships' own questionnaires: made from another, changed item by item, and removed.

Everything stored is a valid definition, so it can be asked at any time. Each change is made to the
current questionnaire, with its row locked, so people who edit different items do not affect each
other.
"""

from collections.abc import Callable
from copy import deepcopy

from django.db import transaction

from assessments.models import CustomQuestionnaire
from partnerships.audit_log import has_logged_today, log_event
from partnerships.models import Partnership
from partnerships.quota import check_number

from .definitions import QuestionnaireDefinition
from .editing import Gone, Item
from .translations import carry_over
from .versions import current_definition

MOST_QUESTIONNAIRES = 50


def content_of(definition: QuestionnaireDefinition) -> Item:
    """A definition as it is kept: without code and version."""
    return definition.model_dump(mode="json", exclude={"code", "version"})


@transaction.atomic
def copy_questionnaire(
    *, partnership: Partnership, definition: QuestionnaireDefinition, title: str = ""
) -> CustomQuestionnaire:
    """Copy a questionnaire for a partnership, with its statements' codes.

    NoRoom if it has reached its limit.
    """
    check_number(partnership.lock().custom_questionnaires.count(), MOST_QUESTIONNAIRES)
    content = content_of(definition)
    content["title"] = title or content["title"]
    custom = CustomQuestionnaire.objects.create(partnership=partnership, content=content)
    log_event("custom-added", custom)
    return custom


@transaction.atomic
def edit_questionnaire(
    *, custom: CustomQuestionnaire, change: Callable[[Item], object]
) -> CustomQuestionnaire:
    """Make one change; Gone if the questionnaire or the item is not there any more.

    Translations stay where the words that they translate do. The audit log says once a day that
    someone made changes, because rewording makes many.
    """
    custom = _locked(custom)
    before, content = current_definition(custom), deepcopy(custom.content)
    change(content)
    custom.content = content | {"translations": {}}
    after = current_definition(custom)
    custom.content = content_of(after) | {"translations": carry_over(before, after)}
    current_definition(custom)
    custom.save(update_fields=["content", "changed_at"])
    if not has_logged_today("custom-changed", custom):
        log_event("custom-changed", custom)
    return custom


@transaction.atomic
def replace_questionnaire(
    *, custom: CustomQuestionnaire, definition: QuestionnaireDefinition
) -> CustomQuestionnaire:
    """Replace the whole definition with another."""
    custom = _locked(custom)
    custom.content = content_of(definition)
    custom.save(update_fields=["content", "changed_at"])
    log_event("custom-replaced", custom)
    return custom


@transaction.atomic
def remove_questionnaire(*, custom: CustomQuestionnaire) -> None:
    """Delete it. Reviews keep the versions that they were given."""
    log_event("custom-removed", custom)
    custom.delete()


def _locked(custom: CustomQuestionnaire) -> CustomQuestionnaire:
    locked = CustomQuestionnaire.objects.select_for_update().filter(pk=custom.pk).first()
    if locked is None:
        raise Gone(custom.pk)
    return locked
