"""What members are written about a review. How letters leave: `partnerships.post`."""

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _

from partnerships.letters import Words, writes
from partnerships.models import Letter

from .lifecycle import May, State, states_for
from .links import respond_url, token_in_use
from .models import Invitation, Review
from .selectors import told

INVITATION, SHARED, CANCELLED, REOPENED = "invitation", "shared", "cancelled", "reopened"


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
    return Words.from_template(
        f"assessments/email/{name}.txt",
        subject % {"partnership": review.partnership},
        {"review": review, "member": letter.member} | more,
    )


def _url(invitation: Invitation) -> str:
    """The personal link; empty if the member answers by one that can't be made again."""
    token = token_in_use(invitation)
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
    if invitation is None:
        return None
    subject = _("%(partnership)s: you can answer again")
    url = "" if invitation.submitted else _url(invitation)
    return _words("reopened", subject, invitation.review, letter, invitation=invitation, url=url)


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
