"""What leaves by e-mail about a review. Runs in the task queue, so that no page waits for it."""

import logging
from collections.abc import Callable

from django.conf import settings
from django.core.mail import EmailMultiAlternatives, get_connection
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django_tasks import task

from partnerships.models import Member

from .lifecycle import State
from .links import respond_url, token_in_use, token_of
from .models import Invitation, Review
from .selectors import told

logger = logging.getLogger(__name__)


def _leaves(message: EmailMultiAlternatives) -> bool:
    """Send a message; a failing address is logged and stops nobody else's."""
    try:
        message.send()
    except OSError:
        logger.exception("An e-mail could not be sent")
        return False
    return True


def _message(name: str, subject: str, to: Member, context: dict) -> EmailMultiAlternatives:
    """A message in plain text and HTML, from the templates of this name."""
    message = EmailMultiAlternatives(
        subject=subject,
        body=render_to_string(f"assessments/email/{name}.txt", context),
        to=[to.email],
    )
    html = render_to_string(f"assessments/email/{name}.html", context)
    message.attach_alternative(html, "text/html")
    return message


@task()
def send_invitations(invitation_ids: list[int]) -> int:
    """E-mail each of these its personal link; a failing address stops nobody else's.

    Returns how many left. Whether each did is kept on the invitation. A review that has closed
    in the meantime sends none.
    """
    invitations = Invitation.objects.filter(
        pk__in=invitation_ids, review__state=State.OPEN
    ).select_related(
        "review__partnership", "review__questionnaire", "member__person", "member__organisation"
    )
    connection, sent = get_connection(), 0
    for invitation in invitations:
        message = _invitation_message(invitation)
        message.connection = connection
        left = _leaves(message)
        sent += left
        kept = Invitation.objects.filter(pk=invitation.pk)
        if left:
            kept.update(emailed_at=timezone.now(), email_failed=False)
        else:
            kept.update(email_failed=True)
    return sent


def _invitation_message(invitation: Invitation) -> EmailMultiAlternatives:
    review = invitation.review
    return _message(
        "invitation",
        _("%(partnership)s: how do you see it?") % {"partnership": review.partnership},
        invitation.member,
        {
            "invitation": invitation,
            "review": review,
            "told": told(invitation),
            "url": respond_url(review, token_of(invitation)),
        },
    )


@task()
def send_shared_notices(review_id: str) -> int:
    """Tell every member and observer that the results are there to see; how many were told."""
    review = Review.objects.select_related("partnership").get(pk=review_id)
    url = settings.SITE_URL + reverse("insights:results", args=[review.pk])
    subject = _("%(partnership)s: the results are here") % {"partnership": review.partnership}
    members = review.partnership.members.select_related("person")
    connection, sent = get_connection(), 0
    for member in members:
        message = _message(
            "shared", subject, member, {"review": review, "member": member, "url": url}
        )
        message.connection = connection
        sent += _leaves(message)
    return sent


@task()
def send_cancelled_notices(review_id: str, words: str) -> int:
    """Tell everybody who was asked that the review is called off; how many were told."""
    subject = _("%(partnership)s: the review is called off")
    return _tell_everybody(review_id, "cancelled", subject, lambda _one: {"words": words})


@task()
def send_reopened_notices(review_id: str) -> int:
    """Tell everybody who was asked that they can answer again; how many were told.

    Whoever had not submitted gets a link anew.
    """

    def link(invitation: Invitation) -> dict:
        token = None if invitation.submitted else token_in_use(invitation)
        return {"url": respond_url(invitation.review, token) if token else ""}

    subject = _("%(partnership)s: you can answer again")
    return _tell_everybody(review_id, "reopened", subject, link)


def _tell_everybody(
    review_id: str, name: str, subject: str, more: Callable[[Invitation], dict]
) -> int:
    review = Review.objects.select_related("partnership").get(pk=review_id)
    connection, sent = get_connection(), 0
    for invitation in review.invitations.select_related("member__person"):
        invitation.review = review
        context = {"review": review, "member": invitation.member, "invitation": invitation}
        message = _message(
            name,
            subject % {"partnership": review.partnership},
            invitation.member,
            context | more(invitation),
        )
        message.connection = connection
        sent += _leaves(message)
    return sent
