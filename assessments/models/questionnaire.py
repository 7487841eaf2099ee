"""A version of a questionnaire as reviews use it. Versions are never edited."""

from functools import lru_cache

from django.db import models
from django.utils.translation import gettext_lazy as _

from evidence.bank import Code, Stage


class Questionnaire(models.Model):
    """One version. `rating_labels` runs from the least to the most favourable point."""

    code = models.SlugField(_("code"), max_length=60)
    version = models.PositiveSmallIntegerField(_("version"))
    title = models.CharField(_("title"), max_length=150)
    description = models.TextField(_("description"))
    minutes = models.PositiveSmallIntegerField(_("minutes to answer"))
    rating_question = models.CharField(max_length=200)
    rating_labels = models.JSONField()
    importance_question = models.CharField(max_length=200)
    importance_labels = models.JSONField()
    digest = models.CharField(max_length=64, editable=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["code", "version"], name="questionnaire_version_once")
        ]

    def __str__(self) -> str:
        return f"{self.title} ({self.version})"

    @property
    def parts(self) -> tuple["Section", ...]:
        """Its sections in order with their statements; read once, for a version never changes."""
        return sections_of(self.pk)

    @property
    def points(self) -> int:
        """How many points its rating scale has."""
        return len(self.rating_labels)


@lru_cache(maxsize=64)
def version_of(questionnaire_id: int) -> Questionnaire:
    """A version, kept in memory."""
    return Questionnaire.objects.get(pk=questionnaire_id)


@lru_cache(maxsize=64)
def sections_of(questionnaire_id: int) -> tuple["Section", ...]:
    """The sections of a version, kept in memory."""
    sections = Section.objects.filter(questionnaire=questionnaire_id)
    return tuple(sections.prefetch_related("statements"))


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
        return self.get_consideration_display()


class Statement(models.Model):
    """One thing to rate. Its code stays the same across questionnaires and versions."""

    section = models.ForeignKey(Section, on_delete=models.CASCADE, related_name="statements")
    code = models.SlugField(_("code"), max_length=60)
    text = models.CharField(_("statement"), max_length=300)
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
