"""What partnerships add to signing in: the mail, whom members are, and where hosts are led."""

from datetime import timedelta
from typing import Any

from django.http import HttpRequest
from django.urls import reverse

from accounts.adapters import AccountAdapter
from partnerships.mail.message import EmailContent
from partnerships.mail.outbox import NEVER, queue_urgent_email

from .models import Member


class MemberAccountAdapter(AccountAdapter):
    """Sends e-mail the way all of ours goes, and knows members."""

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
        """Both are looked up for every address, so that none is answered sooner."""
        is_known, is_member = super().expects(email), Member.objects.is_expected(email)
        return is_known or is_member

    def get_login_redirect_url(self, request: HttpRequest) -> str:
        """Whoever only looks after the installation goes where they do that."""
        person = request.user
        if person.is_staff and not person.memberships.exists():
            return reverse("admin:index")
        return str(super().get_login_redirect_url(request))
