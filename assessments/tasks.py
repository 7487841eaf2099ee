"""What leaves by e-mail about a review. Runs in the task queue, so that no page waits for it."""

import logging

from django.core.mail import EmailMultiAlternatives, get_connection
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.translation import gettext as _
from django_tasks import task

from .links import respond_url, token_of
from .models import Invitation
from .models.review import State
from .selectors import told

logger = logging.getLogger(__name__)


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
    connection, left = get_connection(), 0
    for invitation in invitations:
        message = _invitation_message(invitation)
        message.connection = connection
        try:
            message.send()
        except OSError:
            logger.exception("An invitation could not be sent")
            Invitation.objects.filter(pk=invitation.pk).update(email_failed=True)
        else:
            left += 1
            Invitation.objects.filter(pk=invitation.pk).update(
                emailed_at=timezone.now(), email_failed=False
            )
    return left


def _invitation_message(invitation: Invitation) -> EmailMultiAlternatives:
    review = invitation.review
    context = {
        "invitation": invitation,
        "review": review,
        "told": told(invitation),
        "url": respond_url(review, token_of(invitation)),
    }
    message = EmailMultiAlternatives(
        subject=_("%(partnership)s: how do you see it?") % {"partnership": review.partnership},
        body=render_to_string("assessments/email/invitation.txt", context),
        to=[invitation.member.email],
    )
    message.attach_alternative(
        render_to_string("assessments/email/invitation.html", context), "text/html"
    )
    return message
