"""Reads that pages about a review share. None of them looks at an answer's content."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NotRequired, TypedDict

from django.db.models import Count, Sum, TextChoices
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from assessments.models import Invitation, Review
from assessments.models.invitation import Asked
from partnerships.models import Delivery, Member, OutgoingEmail
from partnerships.models.outgoing_email import OutgoingEmailQuerySet

from .answer_notice import Told


def told(invitation: Invitation) -> Told:
    """What this member is told about how answers are treated."""
    review, organisation = invitation.review, invitation.member.organisation
    companions = invitation.companions() if review.speaks_as_organisations else ()
    return Told.about(review, organisation, companions)


def emails_about(review: Review) -> OutgoingEmailQuerySet:
    """The last e-mail to each member about this review."""
    return OutgoingEmail.objects.filter(about=review.pk).last_each()


@dataclass(frozen=True)
class Recipient:
    """Somebody who was written to about a review, and what became of the last e-mail."""

    member: Member
    invitation: Invitation | None
    email: OutgoingEmail | None

    @property
    def is_unreached(self) -> bool:
        return self.email is not None and self.email.is_failed


def recipients(review: Review) -> list[Recipient]:
    """Everybody who was asked or told, by name; whoever could not be reached comes first."""
    emails = {email.member_id: email for email in emails_about(review)}
    invitations = {one.member_id: one for one in review.invitations.all()}
    members = review.partnership.members.filter(pk__in=emails.keys() | invitations.keys())
    rows = [
        Recipient(member, invitations.get(member.pk), emails.get(member.pk))
        for member in members.select_related("person", "organisation")
    ]
    return sorted(rows, key=lambda row: not row.is_unreached)


class Progress(TextChoices):
    """How far an organisation that speaks with one voice is."""

    NOT_STARTED = "not-started", gettext_lazy("Not started")
    STARTED = "started", gettext_lazy("Started")
    SUBMITTED = "submitted", gettext_lazy("Submitted")


class Voiced(TypedDict):
    """How far an organisation is that speaks with one voice, and how many are asked for it."""

    organisation: str
    invited: int
    progress: Progress


class Counts(TypedDict):
    """What is counted of people, or of organisations that speak with one voice."""

    organisations: Sequence[Asked | Voiced]
    invited: int
    started: int
    submitted: int
    on_paper: NotRequired[int]


@dataclass(frozen=True)
class Turnout:
    """How many were invited, have started and have submitted, in all and by organisation.

    Those marked as having answered on paper count as having submitted; `on_paper` is how many.

    Those counted are people, or organisations where each speaks with one voice: then each of
    `organisations` has its `progress` instead of numbers. `imported` and `by_hand` count the
    responses that were brought in from elsewhere, and typed in from paper.
    """

    by_voice: bool
    organisations: Sequence[Asked | Voiced]
    invited: int
    started: int
    submitted: int
    unsent: int
    imported: int
    by_hand: int
    on_paper: int = 0

    @classmethod
    def of(cls, review: Review) -> "Turnout":
        by_voice = review.speaks_as_organisations
        return cls(
            by_voice=by_voice,
            **(_voices(review) if by_voice else _people(review)),
            unsent=emails_about(review).filter(state=Delivery.FAILED).count(),
            **review.imports.aggregate(imported=Sum("responses_added", default=0)),
            by_hand=review.sheets,
        )

    @property
    def unfinished(self) -> int:
        return self.started - self.submitted

    @property
    def in_words(self) -> str:
        """How many of how many have submitted."""
        of = {"submitted": self.submitted, "invited": self.invited}
        if self.by_voice:
            return _("%(submitted)s of %(invited)s organisations have submitted.") % of
        return _("%(submitted)s of %(invited)s people have submitted.") % of

    @property
    def unfinished_in_words(self) -> str:
        """How many have started and not submitted; empty if none has."""
        if not self.unfinished:
            return ""
        return ngettext(
            "%(unfinished)s has started and not submitted.",
            "%(unfinished)s have started and not submitted.",
            self.unfinished,
        ) % {"unfinished": self.unfinished}


def _people(review: Review) -> Counts:
    rows = review.invitations.turnout()
    return {
        "organisations": rows,
        "invited": sum(row["invited"] for row in rows),
        "started": sum(row["started"] for row in rows),
        "submitted": sum(row["submitted"] for row in rows),
        "on_paper": sum(row["on_paper"] for row in rows),
    }


def _voices(review: Review) -> Counts:
    """Read off the responses: a member may have come from, or gone to, another organisation."""
    if review.answers_deleted_at:
        voiced = review.invitations.filter(submitted=True)
        submitted = dict(voiced.values_list("member__organisation", "submitted"))
    else:
        submitted = dict(review.responses.values_list("organisation", "submitted"))
    steps = {None: Progress.NOT_STARTED, False: Progress.STARTED, True: Progress.SUBMITTED}
    asked = (
        review.invitations.counted()
        .filter(member__organisation__isnull=False)
        .values_list("member__organisation", "member__organisation__name")
        .annotate(people=Count("pk"))
        .order_by("member__organisation__name")
    )
    rows: list[Voiced] = [
        {"organisation": name, "invited": people, "progress": steps[submitted.get(pk)]}
        for pk, name, people in asked
    ]
    return {
        "organisations": rows,
        "invited": len(rows),
        "started": sum(row["progress"] != Progress.NOT_STARTED for row in rows),
        "submitted": sum(row["progress"] == Progress.SUBMITTED for row in rows),
    }
