"""What was said and settled about a review, and what someone will do by when."""

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import Person
from assessments.models import Review
from evidence.bank import Code
from partnerships.access import Can, abilities
from partnerships.models import Member


class Settlement(models.TextChoices):
    """How a discussion of one consideration may end."""

    AGREE = "agree", _("We agree on a rating")
    DIFFER = "differ", _("We differ, and why")
    OPEN = "open", _("Not settled yet")


class ConclusionQuerySet(models.QuerySet["Conclusion"]):
    def agreed(self) -> "ConclusionQuerySet":
        """Those that may go beyond whoever leads the discussion."""
        return self.filter(agreed=True)


class Conclusion(models.Model):
    """What a discussion of one consideration came to: an agreed rating, or why we differ.

    It is a draft, for whoever leads the discussion alone, until it has been read back and agreed.
    """

    review = models.ForeignKey(Review, on_delete=models.CASCADE, related_name="conclusions")
    consideration = models.CharField(max_length=20, choices=Code)
    said = models.TextField(_("what was said"), blank=True)
    agreed_rating = models.PositiveSmallIntegerField(_("agreed rating"), null=True, blank=True)
    we_differ_because = models.TextField(_("we differ, and why"), blank=True)
    agreed = models.BooleanField(_("agreed"), default=False)

    objects = ConclusionQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["review", "consideration"], name="conclusion_once"),
            models.CheckConstraint(
                condition=Q(agreed_rating=None) | Q(we_differ_because=""),
                name="conclusion_agrees_or_differs",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_consideration_display()} – {self.review}"

    @property
    def settlement(self) -> Settlement:
        if self.agreed_rating:
            return Settlement.AGREE
        return Settlement.DIFFER if self.we_differ_because else Settlement.OPEN

    @property
    def parts(self) -> dict[str, str | tuple[str, str]]:
        """What it says, in the parts that two people may change apart from each other."""
        settled = (str(self.agreed_rating or ""), self.we_differ_because)
        return {"said": self.said, "settled": settled}

    @property
    def agreed_label(self) -> str:
        """The agreed rating in the words of the review's own questionnaire."""
        labels = self.review.questionnaire.rating_labels
        return labels[self.agreed_rating - 1] if self.agreed_rating else ""


class ActionState(models.TextChoices):
    """How an action stands today."""

    TO_DO = "to-do", _("To do")
    OVERDUE = "overdue", _("Overdue")
    DONE = "done", _("Done")


class ActionQuerySet(models.QuerySet["Action"]):
    def owned_by(self, person: Person) -> "ActionQuerySet":
        """What this person has taken on, in any partnership: to do first, then by date."""
        return (
            self.filter(owner__person=person)
            .select_related("review__partnership", "owner")
            .order_by(models.F("done_at").desc(nulls_first=True), "due", "pk")
        )

    def to_do(self) -> "ActionQuerySet":
        return self.filter(done_at=None)

    def done(self) -> "ActionQuerySet":
        return self.exclude(done_at=None)


class Action(models.Model):
    """What someone will do by when, for which consideration.

    Without an owner it was somebody's whose data has been erased, and waits for another.
    """

    review = models.ForeignKey(Review, on_delete=models.CASCADE, related_name="actions")
    consideration = models.CharField(_("consideration"), max_length=20, choices=Code)
    what = models.CharField(_("what"), max_length=300)
    owner = models.ForeignKey(
        Member,
        on_delete=models.RESTRICT,
        related_name="actions",
        verbose_name=_("who"),
        null=True,
    )
    due = models.DateField(_("by when"))
    done_at = models.DateTimeField(null=True, editable=False)
    idempotency_key = models.UUIDField(null=True, unique=True, editable=False)
    """What recognises an action that is sent a second time."""

    objects = ActionQuerySet.as_manager()

    class Meta:
        ordering = ["due", "pk"]

    def __str__(self) -> str:
        return self.what

    @property
    def state(self) -> ActionState:
        if self.done_at:
            return ActionState.DONE
        return ActionState.OVERDUE if self.due < timezone.localdate() else ActionState.TO_DO

    @property
    def parts(self) -> dict[str, str]:
        """What it says, in the parts that two people may change apart from each other."""
        return {
            "what": self.what,
            "owner": str(self.owner_id or ""),
            "due": self.due.isoformat(),
        }

    @property
    def who(self) -> str:
        return str(self.owner or _("Nobody any more"))

    @property
    def owner_may_read_discussion(self) -> bool:
        """An owner may be given an action before the results are shared with them."""
        return bool(self.owner and abilities(self.owner, self.review)[Can.SEE_RESULTS])
