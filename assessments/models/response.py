"""What was answered, sealed. A response holds no name, no place and no way back to a member."""

import secrets

from django.db import models
from django.utils.translation import gettext_lazy as _

from partnerships.models import Member, Organisation
from partnerships.models.ids import LENGTH

from .questionnaire import Section, Statement
from .review import Review

SECTION_TIMES = ("importance_answered_at_ms", "comment_answered_at_ms", "page_sent_at_ms")
"""The columns of a `SectionAnswer` that say when something was given."""


def random_number() -> int:
    """A random 63-bit number: a key that says nothing about order."""
    return secrets.randbits(63)


class Import(models.Model):
    """A spreadsheet of answers collected elsewhere, waiting for its mapping or imported.

    `content` is the uploaded file while it waits, sealed, and empty once it is imported. `rows` are
    digests of the rows that came in, by which a newer export is told from new answers. Both are
    keyed by the review's key.
    """

    review = models.ForeignKey(Review, on_delete=models.CASCADE, related_name="imports")
    file_name = models.CharField(_("file"), max_length=200)
    digest = models.CharField(max_length=64, editable=False)
    content = models.BinaryField(blank=True, default=b"")
    mapping = models.JSONField(null=True)
    rows = models.JSONField(default=list, editable=False)
    responses_added = models.PositiveIntegerField(null=True, editable=False)
    added_by = models.ForeignKey(
        Member, on_delete=models.SET_NULL, null=True, related_name="imports"
    )
    added_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["-added_at"]
        constraints = [
            models.UniqueConstraint(fields=["review", "digest"], name="import_file_once_in_review")
        ]

    def __str__(self) -> str:
        return self.file_name

    @property
    def is_done(self) -> bool:
        return self.responses_added is not None


class Response(models.Model):
    """One person's questionnaire in one review, or an organisation's where it has one voice.

    `key` is derived from the personal link, from the organisation or from the ticket of a sheet of
    paper (`assessments.tokens`), or random for one that was imported. `escrow` is what counting
    takes (`assessments.escrow`): it opens for as long as the review has its key.
    """

    id = models.BigIntegerField(primary_key=True, default=random_number, editable=False)
    review = models.ForeignKey(Review, on_delete=models.CASCADE, related_name="responses")
    key = models.CharField(max_length=64, unique=True, editable=False)
    escrow = models.BinaryField(editable=False)
    submitted = models.BooleanField(default=False)

    class Meta:
        indexes = [models.Index(fields=["review", "submitted"])]

    def __str__(self) -> str:
        return f"response {self.pk}"


class MergedOrganisationQuerySet(models.QuerySet["MergedOrganisation"]):
    def aliases(self, review: Review) -> dict[str, str]:
        """The organisations that others of this partnership have been merged into."""
        here = self.filter(kept__partnership=review.partnership_id)
        return dict(here.values_list("gone", "kept"))


class MergedOrganisation(models.Model):
    """An organisation that was merged into another. Escrows may still name it."""

    gone = models.CharField(max_length=LENGTH, unique=True)
    kept = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="+")

    objects = MergedOrganisationQuerySet.as_manager()

    def __str__(self) -> str:
        return f"{self.gone} in {self.kept}"


class Answer(models.Model):
    """What was said of one statement: `choice` is a `GivenAnswer`, sealed (`assessments.sealing`).

    `answered_at_ms` is when, on a clock of the response's own (`assessments.tokens.clock_offset`):
    of two answers the later one stays, whichever arrives last. It is forgotten when the review
    closes. A submitted response has a row for every statement, left out or not.
    """

    response = models.ForeignKey(Response, on_delete=models.CASCADE, related_name="answers")
    statement = models.ForeignKey(Statement, on_delete=models.PROTECT, related_name="+")
    choice = models.BinaryField(editable=False)
    answered_at_ms = models.BigIntegerField(default=0, db_default=0, editable=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["response", "statement"], name="answer_once")
        ]

    def __str__(self) -> str:
        return f"answer {self.pk}"


class SectionAnswer(models.Model):
    """How much a consideration matters to the person, and their comment on it, both sealed.

    Each has the time it was given, as an answer has. `page_sent_at_ms` is when its page was last
    sent as a whole, with or without answers; it shows where someone stopped.
    """

    response = models.ForeignKey(Response, on_delete=models.CASCADE, related_name="section_answers")
    section = models.ForeignKey(Section, on_delete=models.PROTECT, related_name="+")
    importance = models.BinaryField(editable=False)
    importance_answered_at_ms = models.BigIntegerField(default=0, db_default=0, editable=False)
    comment = models.BinaryField(editable=False)
    comment_answered_at_ms = models.BigIntegerField(default=0, db_default=0, editable=False)
    page_sent_at_ms = models.BigIntegerField(default=0, db_default=0, editable=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["response", "section"], name="section_answer_once")
        ]

    def __str__(self) -> str:
        return f"section answer {self.pk}"
