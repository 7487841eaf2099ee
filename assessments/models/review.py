"""A review, and who is invited to it. Neither knows what anybody answered."""

import secrets
from datetime import date

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Count, Q
from django.utils.translation import gettext_lazy as _

from partnerships.ids import LENGTH, new_id
from partnerships.models import Member, Partnership

from .questionnaire import Questionnaire

LOWEST_K, USUAL_K, HIGHEST_K = 3, 5, 10


def new_secret() -> str:
    return secrets.token_hex(32)


class State(models.TextChoices):
    """Where a review is in its life; it only moves forward."""

    DRAFT = "draft", _("Being set up")
    OPEN = "open", _("Open for answers")
    CLOSED = "closed", _("Closed")
    SHARED = "shared", _("Results shared")


class ReviewQuerySet(models.QuerySet["Review"]):
    def visible_to(self, member: Member) -> "ReviewQuerySet":
        """Reviews of the member's partnership; drafts only to whoever runs them."""
        reviews = self.filter(partnership=member.partnership)
        return reviews if member.is_coordinator else reviews.exclude(state=State.DRAFT)


class Review(models.Model):
    """One round of a questionnaire in one partnership.

    `secret` makes the personal links; it is destroyed when the review closes, and with it every
    way from a member to a response.
    """

    id = models.CharField(primary_key=True, max_length=LENGTH, default=new_id, editable=False)
    partnership = models.ForeignKey(Partnership, on_delete=models.CASCADE, related_name="reviews")
    questionnaire = models.ForeignKey(Questionnaire, on_delete=models.PROTECT)
    title = models.CharField(_("title"), max_length=150)
    introduction = models.TextField(_("introduction"), blank=True)
    k = models.PositiveSmallIntegerField(
        _("smallest group"),
        default=USUAL_K,
        validators=[MinValueValidator(LOWEST_K), MaxValueValidator(HIGHEST_K)],
    )
    closes_on = models.DateField(_("last day for answers"))
    state = models.CharField(max_length=10, choices=State, default=State.DRAFT, editable=False)
    secret = models.CharField(max_length=64, default=new_secret, editable=False)
    created_at = models.DateTimeField(auto_now_add=True)
    opened_at = models.DateTimeField(null=True, editable=False)
    closed_at = models.DateTimeField(null=True, editable=False)
    shared_at = models.DateTimeField(null=True, editable=False)

    objects = ReviewQuerySet.as_manager()

    class Meta:
        ordering = ["-created_at"]
        constraints = [
            models.CheckConstraint(
                condition=Q(k__gte=LOWEST_K, k__lte=HIGHEST_K), name="review_k_within_bounds"
            ),
            models.CheckConstraint(
                condition=Q(state=State.DRAFT, opened_at=None, closed_at=None, shared_at=None)
                | Q(state=State.OPEN, opened_at__isnull=False, closed_at=None, shared_at=None)
                | Q(state=State.CLOSED, closed_at__isnull=False, shared_at=None, secret="")
                | Q(state=State.SHARED, shared_at__isnull=False, secret=""),
                name="review_state_has_its_times_and_no_secret_once_closed",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def is_draft(self) -> bool:
        return self.state == State.DRAFT

    @property
    def is_opened(self) -> bool:
        return self.state != State.DRAFT

    @property
    def is_open(self) -> bool:
        return self.state == State.OPEN

    @property
    def is_closed(self) -> bool:
        return self.state in (State.CLOSED, State.SHARED)

    @property
    def is_shared(self) -> bool:
        return self.state == State.SHARED

    def not_yet_invited(self) -> models.QuerySet[Member]:
        """Members who are asked for an answer and have no invitation: they came later."""
        return self.partnership.members.asked().exclude(invitations__review=self)

    def is_overdue(self, today: date) -> bool:
        return self.is_open and self.closes_on < today


class InvitationQuerySet(models.QuerySet["Invitation"]):
    def turnout(self) -> list[dict]:
        """Per organisation, by name: how many are invited, have started, have submitted."""
        return list(
            self.values(organisation=models.F("member__organisation__name"))
            .annotate(
                invited=Count("pk"),
                started=Count("pk", filter=Q(started=True)),
                submitted=Count("pk", filter=Q(submitted=True)),
            )
            .order_by("organisation")
        )


class Invitation(models.Model):
    """That a member was asked, and how far they are; `link_hash` recognises their link."""

    review = models.ForeignKey(Review, on_delete=models.CASCADE, related_name="invitations")
    member = models.ForeignKey(Member, on_delete=models.CASCADE, related_name="invitations")
    link_hash = models.CharField(max_length=64, unique=True, null=True, editable=False)  # noqa: DJ001
    emailed_at = models.DateTimeField(null=True, editable=False)
    email_failed = models.BooleanField(default=False, editable=False)
    started = models.BooleanField(default=False, editable=False)
    submitted = models.BooleanField(default=False, editable=False)

    objects = InvitationQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["review", "member"], name="invitation_once"),
            models.CheckConstraint(
                condition=Q(submitted=False) | Q(started=True),
                name="invitation_submitted_was_started",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.member} – {self.review}"
