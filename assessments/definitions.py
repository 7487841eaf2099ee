"""Questionnaires as files: their form, their validation, and bringing a version into use.

A version that a review has used is never changed: loading a file whose content differs under
the same code and version is refused.
"""

import hashlib
from pathlib import Path
from typing import Annotated

import yaml
from django.db import transaction
from django.utils.translation import gettext as _
from pydantic import BaseModel, ConfigDict, Field, StringConstraints, model_validator

from evidence.bank import Code, Stage

from .models import Questionnaire, Section, Statement

DIRECTORY = Path(__file__).parent / "data" / "questionnaires"
Line = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=300)]
Slug = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9-]*$", max_length=60)]


class Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class StatementDefinition(Strict):
    """One thing to rate."""

    code: Slug
    text: Line
    stage: Stage
    help: Annotated[str, StringConstraints(max_length=300)] = ""


class SectionDefinition(Strict):
    """The page of one consideration."""

    code: Code
    introduction: Line
    comment_prompt: Line
    statements: tuple[StatementDefinition, ...] = Field(min_length=1)


class ScaleDefinition(Strict):
    """A question and its labelled points, from the least to the most favourable."""

    question: Line
    labels: tuple[Line, ...] = Field(min_length=3, max_length=10)


class QuestionnaireDefinition(Strict):
    """A whole questionnaire."""

    code: Slug
    version: int = Field(ge=1)
    title: Line
    description: Line
    minutes: int = Field(ge=1)
    rating: ScaleDefinition
    importance: ScaleDefinition
    considerations: tuple[SectionDefinition, ...] = Field(min_length=1)

    @model_validator(mode="after")
    def codes_stand_once(self) -> "QuestionnaireDefinition":
        codes = [s.code for section in self.considerations for s in section.statements]
        sections = [section.code for section in self.considerations]
        for names in (codes, sections):
            twice = {name for name in names if names.count(name) > 1}
            if twice:
                raise ValueError(f"used more than once: {', '.join(sorted(twice))}")
        return self

    @property
    def digest(self) -> str:
        return hashlib.sha256(self.model_dump_json().encode()).hexdigest()


class ChangedVersion(ValueError):
    """A file's content differs from the version that is already in use."""


def read_definition(text: str) -> QuestionnaireDefinition:
    """The questionnaire in this YAML text; pydantic.ValidationError names what is wrong."""
    return QuestionnaireDefinition.model_validate(yaml.safe_load(text))


def shipped_definitions() -> list[QuestionnaireDefinition]:
    """The questionnaires that come with the program, by title."""
    files = DIRECTORY.glob("*.yaml")
    return sorted((read_definition(f.read_text("utf-8")) for f in files), key=lambda d: d.title)


@transaction.atomic
def bring_into_use(definition: QuestionnaireDefinition) -> Questionnaire:
    """This version as rows, made on first use; ChangedVersion if it stands there otherwise."""
    questionnaire, made = Questionnaire.objects.get_or_create(
        code=definition.code,
        version=definition.version,
        defaults={
            "title": definition.title,
            "description": definition.description,
            "minutes": definition.minutes,
            "rating_question": definition.rating.question,
            "rating_labels": list(definition.rating.labels),
            "importance_question": definition.importance.question,
            "importance_labels": list(definition.importance.labels),
            "digest": definition.digest,
        },
    )
    if made:
        _add_sections(questionnaire, definition)
    elif questionnaire.digest != definition.digest:
        raise ChangedVersion(
            _("%(title)s version %(version)s is in use and can’t change. Give it a new version.")
            % {"title": definition.title, "version": definition.version}
        )
    return questionnaire


def _add_sections(questionnaire: Questionnaire, definition: QuestionnaireDefinition) -> None:
    for position, part in enumerate(definition.considerations, start=1):
        section = Section.objects.create(
            questionnaire=questionnaire,
            consideration=part.code,
            position=position,
            introduction=part.introduction,
            comment_prompt=part.comment_prompt,
        )
        Statement.objects.bulk_create(
            Statement(section=section, position=number, **statement.model_dump())
            for number, statement in enumerate(part.statements, start=1)
        )
