"""What partnerships add to signing in: email, known addresses, and where hosts are sent."""

from datetime import timedelta
from typing import Any

from django.http import HttpRequest
from django.urls import reverse

from accounts.adapters import AccountAdapter
from partnerships.mail.message import EmailContent
from partnerships.mail.outbox import NEVER, queue_urgent_email

from .models import Member


class MemberAccountAdapter(AccountAdapter):
    """Sends email through the outbox, and knows members."""

    def deliver(
        self,
        *,
        to: str,
        subject: str,
        template: str,
        context: dict[str, Any],
        good_for: timedelta | None,
        leaves: bool,
    ) -> None:
        queue_urgent_email(
            kind="sign-in",
            to=to,
            content=EmailContent.from_template(template, subject, context),
            partnership=None,
            good_for=good_for if leaves else NEVER,
        )

    def expects(self, email: str) -> bool:
        """Always does both look-ups, so that the time taken reveals nothing."""
        is_known, is_member = super().expects(email), Member.objects.is_expected(email)
        return is_known or is_member

    def get_login_redirect_url(self, request: HttpRequest) -> str:
        """Hosts without a partnership are sent to the administration pages."""
        person = request.user
        if person.is_staff and not person.memberships.exists():
            return reverse("admin:index")
        return str(super().get_login_redirect_url(request))
