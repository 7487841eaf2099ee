"""What has been published about a review. Written once, on closing. No answer is kept here."""

from typing import TypeAlias, TypedDict, cast

from django.db import models
from django.db.models import Count, Window
from django.db.models.functions import RowNumber
from django.utils.translation import gettext_lazy as _
from django_stubs_ext import WithAnnotations

from assessments.models import Review
from evidence.bank import Code
from insights.disclosure.release import Rung, Treatment
from insights.statistics.figures import Figure, FullFigure
from insights.statistics.steps import Step
from partnerships.models import Partnership
from partnerships.vocabulary import Kind


class Grouping(models.TextChoices):
    """How respondents are grouped. Two groupings are never crossed."""

    EVERYONE = "everyone", _("Everyone")
    ORGANISATION = "organisation", _("Organisation")
    PARTNER_GROUP = "partner-group", _("Partner group")
    SECTOR = "sector", _("Sector")
    LEVEL = "level", _("Level")


COMPARED_GROUPINGS = tuple(one for one in Grouping if one != Grouping.EVERYONE)


def groupings_of(review: Review) -> list[Grouping]:
    """How respondents to this review are compared.

    Open results are not published by level: the organisation agreed to be seen, not the level of
    the person who answered for it.
    """
    left_out = set() if review.is_confidential else {Grouping.LEVEL}
    if not review.partner_groups:
        left_out.add(Grouping.PARTNER_GROUP)
    return [one for one in COMPARED_GROUPINGS if one not in left_out]


class PublishedGroup(models.Model):
    """A group of at least k people that figures are published about.

    `people` counts everyone whose answers are in its figures; `entered` those of them whose answers
    a coordinator entered, who do not count towards k.
    """

    review = models.ForeignKey(Review, on_delete=models.CASCADE, related_name="published_groups")
    grouping = models.CharField(max_length=15, choices=Grouping)
    label = models.CharField(max_length=150)
    people = models.PositiveIntegerField()
    entered = models.PositiveIntegerField(default=0)

    class Meta:
        ordering = ["label"]
        constraints = [
            models.UniqueConstraint(
                fields=["review", "grouping", "label"], name="published_group_once"
            )
        ]

    def __str__(self) -> str:
        return self.label

    @property
    def heading(self) -> str:
        """The heading of its column in tables."""
        return f"{self.label} ({self.people})"


class SuppressedGroup(models.Model):
    """A group that could have been published separately but was not.

    Nothing records whether it was too small, left out to protect others or had no answers. Every
    organisation, sector and level of the partnership is here unless it is a published group.
    """

    review = models.ForeignKey(Review, on_delete=models.CASCADE, related_name="suppressed_groups")
    grouping = models.CharField(max_length=15, choices=Grouping)
    label = models.CharField(max_length=150)

    class Meta:
        ordering = ["label"]
        constraints = [
            models.UniqueConstraint(
                fields=["review", "grouping", "label"], name="suppressed_group_once"
            )
        ]

    def __str__(self) -> str:
        return self.label


class Subject(models.TextChoices):
    """What a perception is about."""

    STATEMENT = "statement", _("Statement")
    CONSIDERATION = "consideration", _("Consideration")
    IMPORTANCE = "importance", _("Importance")


class Publication(models.Model):
    """How finely the results of a confidential review are published.

    `rung` is where the ladder stopped (`insights.disclosure.ladder`), and `everyone` how everyone's
    own figures are treated. `asked` is how many were asked, and in how many
    `organisations` (`insights.publishing.asked`).
    """

    review = models.OneToOneField(Review, on_delete=models.CASCADE, related_name="publication")
    rung = models.CharField(max_length=15, choices=[(one.value, one.value) for one in Rung])
    everyone = models.CharField(
        max_length=15, choices=[(one.value, one.value) for one in Treatment]
    )
    asked = models.PositiveIntegerField(null=True)
    organisations = models.PositiveIntegerField(default=0)

    def __str__(self) -> str:
        return self.rung


