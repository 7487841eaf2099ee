"""What leaves by e-mail about a review. Runs in the task queue, so that no page waits for it."""

import logging

from django.conf import settings
from django.core.mail import EmailMultiAlternatives, get_connection
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django_tasks import task

from partnerships.models import Member

from .links import respond_url, token_of
from .models import Invitation, Review
from .models.review import State
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
