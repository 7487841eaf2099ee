"""A version of a questionnaire as reviews use it. Versions are never edited.

Once a version is whole it is kept: the database itself refuses to change it (`database_rules`).
"""

from functools import lru_cache

from django.db import models
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from evidence.bank import Code, Stage
from partnerships.models import Partnership
from partnerships.models.ids import LENGTH, new_id

OWN = "own-"
"""What the codes of partnerships' own questionnaires begin with, and no other's."""


class OwnQuestionnaire(models.Model):
    """A partnership's own questionnaire as it stands now, for its coordinators to edit.

    `content` is a definition without code and version (`questionnaires.definitions`). Choosing it
    for a review makes a `Questionnaire`, a version, of it; editing goes on here and changes no
    version.
    """

    id = models.CharField(primary_key=True, max_length=LENGTH, default=new_id, editable=False)
    partnership = models.ForeignKey(
        Partnership, on_delete=models.CASCADE, related_name="own_questionnaires"
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
        return OWN + self.pk


class QuestionnaireQuerySet(models.QuerySet["Questionnaire"]):
    def for_everybody(self) -> "QuestionnaireQuerySet":
        """Those that any partnership may ask."""
        return self.exclude(code__startswith=OWN)

    def latest_of(self, code: str) -> "Questionnaire | None":
        return self.filter(code=code).order_by("-version").first()


class Questionnaire(models.Model):
    """One version. `rating_labels` runs from the least to the most favourable point.

    `translations` holds its words in other languages, by language, each of them whole. What is
    `kept` never changes.
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
    kept = models.BooleanField(default=False, editable=False)

    objects = QuestionnaireQuerySet.as_manager()
    spoken: str | None = None
    """The language its words are in here, if they are a translation."""
    drafted: tuple["Section", ...] | None = None
    """Its sections if it is not kept and only looked at."""

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["code", "version"], name="questionnaire_version_once")
        ]

    def __str__(self) -> str:
        return f"{self.title} ({self.version})"

    @property
    def parts(self) -> tuple["Section", ...]:
        """Its sections in order with their statements; read once, for a version never changes."""
        return sections_of(self.pk, self.spoken) if self.drafted is None else self.drafted

    @property
    def points(self) -> int:
        """How many points its rating scale has."""
        return len(self.rating_labels)

    @property
    def languages(self) -> list[str]:
        """The languages it can be answered in, its own first."""
        return [self.language, *self.translations]

    @property
    def speaks(self) -> str:
        """The language its words are in here."""
        return self.spoken or self.language

    def speak(self, language: str | None) -> None:
        """Put its words into one of its languages, for showing; it is not to be saved then."""
        words = self.translations.get(language)
        if words is None:
            return
        self.spoken, self.title, self.description = language, words["title"], words["description"]
        for scale in ("rating", "importance"):
            setattr(self, f"{scale}_question", words[scale]["question"])
            setattr(self, f"{scale}_labels", words[scale]["labels"])


@lru_cache(maxsize=128)
def version_of(questionnaire_id: int, language: str | None = None) -> Questionnaire:
    """A version, in one of its languages or in its own, kept in memory."""
    questionnaire = Questionnaire.objects.get(pk=questionnaire_id)
    questionnaire.speak(language)
    return questionnaire


@lru_cache(maxsize=128)
def sections_of(questionnaire_id: int, language: str | None = None) -> tuple["Section", ...]:
    """The sections of a version, in one of its languages or in its own, kept in memory."""
    sections = Section.objects.filter(questionnaire=questionnaire_id)
    parts = tuple(sections.prefetch_related("statements"))
    if language:
        words = version_of(questionnaire_id).translations[language]
        for section in parts:
            _translate(section, words["considerations"][section.consideration])
            for statement in section.asked:
                _translate(statement, words["statements"][statement.code])
    return parts


def _translate(row: "Section | Statement", words: dict[str, str]) -> None:
    for name, text in words.items():
        setattr(row, name, text)


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

    @cached_property
    def asked(self) -> list["Statement"]:
        """Its statements in order; read once, for a version never changes."""
        return list(self.statements.all())

    @cached_property
    def headings(self) -> dict[str, str]:
        """The headings that stand above statements, by the code of the first one below each."""
        before = ["", *(one.heading for one in self.asked)]
        return {
            one.code: one.heading
            for one, last in zip(self.asked, before, strict=False)
            if one.heading and one.heading != last
        }


class Statement(models.Model):
    """One thing to rate. Its code stays the same across questionnaires and versions.

    `heading` stands above it and those after it that share it, as the factor of an established
    instrument does.
    """

    section = models.ForeignKey(Section, on_delete=models.CASCADE, related_name="statements")
    code = models.SlugField(_("code"), max_length=60)
    text = models.CharField(_("statement"), max_length=300)
    heading = models.CharField(_("heading"), max_length=100, blank=True)
    help = models.CharField(_("help"), max_length=300, blank=True)
    stage = models.CharField(_("stage"), max_length=10, choices=Stage)
    position = models.PositiveSmallIntegerField()

    class Meta:
        ordering = ["section__position", "position"]
        constraints = [
            models.UniqueConstraint(fields=["section", "code"], name="statement_once_in_section")
        ]

    def __str__(self) -> str:
        return self.text


class Reason(models.TextChoices):
    """Why there is no rating."""

    DONT_KNOW = "dont_know", _("Don’t know")
    NOT_APPLICABLE = "not_applicable", _("Doesn’t apply to us")
