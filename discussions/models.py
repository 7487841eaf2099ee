"""What was said and agreed about a review, and what someone will do by when."""

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.formats import date_format
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
        """Those that people who do not lead the discussion may see."""
        return self.filter(agreed=True)


class Conclusion(models.Model):
    """The outcome of discussing one consideration: an agreed rating, or why we differ.

    It is a draft, only for people who lead the discussion, until it has been read back and agreed.
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
        """What it says, in the parts that two people may change independently."""
        settled = (str(self.agreed_rating or ""), self.we_differ_because)
        return {"said": self.said, "settled": settled}

    @property
    def agreed_label(self) -> str:
        """The agreed rating in the words of the review's own questionnaire."""
        labels = self.review.questionnaire.rating_labels
        return labels[self.agreed_rating - 1] if self.agreed_rating else ""


class ActionState(models.TextChoices):
    """The state of an action today."""

    TO_DO = "to-do", _("To do")
    OVERDUE = "overdue", _("Overdue")
    DONE = "done", _("Done")


class ActionQuerySet(models.QuerySet["Action"]):
    def owned_by(self, person: Person) -> "ActionQuerySet":
        """This person's actions in any partnership: those to do first, then by date."""
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

    If its owner's data has been erased, it has no owner until someone else is given it.
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
    """Recognises an action that is sent twice."""

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
    def is_overdue(self) -> bool:
        return self.state == ActionState.OVERDUE

    @property
    def date_note(self) -> str:
        """When it was done, was due or is due."""
        if self.done_at:
            return _("on %(date)s") % {"date": date_format(timezone.localtime(self.done_at))}
        note = _("was due by %(date)s") if self.is_overdue else _("by %(date)s")
        return note % {"date": date_format(self.due)}

    @property
    def parts(self) -> dict[str, str]:
        """What it says, in the parts that two people may change independently."""
        return {
            "what": self.what,
            "owner": str(self.owner_id or ""),
            "due": self.due.isoformat(),
        }

    @property
    def who(self) -> str:
        return str(self.owner or _("No one at present"))

    @property
    def owner_may_read_discussion(self) -> bool:
        """Whether they see the results. They may have been given the action before these are
        shared."""
        return bool(self.owner and abilities(self.owner, self.review)[Can.SEE_RESULTS])
