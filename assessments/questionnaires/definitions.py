"""What a questionnaire is, as a file or as a draft: its parts, their bounds, and its languages.

The published schema (`data/questionnaire.schema.json`) is made from these definitions. Reading a
file is `files`' job; bringing a version into use is `versions`'.
"""

import re
from collections.abc import Iterable, Iterator
from itertools import chain
from typing import Annotated, Literal

from django.utils.translation import gettext as _
from pydantic import Field, StringConstraints, model_validator
from pydantic_core import PydanticCustomError

from evidence.bank import Code, Factor, OutcomeLevel, Stage, StrictModel

LEAST_POINTS, MOST_POINTS = 3, 10
MOST_STATEMENTS = 60
_RESERVED_CODES = re.compile(
    r"importance|comment|back|finish|clear|language|organisation|level|csrfmiddlewaretoken"
    r"|dataset|elements|submit"
    r"|(importance|comment|initial|at)-.*"
)
"""Codes that no statement has: pages of answering use them for something else."""


def _text(most: int, least: int = 1) -> StringConstraints:
    return StringConstraints(strip_whitespace=True, min_length=least, max_length=most)


Title = Annotated[str, _text(150)]
Question = Annotated[str, _text(200)]
Line = Annotated[str, _text(300)]
Paragraph = Annotated[str, _text(1000)]
Label = Annotated[str, _text(60)]
Heading = Annotated[str, _text(100, 0)]
Help = Annotated[str, _text(300, 0)]
Slug = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9-]*$", max_length=60)]
Language = Annotated[
    str, StringConstraints(pattern=r"^[a-z]{2,3}(-[a-z0-9]{2,8})*$", max_length=15)
]
FaultAt = tuple[tuple[str | int, ...], str]
"""Where in a definition something is wrong, and what."""


class StatementDefinition(StrictModel):
    """One thing to rate. `heading` is shown above it and those after it that share it.

    `level` is whom or what an outcome is for, and `factor` the kind of thing it is about.
    """

    code: Slug
    text: Line
    stage: Stage
    level: OutcomeLevel | None = None
    factor: Factor | None = None
    heading: Heading = ""
    help: Help = ""


class SectionDefinition(StrictModel):
    """The page of one consideration."""

    code: Code
    introduction: Paragraph
    comment_prompt: Line
    statements: tuple[StatementDefinition, ...] = Field(min_length=1, max_length=MOST_STATEMENTS)


class ScaleDefinition(StrictModel):
    """A question and its labelled points, from the least to the most favourable."""

    question: Question
    labels: tuple[Label, ...] = Field(min_length=LEAST_POINTS, max_length=MOST_POINTS)


class TranslatedScale(StrictModel):
    question: Annotated[str, _text(200, 0)] = ""
    labels: tuple[Annotated[str, _text(60, 0)], ...] = ()


class TranslatedSection(StrictModel):
    introduction: Annotated[str, _text(1000, 0)] = ""
    comment_prompt: Help = ""


class TranslatedStatement(StrictModel):
    text: Help = ""
    heading: Heading = ""
    help: Help = ""


class Translation(StrictModel):
    """The words of a questionnaire in another language. Missing texts are still to be
    translated."""

    title: Annotated[str, _text(150, 0)] = ""
    description: Annotated[str, _text(1000, 0)] = ""
    rating: TranslatedScale = TranslatedScale()
    importance: TranslatedScale = TranslatedScale()
    considerations: dict[Code, TranslatedSection] = {}
    statements: dict[Slug, TranslatedStatement] = {}


class QuestionnaireDefinition(StrictModel):
    """A whole questionnaire."""

    code: Slug
    version: int = Field(ge=1, le=30_000)
    language: Language = "en"
    title: Title
    description: Paragraph
    minutes: int = Field(ge=1, le=240)
    rating: ScaleDefinition
    importance: ScaleDefinition
    considerations: tuple[SectionDefinition, ...] = Field(min_length=1)
    translations: dict[Language, Translation] = {}

    @model_validator(mode="after")
    def is_consistent(self) -> "QuestionnaireDefinition":
        faults = [*self._code_faults(), *self._level_faults(), *self._translation_faults()]
        if faults:
            said = "; ".join(message for _where, message in faults)
            raise PydanticCustomError("inconsistent", "{said}", {"said": said, "faults": faults})
        return self

    @property
    def statements(self) -> list[StatementDefinition]:
        return [one for section in self.considerations for one in section.statements]

    def _code_faults(self) -> Iterator[FaultAt]:
        sections = [(("considerations", i), s.code) for i, s in enumerate(self.considerations)]
        statements = [
            (("considerations", i, "statements", j), statement.code)
            for i, section in enumerate(self.considerations)
            for j, statement in enumerate(section.statements)
        ]
        reserved = (
            ((*where, "code"), _("“%s” cannot be used as the code of a statement.") % code)
            for where, code in statements
            if _RESERVED_CODES.fullmatch(code)
        )
        return chain(_repeated(sections), _repeated(statements), reserved)

    def _level_faults(self) -> Iterator[FaultAt]:
        """Levels of what is not an outcome."""
        for i, section in enumerate(self.considerations):
            for j, one in enumerate(section.statements):
                if one.level and one.stage != Stage.OUTCOME:
                    where = ("considerations", i, "statements", j, "level")
                    yield where, _("Only outcomes have a level. “%s” is not one.") % one.code

    def _translation_faults(self) -> Iterator[FaultAt]:
        """Translations of what is not asked, and scales with other points than the original."""
        asked = {
            "considerations": {section.code for section in self.considerations},
            "statements": {one.code for one in self.statements},
        }
        for language, translation in self.translations.items():
            at = ("translations", language)
            if language == self.language:
                yield at, _("“%s” is the language the questionnaire is written in.") % language
            for part, codes in asked.items():
                for code in getattr(translation, part).keys() - codes:
                    yield (*at, part, code), _("“%s” is not part of this questionnaire.") % code
            yield from self._label_faults(translation, at)

    def _label_faults(self, translation: Translation, at: tuple[str, ...]) -> Iterator[FaultAt]:
        scales: tuple[Literal["rating"], Literal["importance"]] = ("rating", "importance")
        for scale in scales:
            points = len(getattr(self, scale).labels)
            given = len(getattr(translation, scale).labels)
            if given not in (0, points):
                message = _("There are %(given)s labels here, but %(points)s in the original.")
                yield (*at, scale, "labels"), message % {"given": given, "points": points}


def _repeated(codes: Iterable[tuple[tuple[str | int, ...], str]]) -> Iterator[FaultAt]:
    seen = set()
    for where, code in codes:
        if code in seen:
            yield (*where, "code"), _("used more than once: %s") % code
        seen.add(code)
