"""A version of a questionnaire as reviews use it. Versions are never edited.

Once a version is complete it is kept: the database itself refuses to change it (`database_rules`).
"""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from functools import lru_cache
from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _

from evidence.bank import Code, Factor, OutcomeLevel, Stage
from partnerships.models import Partnership
from partnerships.models.ids import LENGTH, new_id

from .content import AskedSection, AskedStatement, QuestionnaireContent

CUSTOM_PREFIX = "custom-"
"""What the codes of partnerships' own questionnaires begin with, and no other's."""


class CustomQuestionnaire(models.Model):
    """A partnership's own questionnaire as it is now, for its coordinators to edit.

    `content` is a definition without code and version (`questionnaires.definitions`). Choosing it
    for a review makes a version of it, a `Questionnaire`; later edits here do not change any
    version.
    """

    id = models.CharField(primary_key=True, max_length=LENGTH, default=new_id, editable=False)
    partnership = models.ForeignKey(
        Partnership, on_delete=models.CASCADE, related_name="custom_questionnaires"
    )
    content = models.JSONField()
    changed_at = models.DateTimeField(auto_now=True)

    class Meta:
        verbose_name = _("own questionnaire")
        ordering = ["-changed_at"]

    def __str__(self) -> str:
        return str(self.content["title"])

    @property
    def code(self) -> str:
        return CUSTOM_PREFIX + self.pk


class QuestionnaireQuerySet(models.QuerySet["Questionnaire"]):
    def for_everybody(self) -> "QuestionnaireQuerySet":
        """Those that any partnership may ask."""
        return self.exclude(code__startswith=CUSTOM_PREFIX)

    def latest_of(self, code: str) -> "Questionnaire | None":
        return self.filter(code=code).order_by("-version").first()


class Questionnaire(models.Model):
    """One version. `rating_labels` runs from the least to the most favourable point.

    `translations` holds its words in other languages, by language, each of them whole. What is
    `is_locked` never changes.
    """

    code = models.SlugField(_("code"), max_length=60)
    version = models.PositiveSmallIntegerField(_("version"))
    language = models.CharField(_("language"), max_length=15, default="en")
    title = models.CharField(_("title"), max_length=150)
    description = models.TextField(_("description"))
    minutes = models.PositiveSmallIntegerField(_("minutes to answer"))
    rating_question = models.CharField(max_length=200)
    rating_labels: models.JSONField[list[str], list[str]] = models.JSONField()
    importance_question = models.CharField(max_length=200)
    importance_labels: models.JSONField[list[str], list[str]] = models.JSONField()
    translations = models.JSONField(default=dict)
    is_locked = models.BooleanField(default=False, editable=False)

    objects = QuestionnaireQuerySet.as_manager()
    display_language: str | None = None
    """The language its words are in here, if they are a translation."""
    draft_content: QuestionnaireContent | None = None
    """What it asks if it is not kept and only looked at."""

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["code", "version"], name="questionnaire_version_once")
        ]

    def __str__(self) -> str:
        return f"{self.title} ({self.version})"

    @property
    def content(self) -> QuestionnaireContent:
        """What it asks, in the language its words are in here."""
        return self.draft_content or content_of(self.pk, self.display_language)

    @property
    def sections_in_order(self) -> tuple[AskedSection, ...]:
        """Its sections in order with their statements."""
        return self.content.sections

    @property
    def points(self) -> int:
        """How many points its rating scale has."""
        return len(self.rating_labels)

    @property
    def languages(self) -> list[str]:
        """The languages it can be answered in, its own first."""
        return [self.language, *self.translations]

    @property
    def current_language(self) -> str:
        """The language its words are in here."""
        return self.display_language or self.language

    def display_in(self, language: str | None) -> None:
        """Put its words into one of its languages, for showing; it is not to be saved then."""
        words = self.translations.get(language)
        if words is None:
            return
        self.display_language, self.title, self.description = (
            language,
            words["title"],
            words["description"],
        )
        for scale in ("rating", "importance"):
            setattr(self, f"{scale}_question", words[scale]["question"])
            setattr(self, f"{scale}_labels", words[scale]["labels"])


