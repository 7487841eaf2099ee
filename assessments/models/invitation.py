"""Who is asked, and their progress. Nothing here knows what anyone answered."""

from typing import TypedDict

from django.db import models
from django.db.models import Count, Q

from partnerships.models import Member

from .review import Review

ANSWERED = Q(submitted=True) | Q(on_paper=True)
"""Those who have submitted with their link, or are marked as having answered on paper."""


class Asked(TypedDict):
    """How many in an organisation, or without one, are asked, and their progress."""

    organisation: str | None
    invited: int
    started: int
    submitted: int
    on_paper: int


class InvitationQuerySet(models.QuerySet["Invitation"]):
    def opened_by(self, link_hash: str) -> "InvitationQuerySet":
        """The invitation that a personal link belongs to."""
        return self.filter(link_hash=link_hash)

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
        """Mark as submitted, so that no one is asked again."""
        self.update(started=True, submitted=True, on_paper=False)

    def mark_taken_back(self) -> None:
        """Mark as not submitted any more, so that they are asked again."""
        self.update(submitted=False)

    def turnout(self) -> list[Asked]:
        """Per organisation, by name: how many are invited, have started, have submitted.

        People who have answered on paper count as having submitted.
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
    """A member's invitation and progress; `link_hash` recognises their link.

    A withdrawn link is no longer recognised; `renewed` counts those sent in its place. `on_paper`
    is a coordinator's mark while the review is open (`assessments.paper.marking`).
    """

    review = models.ForeignKey(Review, on_delete=models.CASCADE, related_name="invitations")
    member = models.ForeignKey(Member, on_delete=models.CASCADE, related_name="invitations")
    link_hash = models.CharField(max_length=64, unique=True, null=True, editable=False)  # noqa: DJ001
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
    """A personal link that was withdrawn, so that it can say so. It leads to no one."""

    review = models.ForeignKey(Review, on_delete=models.CASCADE, related_name="withdrawn_links")
    link_hash = models.CharField(max_length=64, unique=True, editable=False)

    def __str__(self) -> str:
        return f"withdrawn from {self.review}"
