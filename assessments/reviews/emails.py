"""What members are written about a review. How letters leave: `partnerships.mail.outbox`."""

from django.conf import settings
from django.urls import reverse
from django.utils.timezone import override
from django.utils.translation import gettext as _

from assessments.lifecycle import May, State, states_for
from assessments.models import Invitation, Review
from assessments.tokens import active_token, check_url, respond_url, stop_url
from partnerships.mail.message import Words, writes
from partnerships.models import Letter

from .checklist import checklist
from .selectors import told

INVITATION, SHARED, CANCELLED, REOPENED = "invitation", "shared", "cancelled", "reopened"
NOT_OPENED, NOT_WRITTEN, CLOSED = "not-opened", "not-written", "closed"
REMINDER = "reminder"


def _invitation(letter: Letter) -> Invitation | None:
    """The invitation this letter is about, while it can be answered."""
    invitations = Invitation.objects.select_related(
        "review__partnership", "review__questionnaire", "member__person", "member__organisation"
    )
    return invitations.filter(
        review=letter.about, review__state__in=states_for(May.ANSWER), member=letter.member
    ).first()


def _review(letter: Letter) -> Review:
    return Review.objects.select_related("partnership").get(pk=letter.about)


def _words(name: str, subject: str, review: Review, letter: Letter, **more: object) -> Words:
    """From the template of this name, which knows the review and the member."""
    with override(review.partnership.time_zone):
        return Words.from_template(
            f"assessments/email/{name}.txt",
            subject % {"partnership": review.partnership},
            {"review": review, "member": letter.member} | more,
        )


def _url(invitation: Invitation) -> str:
    """The personal link; empty if the member answers by one that can't be made again."""
    token = active_token(invitation)
    return respond_url(invitation.review, token) if token else ""


@writes(INVITATION)
def invitation(letter: Letter) -> Words | None:
    """Their personal link."""
    invitation = _invitation(letter)
    if invitation is None or not (url := _url(invitation)):
        return None
    subject = _("%(partnership)s: how do you see it?")
    return _words("invitation", subject, invitation.review, letter, told=told(invitation), url=url)


@writes(REOPENED)
def reopened(letter: Letter) -> Words | None:
    """That they can answer again; a link anew for whoever had not submitted."""
    invitation = _invitation(letter)
    if invitation is None or invitation.is_withdrawn:
        return None
    subject = _("%(partnership)s: you can answer again")
    url = "" if invitation.submitted else _url(invitation)
    return _words("reopened", subject, invitation.review, letter, invitation=invitation, url=url)


@writes(REMINDER)
def reminder(letter: Letter) -> Words | None:
    """That their answers are still wanted; None once they are in, or if they want no reminders."""
    invitation = _invitation(letter)
    if invitation is None or invitation.has_answered or invitation.no_reminders:
        return None
    token = active_token(invitation)
    return reminder_words(invitation, token) if token else None


def reminder_words(invitation: Invitation, token: str) -> Words:
    """What the reminder to one member says, with this token in its links."""
    review = invitation.review
    links = {
        "url": respond_url(review, token),
        "check": check_url(review, token),
        "stop": stop_url(review, token),
    }
    return _words(
        "reminder",
        _("%(partnership)s: there is still time to say how you see it"),
        review,
        Letter(member=invitation.member),
        invitation=invitation,
        **links,
    )


@writes(NOT_OPENED)
def not_opened(letter: Letter) -> Words | None:
    """To a coordinator: that it did not open by itself, and what is missing."""
    review = _review(letter)
    if review.state != State.DRAFT:
        return None
    subject = _("%(partnership)s: the review has not opened")
    missing = [check.text for check in checklist(review) if check.is_missing]
    url = settings.SITE_URL + reverse("assessments:review", args=[review.pk])
    return _words("not_opened", subject, review, letter, missing=missing, url=url)


@writes(NOT_WRITTEN)
def not_written(letter: Letter) -> Words | None:
    """To a coordinator: that members were not written to by itself, as the approval is missing."""
    review = _review(letter)
    if review.partnership.is_approved:
        return None
    subject = _("%(partnership)s: members have not been written to")
    url = settings.SITE_URL + reverse("assessments:review", args=[review.pk])
    return _words("not_written", subject, review, letter, url=url)


@writes(CLOSED)
def closed(letter: Letter) -> Words | None:
    """To a coordinator: that it has closed by itself."""
    review = _review(letter)
    if review.state not in states_for(May.READ):
        return None
    subject = _("%(partnership)s: the review has closed")
    url = settings.SITE_URL + reverse("assessments:review", args=[review.pk])
    return _words("closed", subject, review, letter, url=url)


@writes(CANCELLED)
def cancelled(letter: Letter) -> Words:
    """That the review is called off, with what the coordinator adds."""
    subject = _("%(partnership)s: the review is called off")
    return _words("cancelled", subject, _review(letter), letter, words=letter.note)


@writes(SHARED)
def shared(letter: Letter) -> Words | None:
    """That the results are there to see."""
    review = _review(letter)
    if review.state != State.SHARED:
        return None
    subject = _("%(partnership)s: the results are here")
    url = settings.SITE_URL + reverse("insights:results", args=[review.pk])
    return _words("shared", subject, review, letter, url=url)


def asked_to_join_words(review: Review) -> Words:
    """To a coordinator: that somebody waits to be let in by the join link."""
    subject = _("%(partnership)s: somebody would like to take part")
    url = settings.SITE_URL + reverse("assessments:review-join", args=[review.pk])
    return _words("asked_to_join", subject, review, Letter(), url=url)


def turned_away_words(review: Review) -> Words:
    """To somebody who asked to take part by the join link: that they can't."""
    subject = _("%(partnership)s: you were not added")
    return _words("turned_away", subject, review, Letter())
