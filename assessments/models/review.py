"""A review and its rules. It does not know what anyone answered."""

from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from assessments.audience import Audience
from assessments.lifecycle import ALLOWS, May, State, states_for
from partnerships.models import Member, Organisation, Partnership
from partnerships.models.ids import LENGTH, new_id
from partnerships.names import LONGEST_NAME, NameField

from .questionnaire import Questionnaire
from .review_queryset import ReviewQuerySet

LOWEST_K, USUAL_K, HIGHEST_K = 3, 5, 10
MORNING = time(8)
"""When a review opens or is shared automatically, and its emails leave."""


PROMISES = ("confidentiality", "k", "partner_groups", "results_for")
"""What members are told before they answer."""

UNDER_WAY = (State.OPEN, State.CLOSING)

_UNREAD = {"shared_at": None, "results_read_at": None, "answers_deleted_at": None}
_NOT_CLOSED = {"closed_at": None, **_UNREAD}


class Confidentiality(models.TextChoices):
    """How answers are treated: said before the first question, and fixed once a review opens."""

    CONFIDENTIAL = "confidential", _("Confidential")
    OPEN = "open", _("Open")
    ONE_VOICE = "one-voice", _("One voice each")


class Review(models.Model):
    """One round of a questionnaire in one partnership.

    `PROMISES` are what members are told: once the review is open the database refuses to change
    them (`assessments.database_rules`). `k` counts in confidential reviews only. `partner_groups`
    names the larger group that an organisation is part of, by the key of the organisation.
    `questionnaire` is what is asked; if it was tailored, `tailored_from` is what it was before.
    `paper_count` counts the responses entered from paper. `results_read_at` is when someone first
    read its results, or when time for that was up: from then on it cannot be reopened, so that
    results are never published again with one more answer, and its key is deleted
    (`assessments.keys`).
    """

    id = models.CharField(primary_key=True, max_length=LENGTH, default=new_id, editable=False)
    partnership = models.ForeignKey(Partnership, on_delete=models.CASCADE, related_name="reviews")
    questionnaire = models.ForeignKey(
        Questionnaire, on_delete=models.PROTECT, verbose_name=_("questionnaire")
    )
    tailored_from = models.ForeignKey(
        Questionnaire, on_delete=models.PROTECT, null=True, editable=False, related_name="+"
    )
    title = NameField(_("title"), max_length=LONGEST_NAME)
    introduction = models.TextField(_("introduction"), blank=True)
    confidentiality = models.CharField(
        _("how answers are treated"),
        max_length=15,
        choices=Confidentiality,
        default=Confidentiality.CONFIDENTIAL,
    )
    k = models.PositiveSmallIntegerField(
        _("smallest group"),
        default=USUAL_K,
        validators=[MinValueValidator(LOWEST_K), MaxValueValidator(HIGHEST_K)],
    )
    results_for = models.CharField(
        _("who sees the results"),
        max_length=10,
        choices=Audience,
        default=Audience.EVERYBODY,
        db_default=Audience.EVERYBODY,
    )
    partner_groups = models.JSONField(_("partner groups"), default=dict, blank=True, editable=False)
    opens_on = models.DateField(_("open automatically on"), null=True, blank=True)
    closes_on = models.DateField(_("last day for answers"))
    closes_by_itself = models.BooleanField(
        _("close automatically after the last day"), default=False
    )
    shares_on = models.DateField(_("share results automatically on"), null=True, blank=True)
    remind_days = models.JSONField(_("reminders"), default=list, blank=True)
    reminded_on = models.DateField(null=True, editable=False)
    paper_count = models.PositiveIntegerField(default=0, db_default=0, editable=False)
    state = models.CharField(max_length=10, choices=State, default=State.DRAFT, editable=False)
    created_at = models.DateTimeField(auto_now_add=True)
    opened_at = models.DateTimeField(null=True, editable=False)
    closed_at = models.DateTimeField(null=True, editable=False)
    results_read_at = models.DateTimeField(null=True, editable=False)
    reopened_at = models.DateTimeField(null=True, editable=False)
    shared_at = models.DateTimeField(null=True, editable=False)
    cancelled_at = models.DateTimeField(null=True, editable=False)
    answers_deleted_at = models.DateTimeField(null=True, editable=False)

    objects = ReviewQuerySet.as_manager()

    class Meta:
        verbose_name = _("review")
        ordering = ["-created_at"]
        constraints = [
            models.CheckConstraint(
                condition=Q(k__gte=LOWEST_K, k__lte=HIGHEST_K), name="review_k_within_bounds"
            ),
            models.CheckConstraint(
                condition=Q(confidentiality__in=Confidentiality.values),
                name="review_confidentiality_is_known",
            ),
            models.CheckConstraint(
                condition=Q(results_for__in=Audience.values), name="review_audience_is_known"
            ),
            models.CheckConstraint(
                condition=Q(state=State.DRAFT, opened_at=None, **_NOT_CLOSED, cancelled_at=None)
                | Q(state=State.OPEN, opened_at__isnull=False, **_NOT_CLOSED, cancelled_at=None)
                | Q(state=State.CLOSING, closed_at__isnull=False, **_UNREAD)
                | Q(state=State.CLOSED, closed_at__isnull=False, shared_at=None)
                | Q(state=State.SHARED, shared_at__isnull=False)
                | Q(state=State.CANCELLED, cancelled_at__isnull=False, **_NOT_CLOSED),
                name="review_state_has_its_times",
            ),
            models.UniqueConstraint(
                fields=["partnership"],
                condition=Q(state__in=UNDER_WAY),
                name="review_open_once_in_partnership",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def clean(self) -> None:
        """Refuse to break what members were told, as `assessments.database_rules` does."""
        told = Review.objects.filter(pk=self.pk).exclude(state=State.DRAFT)
        promised = {name: getattr(self, name) for name in PROMISES}
        if told.exists() and not told.filter(**promised).exists():
            raise ValidationError(
                _(
                    "This review has been open. Members have been told how answers are treated, "
                    "how they are grouped and who sees the results, so this cannot change."
                )
            )

    @property
    def opens_at(self) -> datetime | None:
        """When it opens automatically: in the morning, in the partnership's time zone."""
        return self._local_time(self.opens_on, MORNING) if self.opens_on else None

    @property
    def closes_at(self) -> datetime:
        """When its last day is over, in the partnership's time zone."""
        return self._local_time(self.closes_on + timedelta(1), time.min)

    @property
    def shares_at(self) -> datetime | None:
        """When results are shared automatically: in the morning, in the partnership's time zone."""
        return self._local_time(self.shares_on, MORNING) if self.shares_on else None

    def is_reminder_due(self, now: datetime) -> bool:
        """Whether a reminder that was arranged is due, in the partnership's time zone."""
        here = now.astimezone(ZoneInfo(self.partnership.time_zone))
        days_left = (self.closes_on - here.date()).days
        due = days_left in self.remind_days and here.time() >= MORNING
        return due and self.reminded_on != here.date()

    def _local_time(self, day: date, at: time) -> datetime:
        return datetime.combine(day, at, ZoneInfo(self.partnership.time_zone))

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
    def is_closing(self) -> bool:
        """Whether it takes no answers any more and has no results yet."""
        return self.state == State.CLOSING

    @property
    def takes_answers(self) -> bool:
        """Whether personal links can be answered by; those of a draft are for trying it out."""
        return self.state in states_for(May.TRY, May.ANSWER)

    @property
    def tailored_version(self) -> Questionnaire | None:
        """The version that was made for this review alone."""
        return self.questionnaire if self.tailored_from_id else None

    @property
    def is_closed(self) -> bool:
        return self.state in (State.CLOSED, State.SHARED)

    @property
    def is_shared(self) -> bool:
        return self.state == State.SHARED

    @property
    def can_be_shared(self) -> bool:
        """Whether there is anyone to share results with who cannot already see them."""
        return self.results_for != Audience.LEADERS

    @property
    def audience(self) -> Audience:
        return Audience(self.results_for)

    def is_shared_with(self, role: str) -> bool:
        """Whether members with this role see the results because they are shared."""
        return self.is_shared and self.audience.includes(role)

    @property
    def is_cancelled(self) -> bool:
        return self.state == State.CANCELLED

    @property
    def can_be_cancelled(self) -> bool:
        return May.CANCEL in ALLOWS[State(self.state)]

    @property
    def can_be_reopened(self) -> bool:
        too_late = self.results_read_at or self.answers_deleted_at
        return May.REOPEN in ALLOWS[State(self.state)] and not too_late

    @property
    def needs_key(self) -> bool:
        """Whether it may still be answered, counted or reopened."""
        over = self.is_cancelled or self.is_shared or self.results_read_at
        return not (over or self.answers_deleted_at)

    @property
    def is_confidential(self) -> bool:
        return self.confidentiality == Confidentiality.CONFIDENTIAL

    @property
    def speaks_as_organisations(self) -> bool:
        """Whether each organisation gives one answer together."""
        return self.confidentiality == Confidentiality.ONE_VOICE

    @property
    def partner_group_names(self) -> list[str]:
        return sorted(set(self.partner_groups.values()))

    def partner_group_of(self, organisation: str | None) -> str:
        """The partner group of the organisation with this key; empty if it is in none."""
        return str(self.partner_groups.get(organisation, ""))

    def other_open(self) -> "Review | None":
        """Another review of the partnership that is under way. There is one at a time."""
        return self.partnership.reviews.filter(state__in=UNDER_WAY).exclude(pk=self.pk).first()

    def not_yet_invited(self) -> models.QuerySet[Member]:
        """Members who are asked but have no invitation because they joined later."""
        return (
            self.partnership.members.asked()
            .exclude(invitations__review=self)
            .exclude(person__in=self.answered_and_left.values("person"))
            .select_related("person")
        )

    def organisations_not_asked(self) -> models.QuerySet[Organisation]:
        """Organisations in the partnership with no one who is asked."""
        asked = self.partnership.members.asked().filter(organisation__isnull=False)
        return self.partnership.organisations.taking_part().exclude(
            pk__in=asked.values("organisation")
        )

    def is_overdue(self, today: date) -> bool:
        return self.is_open and self.closes_on < today