class Perception(models.Model):
    """What one group says about one thing. A figure that is not shown has no row.

    `code` is the code of a statement or of a consideration. `n` counts the people who gave a rating
    (for a consideration: the fewest who rated any of its statements); of a group shown in steps,
    the people in it. `counts` holds how many chose each point, least favourable first. A
    group shown in a step has its edges in `low` and `high`, the
    half points it reads as from `first` to `last`, and `bound` if it is an end step
    (`insights.statistics.steps`); its `mean` is only where the step is placed.
    """

    group = models.ForeignKey(PublishedGroup, on_delete=models.CASCADE, related_name="perceptions")
    subject = models.CharField(max_length=15, choices=Subject)
    code = models.CharField(max_length=60)
    n = models.PositiveIntegerField()
    mean = models.FloatField()
    low = models.FloatField(null=True)
    high = models.FloatField(null=True)
    first = models.FloatField(null=True)
    last = models.FloatField(null=True)
    bound = models.CharField(max_length=4, blank=True)
    counts = models.JSONField(null=True)
    dont_know = models.PositiveIntegerField(default=0)
    not_applicable = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["group", "subject", "code"], name="perception_once_for_group"
            )
        ]

    def __str__(self) -> str:
        return f"{self.group}: {self.code}"

    @property
    def figure(self) -> Figure:
        others = self.dont_know, self.not_applicable, self.step
        if self.counts is None:
            return Figure(self.n, self.mean, None, *others)
        return FullFigure(self.n, self.mean, tuple(self.counts), *others)

    @property
    def step(self) -> Step | None:
        if self.low is None or self.high is None or self.first is None or self.last is None:
            return None
        return Step(self.low, self.high, self.first, self.last, self.bound)


class ChanceRange(models.Model):
    """What chance would give on a statement if all groups of a grouping were alike.

    In nine of ten deals the means of all groups lie between `low` and `high`. A gap is wider than
    chance would explain from `wide_from` points on, whichever the grouping; never if it is None.
    `share` is the share of deals with such a gap by this one (`insights.statistics.chance`).
    """

    review = models.ForeignKey(Review, on_delete=models.CASCADE, related_name="chance_ranges")
    code = models.CharField(max_length=60)
    grouping = models.CharField(max_length=15, choices=Grouping)
    low = models.FloatField()
    high = models.FloatField()
    wide_from = models.FloatField(null=True)
    share = models.FloatField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["review", "code", "grouping"], name="chance_range_once_for_grouping"
            )
        ]

    def __str__(self) -> str:
        return f"{self.code} by {self.grouping}"


class PublishedCommentQuerySet(models.QuerySet["PublishedComment"]):
    def shown(self) -> "PublishedCommentQuerySet":
        """Comments that every reader may see."""
        return self.filter(withheld=False)

    def first_of_each(self, most: int) -> "models.QuerySet[CommentWithTotal]":
        """At most this many on each consideration. `total` says how many there are."""
        numbered = self.annotate(
            place=Window(RowNumber(), partition_by="consideration", order_by="position"),
            total=Window(Count("pk"), partition_by="consideration"),
        )
        few = numbered.filter(place__lte=most).order_by("position")
        return cast("models.QuerySet[CommentWithTotal]", few)


class PublishedComment(models.Model):
    """A comment as readers see it: without name or organisation, in random order.

    `consideration` is empty if too few people commented on it, or on others, for that to be said.
    """

    review = models.ForeignKey(Review, on_delete=models.CASCADE, related_name="published_comments")
    consideration = models.CharField(max_length=20, choices=Code, blank=True)
    position = models.PositiveIntegerField()
    text = models.TextField()
    withheld = models.BooleanField(default=False)

    objects = PublishedCommentQuerySet.as_manager()

    class Meta:
        ordering = ["position"]
        indexes = [
            models.Index(
                fields=["review", "consideration", "withheld", "position"],
                name="comments_of_a_consideration",
            ),
            models.Index(fields=["review", "position"], name="comment_at_its_position"),
        ]

    def __str__(self) -> str:
        return f"comment {self.position}"


class CommentTotal(TypedDict):
    """How many comments there are on the consideration that one is about."""

    total: int


CommentWithTotal: TypeAlias = "WithAnnotations[PublishedComment, CommentTotal]"


class BenchmarkOptIn(models.Model):
    """Records that a partnership's shared results count in the combined results of its kind."""

    partnership = models.OneToOneField(
        Partnership, on_delete=models.CASCADE, related_name="benchmark_opt_in"
    )
    since = models.DateTimeField(auto_now_add=True)

    def __str__(self) -> str:
        return str(self.partnership)


class BenchmarkRelease(models.Model):
    """The current edition of the combined results of partnerships of one kind.

    `edition` is the day it was due, and `partnerships` how many were counted. `quartiles` has low,
    median and high of each consideration by its code, as shares of the scale. It is empty if too
    few partnerships counted.
    """

    kind = models.CharField(max_length=30, choices=Kind, unique=True)
    edition = models.DateField(null=True)
    partnerships = models.PositiveIntegerField(default=0)
    quartiles = models.JSONField(default=dict)

    def __str__(self) -> str:
        return str(Kind(self.kind).label)
