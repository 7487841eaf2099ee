"""What was answered. A response holds no name, no time and no way back to a member."""

import secrets

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from partnerships.models import Member, Organisation
from partnerships.vocabulary import Level

from .questionnaire import Reason, Section, Statement
from .review import Review


def random_number() -> int:
    """A random 63-bit number: a key that says nothing about order."""
    return secrets.randbits(63)


class Import(models.Model):
    """A spreadsheet of answers collected elsewhere, waiting for its mapping or imported.

    `content` is the uploaded file while it waits, and empty once it is imported. `rows` are keyed
    digests of the rows that came in, by which a newer export is told from new answers; they are
    forgotten when the review closes.
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

    @property
    def can_be_taken_out(self) -> bool:
        """Whether it is still known which responses came from it; not once the review has
        closed."""
        return not self.is_done or self.responses.exists()


class Response(models.Model):
    """One person's questionnaire in one review, or an organisation's where it has one voice.

    `key` is derived from the personal link, from the organisation or from the ticket of a sheet of
    paper (`assessments.tokens`), or random for one that was `imported`, which is
    forgotten when the review closes. Organisation and level are those the person had when they
    answered; an organisation that answers with one voice has no level. What was `entered` by a
    coordinator, from paper or a spreadsheet, protects no one: they know what it says.
    """

    id = models.BigIntegerField(primary_key=True, default=random_number, editable=False)
    review = models.ForeignKey(Review, on_delete=models.CASCADE, related_name="responses")
    key = models.CharField(max_length=64, unique=True, editable=False)
    organisation = models.ForeignKey(
        Organisation, on_delete=models.RESTRICT, null=True, related_name="+"
    )
    level = models.CharField(max_length=15, choices=Level, blank=True)
    submitted = models.BooleanField(default=False)
    entered = models.BooleanField(default=False, db_default=False, editable=False)
    imported = models.ForeignKey(
        Import, on_delete=models.CASCADE, null=True, related_name="responses"
    )

    class Meta:
        indexes = [models.Index(fields=["review", "submitted"])]

    def __str__(self) -> str:
        return f"response {self.pk}"


class AnswerQuerySet(models.QuerySet["Answer"]):
    def cleared(self) -> "AnswerQuerySet":
        """Those that were taken back, and count as no answer."""
        return self.filter(rating=None, reason="")


class Answer(models.Model):
    """One statement's rating (1 is the least favourable), or the reason there is none.

    `answered_at_ms` is when, on a clock of the response's own (`assessments.tokens.clock_offset`):
    of two answers the later one stays, whichever arrives last. It is forgotten when the review
    closes.

    An answer that was cleared has neither rating nor reason. It stays for as long as it has a
    time, so that an older answer that arrives late does not come back.
    """

    response = models.ForeignKey(Response, on_delete=models.CASCADE, related_name="answers")
    statement = models.ForeignKey(Statement, on_delete=models.PROTECT, related_name="+")
    rating = models.PositiveSmallIntegerField(null=True)
    reason = models.CharField(max_length=15, choices=Reason, blank=True)
    answered_at_ms = models.BigIntegerField(default=0, db_default=0, editable=False)

    objects = AnswerQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["response", "statement"], name="answer_once"),
            models.CheckConstraint(
                condition=Q(rating__isnull=False, rating__gte=1, reason="")
                | Q(rating=None, reason__in=Reason.values)
                | Q(rating=None, reason="", answered_at_ms__gt=0),
                name="answer_is_a_rating_or_a_reason_or_cleared",
            ),
        ]

    def __str__(self) -> str:
        return f"answer {self.pk}"


class SectionAnswerQuerySet(models.QuerySet["SectionAnswer"]):
    def cleared(self) -> "SectionAnswerQuerySet":
        """Those that say nothing: what they said was taken back, or the page was left blank."""
        return self.filter(importance=None, comment="")


class SectionAnswer(models.Model):
    """How much a consideration matters to the person, and their comment on it.

    Each has the time it was given, as an answer has. `page_sent_at_ms` is when its page was last
    sent as a whole, with or without answers; it shows where someone stopped.
    """

    response = models.ForeignKey(Response, on_delete=models.CASCADE, related_name="section_answers")
    section = models.ForeignKey(Section, on_delete=models.PROTECT, related_name="+")
    importance = models.PositiveSmallIntegerField(null=True)
    importance_answered_at_ms = models.BigIntegerField(default=0, db_default=0, editable=False)
    comment = models.TextField(blank=True)
    comment_answered_at_ms = models.BigIntegerField(default=0, db_default=0, editable=False)
    page_sent_at_ms = models.BigIntegerField(default=0, db_default=0, editable=False)

    objects = SectionAnswerQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["response", "section"], name="section_answer_once")
        ]

    def __str__(self) -> str:
        return f"section answer {self.pk}"
