"""Versions of questionnaires: those that can be asked, and bringing one into use.

An existing version never changes: other content under its code and number is refused. A
partnership's own questionnaire is numbered automatically.
"""

from functools import cache
from pathlib import Path

from django.db import transaction
from django.utils.translation import gettext as _

from assessments.models import AskedSection, CustomQuestionnaire, Questionnaire, Section, Statement
from assessments.models.questionnaire import CUSTOM_PREFIX, content_from
from partnerships.models import Partnership

from .definitions import QuestionnaireDefinition, SectionDefinition
from .files import read_questionnaire
from .translations import with_complete_languages

DIRECTORY = Path(__file__).parents[1] / "data" / "questionnaires"


class ChangedVersion(ValueError):
    """The content differs from the existing version with this code and number."""


@cache
def shipped_definitions() -> tuple[QuestionnaireDefinition, ...]:
    """The questionnaires that come with the program, by title; a process reads them once."""
    read = (read_questionnaire(file.read_bytes()) for file in DIRECTORY.glob("*.yaml"))
    return tuple(sorted(read, key=lambda one: one.title))


def definition_of(questionnaire: Questionnaire) -> QuestionnaireDefinition:
    """A version as it would be in a file."""
    return QuestionnaireDefinition.model_validate(
        {
            "code": questionnaire.code,
            "version": questionnaire.version,
            "language": questionnaire.language,
            "title": questionnaire.title,
            "description": questionnaire.description,
            "minutes": questionnaire.minutes,
            "rating": {
                "question": questionnaire.rating_question,
                "labels": questionnaire.rating_labels,
            },
            "importance": {
                "question": questionnaire.importance_question,
                "labels": questionnaire.importance_labels,
            },
            "considerations": [_as_filed(section) for section in questionnaire.sections_in_order],
            "translations": questionnaire.translations,
        }
    )


def _as_filed(section: AskedSection) -> dict[str, object]:
    return {
        "code": section.consideration,
        "introduction": section.introduction,
        "comment_prompt": section.comment_prompt,
        "statements": [
            {name: getattr(one, name) for name in ("code", "text", "stage", "heading", "help")}
            | {"level": one.level or None, "factor": one.factor or None}
            for one in section.statements
        ],
    }


def next_version(definition: QuestionnaireDefinition) -> QuestionnaireDefinition:
    """A partnership's own definition under the number of its next use; any other as it is.

    That is the number of its latest version for as long as it is the same.
    """
    latest = Questionnaire.objects.latest_of(definition.code)
    if latest is None or not definition.code.startswith(CUSTOM_PREFIX):
        return definition
    same = definition.model_copy(update={"version": latest.version})
    if definition_of(latest) == with_complete_languages(same):
        return same
    return definition.model_copy(update={"version": latest.version + 1})


def current_definition(custom: CustomQuestionnaire) -> QuestionnaireDefinition:
    """A partnership's own questionnaire as it is now; `next_version` gives it its number."""
    return QuestionnaireDefinition.model_validate(
        custom.content | {"code": custom.code, "version": 1}
    )


def definitions_for(partnership: Partnership) -> list[QuestionnaireDefinition]:
    """The questionnaires a partnership can ask: those for everyone, then its own."""
    return [
        *definitions_for_everybody(),
        *(current_definition(custom) for custom in partnership.custom_questionnaires.all()),
    ]


def definitions_for_everybody() -> list[QuestionnaireDefinition]:
    """The latest of what ships and of what the host has loaded, by title."""
    latest = {one.code: one for one in shipped_definitions()}
    for row in Questionnaire.objects.for_everybody().order_by("version"):
        if row.code not in latest or row.version > latest[row.code].version:
            latest[row.code] = definition_of(row)
    return sorted(latest.values(), key=lambda one: one.title)


@transaction.atomic
def bring_into_use(definition: QuestionnaireDefinition) -> Questionnaire:
    """This version as rows, made on first use; ChangedVersion if different content is there."""
    definition = with_complete_languages(definition)
    questionnaire, made = Questionnaire.objects.get_or_create(
        code=definition.code, version=definition.version, defaults=_columns(definition)
    )
    if made:
        _add_sections(questionnaire, definition)
    elif definition_of(questionnaire) != definition:
        raise ChangedVersion(
            _("%(title)s version %(version)s is in use and cannot change. Give it a new version.")
            % {"title": definition.title, "version": definition.version}
        )
    return questionnaire


def unsaved_version(definition: QuestionnaireDefinition) -> Questionnaire:
    """A definition as the rows it would be, none of them saved."""
    questionnaire = Questionnaire(code=definition.code, version=0, **_columns(definition))
    sections = zip(_sections(questionnaire, definition), definition.considerations, strict=True)
    questionnaire.draft_content = content_from(
        questionnaire, [(section, _statements(section, part)) for section, part in sections]
    )
    return questionnaire


def _columns(definition: QuestionnaireDefinition) -> dict[str, object]:
    """What the row of a version holds beside its code and number."""
    dumped = definition.model_dump(mode="json")
    names = ("language", "title", "description", "minutes", "translations")
    return {name: dumped[name] for name in names} | {
        f"{scale}_{part}": dumped[scale][part]
        for scale in ("rating", "importance")
        for part in ("question", "labels")
    }


def load_for_everybody(definition: QuestionnaireDefinition) -> Questionnaire:
    """Bring a version into use that every partnership may ask, beside those that are there."""
    if definition.code.startswith(CUSTOM_PREFIX):
        raise ChangedVersion(
            _("Codes that begin with “%s” are reserved for partnerships’ own questionnaires.")
            % CUSTOM_PREFIX
        )
    return bring_into_use(definition)


def _add_sections(questionnaire: Questionnaire, definition: QuestionnaireDefinition) -> None:
    sections = _sections(questionnaire, definition)
    for section, part in zip(sections, definition.considerations, strict=True):
        section.save()
        Statement.objects.bulk_create(_statements(section, part))
    questionnaire.is_locked = True
    questionnaire.save(update_fields=["is_locked"])


def _sections(questionnaire: Questionnaire, definition: QuestionnaireDefinition) -> list[Section]:
    return [
        Section(
            questionnaire=questionnaire,
            consideration=part.code,
            position=position,
            introduction=part.introduction,
            comment_prompt=part.comment_prompt,
        )
        for position, part in enumerate(definition.considerations, start=1)
    ]


def _statements(section: Section, part: SectionDefinition) -> list[Statement]:
    return [
        Statement(
            section=section,
            position=number,
            **{name: value or "" for name, value in statement.model_dump().items()},
        )
        for number, statement in enumerate(part.statements, start=1)
    ]
