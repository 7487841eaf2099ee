"""Who is asked, and how far they are. Nothing here knows what anybody answered."""

from typing import TypedDict

from django.db import models
from django.db.models import Count, Q

from accounts.models import Person
from partnerships.models import Member

from .review import Review

ANSWERED = Q(submitted=True) | Q(on_paper=True)
"""Whoever has submitted by their link, or is marked as having answered on paper."""


class Asked(TypedDict):
    """How many of an organisation, or of those without one, are asked, and how far they are."""

    organisation: str | None
    invited: int
    started: int
    submitted: int
    on_paper: int


class InvitationQuerySet(models.QuerySet["Invitation"]):
    def opened_by(self, link_hash: str) -> "InvitationQuerySet":
        """The invitation that a personal link belongs to."""
        return self.filter(Q(link_hash=link_hash) | Q(new_link_hash=link_hash))

    def of_organisation(self, organisation_id: str | None) -> "InvitationQuerySet":
        """Invitations of members who are in this organisation now."""
        return self.filter(member__organisation=organisation_id, member__organisation__isnull=False)

    def with_link(self) -> "InvitationQuerySet":
        """Those whose link has not been withdrawn."""
        return self.filter(link_hash__isnull=False)

    def answered(self) -> "InvitationQuerySet":
        """Those who have, by their link or on paper."""
        return self.filter(ANSWERED)

    def waiting(self) -> "InvitationQuerySet":
        """Those who can answer and have not, by their link or on paper."""
        return self.with_link().exclude(ANSWERED)

    def unfinished(self) -> "InvitationQuerySet":
        """Those who can answer, have not and still want to be reminded."""
        return self.waiting().filter(no_reminders=False)

    def counted(self) -> "InvitationQuerySet":
        """All but those whose link was withdrawn before they had answered."""
        return self.filter(Q(link_hash__isnull=False) | ANSWERED)

    def mark_submitted(self) -> None:
        """Nobody is asked again for what has been handed in."""
        self.update(started=True, submitted=True, on_paper=False)

    def mark_taken_back(self) -> None:
        """What had been handed in is asked for again."""
        self.update(submitted=False)

    def turnout(self) -> list[Asked]:
        """Per organisation, by name: how many are invited, have started, have submitted.

        Whoever has answered on paper counts as having submitted.
        """
        return list(
            self.counted()
            .values(organisation=models.F("member__organisation__name"))
            .annotate(
                invited=Count("pk"),
                started=Count("pk", filter=Q(started=True) | ANSWERED),
                submitted=Count("pk", filter=ANSWERED),
                on_paper=Count("pk", filter=Q(on_paper=True)),
            )
            .order_by("organisation")
        )


class Invitation(models.Model):
    """That a member was asked, and how far they are; `link_hash` recognises their link.

    Whoever had not submitted when a review was reopened is sent a link anew, recognised by
    `new_link_hash`, beside the old one. The first that they answer with is theirs from then on.
    A link that was withdrawn is recognised no more; `renewed` counts those sent in its place.
    `on_paper` is a coordinator's mark while the review is open (`assessments.paper.marking`).
    """

    review = models.ForeignKey(Review, on_delete=models.CASCADE, related_name="invitations")
    member = models.ForeignKey(Member, on_delete=models.CASCADE, related_name="invitations")
    link_hash = models.CharField(max_length=64, unique=True, null=True, editable=False)  # noqa: DJ001
    new_link_hash = models.CharField(max_length=64, unique=True, null=True, editable=False)  # noqa: DJ001
    renewed = models.PositiveSmallIntegerField(default=0, editable=False)
    no_reminders = models.BooleanField(default=False, editable=False)
    started = models.BooleanField(default=False, editable=False)
    submitted = models.BooleanField(default=False, editable=False)
    on_paper = models.BooleanField(default=False, db_default=False, editable=False)

    objects = InvitationQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["review", "member"], name="invitation_once"),
            models.CheckConstraint(
                condition=Q(submitted=False) | Q(started=True),
                name="invitation_submitted_was_started",
            ),
            models.CheckConstraint(
                condition=Q(submitted=False) | Q(on_paper=False),
                name="invitation_submitted_is_not_on_paper",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.member} – {self.review}"

    @property
    def has_answered(self) -> bool:
        return self.submitted or self.on_paper

    @property
    def is_withdrawn(self) -> bool:
        return self.link_hash is None

    def companions(self) -> list[str]:
        """Names of the others who were asked for the same organisation."""
        others = self.review.invitations.of_organisation(self.member.organisation_id)
        return list(
            others.exclude(pk=self.pk)
            .order_by("member__name")
            .values_list("member__name", flat=True)
        )


class WithdrawnLink(models.Model):
    """A personal link that was withdrawn, so that it can say so. It leads to nobody."""

    review = models.ForeignKey(Review, on_delete=models.CASCADE, related_name="withdrawn_links")
    link_hash = models.CharField(max_length=64, unique=True, editable=False)

    def __str__(self) -> str:
        return f"withdrawn from {self.review}"


class Heard(models.Model):
    """Somebody who lost their place after they had submitted, and is not asked again.

    It is forgotten when the review closes.
    """

    review = models.ForeignKey(Review, on_delete=models.CASCADE, related_name="heard")
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["review", "person"], name="heard_once_in_review")
        ]

    def __str__(self) -> str:
        return f"{self.person} – {self.review}"
