"""Reads that pages about a review share. None of them looks at an answer's content."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NotRequired, TypedDict

from django.db.models import Count, Sum, TextChoices
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from assessments.models import Invitation, Review
from assessments.models.invitation import Asked
from assessments.tokens import key_of, organisation_key_material
from partnerships.models import Delivery, Member, OutgoingEmail
from partnerships.models.outgoing_email import OutgoingEmailQuerySet

from .answer_notice import AnswerNotice


def answer_notice_for(invitation: Invitation) -> AnswerNotice:
    """What this member is told about how answers are treated."""
    review, organisation = invitation.review, invitation.member.organisation
    companions = invitation.companions() if review.speaks_as_organisations else ()
    return AnswerNotice.about(review, organisation, companions)


def emails_about(review: Review) -> OutgoingEmailQuerySet:
    """The last email to each member about this review."""
    return OutgoingEmail.objects.filter(about=review.pk).last_each()


@dataclass(frozen=True)
class Recipient:
    """A person who was emailed about a review, and the state of the last email."""

    member: Member
    invitation: Invitation | None
    email: OutgoingEmail | None

    @property
    def is_unreached(self) -> bool:
        return self.email is not None and self.email.is_failed


def recipients(review: Review) -> list[Recipient]:
    """Everyone who was asked or told, by name; those who could not be reached come first."""
    emails = {email.member_id: email for email in emails_about(review)}
    invitations = {one.member_id: one for one in review.invitations.all()}
    members = review.partnership.members.filter(pk__in=emails.keys() | invitations.keys())
    rows = [
        Recipient(member, invitations.get(member.pk), emails.get(member.pk))
        for member in members.select_related("person", "organisation")
    ]
    return sorted(rows, key=lambda row: not row.is_unreached)


class ResponseProgress(TextChoices):
    """The progress of an organisation that speaks with one voice."""

    NOT_STARTED = "not-started", gettext_lazy("Not started")
    STARTED = "started", gettext_lazy("Started")
    SUBMITTED = "submitted", gettext_lazy("Submitted")


class OrganisationTurnout(TypedDict):
    """An organisation with one voice: its progress, and how many are asked for it."""

    organisation: str
    invited: int
    progress: ResponseProgress


class TurnoutCounts(TypedDict):
    """What is counted of people, or of organisations that speak with one voice."""

    organisations: Sequence[Asked | OrganisationTurnout]
    invited: int
    started: int
    submitted: int
    on_paper: NotRequired[int]


@dataclass(frozen=True)
class Turnout:
    """How many were invited, have started and have submitted, in all and by organisation.

    Those marked as having answered on paper count as having submitted; `on_paper` is how many.

    Those counted are people, or organisations where each speaks with one voice: then each of
    `organisations` has its `progress` instead of numbers. `imported` and `from_paper` count the
    responses that were imported from elsewhere, and entered from paper.
    """

    by_organisation: bool
    organisations: Sequence[Asked | OrganisationTurnout]
    invited: int
    started: int
    submitted: int
    unsent: int
    imported: int
    from_paper: int
    on_paper: int = 0

    @classmethod
    def of(cls, review: Review) -> "Turnout":
        by_organisation = review.speaks_as_organisations
        return cls(
            by_organisation=by_organisation,
            **(_count_organisations(review) if by_organisation else _count_people(review)),
            unsent=emails_about(review).filter(state=Delivery.FAILED).count(),
            **review.imports.aggregate(imported=Sum("responses_added", default=0)),
            from_paper=review.paper_count,
        )

    @property
    def unfinished(self) -> int:
        return self.started - self.submitted

    @property
    def summary(self) -> str:
        """How many of how many have submitted."""
        of = {"submitted": self.submitted, "invited": self.invited}
        if self.by_organisation:
            return _("%(submitted)s of %(invited)s organisations have submitted.") % of
        return _("%(submitted)s of %(invited)s people have submitted.") % of

    @property
    def unfinished_summary(self) -> str:
        """How many have started and not submitted; empty if none has."""
        if not self.unfinished:
            return ""
        return ngettext(
            "%(unfinished)s has started but not submitted.",
            "%(unfinished)s have started but not submitted.",
            self.unfinished,
        ) % {"unfinished": self.unfinished}


def _count_people(review: Review) -> TurnoutCounts:
    rows = review.invitations.turnout()
    return {
        "organisations": rows,
        "invited": sum(row["invited"] for row in rows),
        "started": sum(row["started"] for row in rows),
        "submitted": sum(row["submitted"] for row in rows),
        "on_paper": sum(row["on_paper"] for row in rows),
    }


def voices(review: Review) -> dict[str, bool]:
    """The organisations that have begun an answer where each has one voice, and whether they have
    submitted it."""
    organisations = review.partnership.organisations.values_list("pk", flat=True)
    keys = {key_of(organisation_key_material(review, pk)): pk for pk in organisations}
    begun = review.responses.filter(key__in=keys).values_list("key", "submitted")
    return {keys[key]: submitted for key, submitted in begun}


def _count_organisations(review: Review) -> TurnoutCounts:
    """Read off the responses: a member may have come from, or gone to, another organisation."""
    if review.answers_deleted_at:
        voiced = review.invitations.filter(submitted=True)
        submitted = dict(voiced.values_list("member__organisation", "submitted"))
    else:
        submitted = dict(voices(review))
    steps = {
        None: ResponseProgress.NOT_STARTED,
        False: ResponseProgress.STARTED,
        True: ResponseProgress.SUBMITTED,
    }
    asked = (
        review.invitations.counted()
        .filter(member__organisation__isnull=False)
        .values_list("member__organisation", "member__organisation__name")
        .annotate(people=Count("pk"))
        .order_by("member__organisation__name")
    )
    rows: list[OrganisationTurnout] = [
        {"organisation": name, "invited": people, "progress": steps[submitted.get(pk)]}
        for pk, name, people in asked
    ]
    return {
        "organisations": rows,
        "invited": len(rows),
        "started": sum(row["progress"] != ResponseProgress.NOT_STARTED for row in rows),
        "submitted": sum(row["progress"] == ResponseProgress.SUBMITTED for row in rows),
    }