@lru_cache(maxsize=128)
def content_of(questionnaire_id: int, language: str | None = None) -> QuestionnaireContent:
    """What a version asks, in one of its languages or in its own: kept, for it never changes."""
    questionnaire = Questionnaire.objects.get(pk=questionnaire_id)
    questionnaire.display_in(language)
    sections = questionnaire.sections.prefetch_related("statements")
    parts = [(section, section.statements.all()) for section in sections]
    return content_from(questionnaire, parts, questionnaire.translations.get(language))


def content_from(
    questionnaire: Questionnaire,
    parts: "Iterable[tuple[Section, Iterable[Statement]]]",
    words: Mapping[str, Mapping[str, Mapping[str, Any]]] | None = None,
) -> QuestionnaireContent:
    """What these rows ask, in the `words` of a translation if there are some."""
    words = words or {"considerations": {}, "statements": {}}
    return QuestionnaireContent(
        rating_labels=tuple(questionnaire.rating_labels),
        importance_question=questionnaire.importance_question,
        importance_labels=tuple(questionnaire.importance_labels),
        sections=tuple(
            replace(
                section.as_asked(
                    replace(one.as_asked(section), **words["statements"].get(one.code, {}))
                    for one in statements
                ),
                **words["considerations"].get(section.consideration, {}),
            )
            for section, statements in parts
        ),
    )


class Section(models.Model):
    """The part of a questionnaire about one consideration: one page to the member."""

    questionnaire = models.ForeignKey(
        Questionnaire, on_delete=models.CASCADE, related_name="sections"
    )
    consideration = models.CharField(_("consideration"), max_length=20, choices=Code)
    position = models.PositiveSmallIntegerField()
    introduction = models.TextField()
    comment_prompt = models.TextField()

    class Meta:
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(
                fields=["questionnaire", "consideration"], name="section_once_for_consideration"
            ),
            models.UniqueConstraint(
                fields=["questionnaire", "position"], name="section_once_at_position"
            ),
        ]

    def __str__(self) -> str:
        return str(Code(self.consideration).label)

    def as_asked(self, statements: Iterable[AskedStatement]) -> AskedSection:
        return AskedSection(
            self.pk,
            self.consideration,
            self.introduction,
            self.comment_prompt,
            tuple(statements),
        )


class Statement(models.Model):
    """One thing to rate. Its code stays the same across questionnaires and versions.

    `heading` is shown above it and those after it that share it, like a factor of an established
    instrument. `level` is whom or what an outcome is for.
    """

    section = models.ForeignKey(Section, on_delete=models.CASCADE, related_name="statements")
    code = models.SlugField(_("code"), max_length=60)
    text = models.CharField(_("statement"), max_length=300)
    heading = models.CharField(_("heading"), max_length=100, blank=True)
    help = models.CharField(_("help"), max_length=300, blank=True)
    stage = models.CharField(_("stage"), max_length=10, choices=Stage)
    level = models.CharField(_("level"), max_length=10, choices=OutcomeLevel, blank=True)
    factor = models.CharField(_("factor"), max_length=10, choices=Factor, blank=True)
    position = models.PositiveSmallIntegerField()

    class Meta:
        ordering = ["section__position", "position"]
        constraints = [
            models.UniqueConstraint(fields=["section", "code"], name="statement_once_in_section")
        ]

    def __str__(self) -> str:
        return self.text

    def as_asked(self, section: Section) -> AskedStatement:
        return AskedStatement(
            self.pk,
            section.consideration,
            self.code,
            self.text,
            self.heading,
            self.help,
            self.stage,
            self.level,
            self.factor,
        )


class Reason(models.TextChoices):
    """Why there is no rating."""

    DONT_KNOW = "dont_know", _("Don’t know")
    NOT_APPLICABLE = "not_applicable", _("Doesn’t apply to us")
