"""The emails to members about a review. How emails leave: `partnerships.mail.outbox`."""

from django.conf import settings
from django.urls import reverse
from django.utils.timezone import override
from django.utils.translation import gettext as _

from assessments.lifecycle import May, State, states_for
from assessments.models import Invitation, Review
from assessments.tokens import active_token, check_url, respond_url, stop_url
from partnerships.mail.message import EmailContent, email_writer
from partnerships.models import OutgoingEmail

from .checklist import checklist
from .selectors import answer_notice_for

INVITATION, SHARED, CANCELLED, REOPENED = "invitation", "shared", "cancelled", "reopened"
NOT_OPENED, NOT_WRITTEN, CLOSED = "not-opened", "not-written", "closed"
REMINDER = "reminder"


def _invitation(email: OutgoingEmail) -> Invitation | None:
    """The invitation this email is about, while it can be answered."""
    invitations = Invitation.objects.select_related(
        "review__partnership", "review__questionnaire", "member__person", "member__organisation"
    )
    return invitations.filter(
        review=email.about, review__state__in=states_for(May.ANSWER), member=email.member
    ).first()


def _review(email: OutgoingEmail) -> Review:
    return Review.objects.select_related("partnership").get(pk=email.about)


def _content(
    name: str, subject: str, review: Review, email: OutgoingEmail, **more: object
) -> EmailContent:
    """An email from this template, which is given the review and the member."""
    with override(review.partnership.time_zone):
        return EmailContent.from_template(
            f"assessments/email/{name}.txt",
            subject % {"partnership": review.partnership},
            {"review": review, "member": email.member} | more,
        )


def _url(invitation: Invitation) -> str:
    """The personal link; empty if it has been withdrawn."""
    token = active_token(invitation)
    return respond_url(invitation.review, token) if token else ""


@email_writer(INVITATION)
def invitation(email: OutgoingEmail) -> EmailContent | None:
    """Their personal link."""
    invitation = _invitation(email)
    if invitation is None or not (url := _url(invitation)):
        return None
    subject = _("%(partnership)s: how do you see it?")
    return _content(
        "invitation",
        subject,
        invitation.review,
        email,
        notice=answer_notice_for(invitation),
        url=url,
    )


@email_writer(REOPENED)
def reopened(email: OutgoingEmail) -> EmailContent | None:
    """That they can answer again, by the same link."""
    invitation = _invitation(email)
    if invitation is None or not (url := _url(invitation)):
        return None
    subject = _("%(partnership)s: you can answer again")
    return _content("reopened", subject, invitation.review, email, invitation=invitation, url=url)


@email_writer(REMINDER)
def reminder(email: OutgoingEmail) -> EmailContent | None:
    """That answers are still needed; None once submitted, or if they want no reminders."""
    invitation = _invitation(email)
    if invitation is None or invitation.has_answered or invitation.no_reminders:
        return None
    token = active_token(invitation)
    return reminder_content(invitation, token) if token else None


def reminder_content(invitation: Invitation, token: str) -> EmailContent:
    """What the reminder to one member says, with this token in its links."""
    review = invitation.review
    links = {
        "url": respond_url(review, token),
        "check": check_url(review, token),
        "stop": stop_url(review, token),
    }
    return _content(
        "reminder",
        _("%(partnership)s: you can still say how you see it"),
        review,
        OutgoingEmail(member=invitation.member),
        invitation=invitation,
        **links,
    )


@email_writer(NOT_OPENED)
def not_opened(email: OutgoingEmail) -> EmailContent | None:
    """To a coordinator: that it could not open automatically, and what is missing."""
    review = _review(email)
    if review.state != State.DRAFT:
        return None
    subject = _("%(partnership)s: the review has not opened")
    missing = [check.text for check in checklist(review) if check.is_missing]
    url = settings.SITE_URL + reverse("assessments:review", args=[review.pk])
    return _content("not_opened", subject, review, email, missing=missing, url=url)


@email_writer(NOT_WRITTEN)
def not_written(email: OutgoingEmail) -> EmailContent | None:
    """To a coordinator: that members were not emailed automatically, pending approval."""
    review = _review(email)
    if review.partnership.is_approved:
        return None
    subject = _("%(partnership)s: members have not been emailed")
    url = settings.SITE_URL + reverse("assessments:review", args=[review.pk])
    return _content("not_written", subject, review, email, url=url)


@email_writer(CLOSED)
def closed(email: OutgoingEmail) -> EmailContent | None:
    """To a coordinator: that it has closed, automatically or after a while, and has results."""
    review = _review(email)
    if review.state not in states_for(May.READ):
        return None
    subject = _("%(partnership)s: the review has closed")
    url = settings.SITE_URL + reverse("assessments:review", args=[review.pk])
    return _content("closed", subject, review, email, url=url)


@email_writer(CANCELLED)
def cancelled(email: OutgoingEmail) -> EmailContent:
    """That the review has been cancelled, with the coordinator's message."""
    subject = _("%(partnership)s: the review has been cancelled")
    return _content("cancelled", subject, _review(email), email, words=email.note)


@email_writer(SHARED)
def shared(email: OutgoingEmail) -> EmailContent | None:
    """That the results are ready."""
    review = _review(email)
    if review.state != State.SHARED:
        return None
    subject = _("%(partnership)s: the results are ready")
    url = settings.SITE_URL + reverse("insights:results", args=[review.pk])
    return _content("shared", subject, review, email, url=url)


def asked_to_join_content(review: Review) -> EmailContent:
    """To a coordinator: that someone is waiting for approval to join."""
    subject = _("%(partnership)s: someone would like to take part")
    url = settings.SITE_URL + reverse("assessments:review-join", args=[review.pk])
    return _content("asked_to_join", subject, review, OutgoingEmail(), url=url)


def turned_away_content(review: Review) -> EmailContent:
    """To a person who asked to join: that they have not been added."""
    subject = _("%(partnership)s: your request to join")
    return _content("turned_away", subject, review, OutgoingEmail())
