"""Signing in, where it is ours to say how: what the sign-in library asks of us."""

from datetime import timedelta
from ipaddress import ip_address
from typing import Any

from allauth.account import app_settings, signals
from allauth.account.adapter import DefaultAccountAdapter, get_adapter
from allauth.account.internal.flows.login import record_authentication
from allauth.account.models import EmailAddress
from allauth.core import context as current
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from allauth.mfa.signals import authenticator_added
from django.conf import settings
from django.contrib.auth import update_session_auth_hash
from django.contrib.auth.models import AnonymousUser
from django.dispatch import receiver
from django.http import HttpRequest
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from partnerships.mail.message import Words
from partnerships.mail.outbox import post_at_once

from .access import PersonRequest
from .devices import device_of
from .models import Person
from .sign_in_log import withheld
from .strangers import NEVER, SIGN_IN_CODE, may_write

CHANGED = "account/email/changed"
SENT = ("account/messages/login_code_sent.txt", "account/messages/email_confirmation_sent.txt")
PASSWORD_REMOVED = "account/email/password_removed"  # noqa: S105 - the name of an e-mail
# What people are told by e-mail, so that they notice if it was not them.
CHANGES = {
    "account/email/email_changed": _("Your e-mail address is now %(to_email)s."),
    "account/email/password_set": _("A password was set."),
    "account/email/password_changed": _("The password was changed."),
    PASSWORD_REMOVED: _("The password was removed."),
    "mfa/email/webauthn_added": _("A passkey was added."),
    "mfa/email/webauthn_removed": _("A passkey was removed."),
    "mfa/email/totp_activated": _("An authenticator app was set up."),
    "mfa/email/totp_deactivated": _("The authenticator app was removed."),
    "mfa/email/recovery_codes_generated": _("New recovery codes were made."),
}
# How to show that it is oneself, the easiest first.
PROOFS = {
    "mfa_reauthenticate:webauthn": _("Use a passkey"),
    "mfa_reauthenticate": _("Use a code from your app, or a recovery code"),
    "reauthenticate": _("Use your password"),
}


class AccountAdapter(DefaultAccountAdapter):
    """Sends the library's e-mails the way all of ours go, and leads back to the account page."""

    error_messages = DefaultAccountAdapter.error_messages | {
        "duplicate_email": _("This is your address already. Write the new one."),
        "email_taken": _("There is another account with this address. Sign in with that instead."),
        "email_password_mismatch": _("The address and the password don’t belong together."),
        "enter_current_password": _("This is not your password. Try again."),
        "incorrect_password": _("This is not your password. Try again."),
        "incorrect_code": _("This is not the code. Look at it again, or get a new one."),
        "rate_limited": _("That was too often in a short time. Wait a little, then try again."),
        "too_many_login_attempts": _(
            "Too many attempts. Wait a little, an hour at most, then try again."
        ),
    }

    def send_mail(
        self, template_prefix: str, email: str, context: dict[str, Any], *, leaves: bool = True
    ) -> None:
        """Have a letter sent; if it is not to leave, do as much."""
        context = {"request": current.request, "email": email} | context
        subject = render_to_string(f"{template_prefix}_subject.txt", context)
        words = Words.from_template(f"{template_prefix}_message.txt", subject, context)
        of_use = timedelta(seconds=app_settings.LOGIN_BY_CODE_TIMEOUT)
        good_for = of_use if "code" in context else None
        if template_prefix != CHANGED:
            current.request.has_written = True
            if not may_write(current.request, template_prefix, email):
                withheld(current.request, email)
                leaves = False
        post_at_once(
            kind="sign-in",
            to=email,
            words=words,
            partnership=None,
            good_for=good_for if leaves else NEVER,
        )

    def add_message(
        self,
        request: HttpRequest,
        level: int,
        message_template: str | None = None,
        message_context: dict[str, Any] | None = None,
        **more: str,
    ) -> None:
        """Before saying that a code was sent, do what that takes, if none was."""
        if (
            message_context
            and message_template in SENT
            and not getattr(request, "has_written", False)
        ):
            code = {"code": self.generate_login_code()}
            self.send_mail(SIGN_IN_CODE, message_context["email"], code, leaves=False)
        super().add_message(request, level, message_template, message_context, **more)

    def send_notification_mail(
        self,
        template_prefix: str,
        user: Person,
        context: dict[str, Any] | None = None,
        email: str | None = None,
    ) -> None:
        """Tell somebody what has changed about how they sign in; every change in one letter."""
        said = {
            "what": CHANGES[template_prefix] % (context or {}),
            "account_url": f"{settings.SITE_URL}{reverse('partnerships:account')}",
            "device": device_of(self.get_http_user_agent(self.request)),
        }
        super().send_notification_mail(CHANGED, user, said, email)

    def get_client_ip(self, request: HttpRequest) -> str:
        """An IPv4 address as such, where a server that takes both kinds writes it as IPv6.

        Those are all of one network, which would count as one visitor.
        """
        address = ip_address(super().get_client_ip(request))
        return str(getattr(address, "ipv4_mapped", None) or address)

    def get_reauthentication_methods(self, user: Person | AnonymousUser) -> list[dict[str, Any]]:
        """Whoever has a second factor shows that: a password is what it guards against."""
        methods = {one["id"]: one for one in super().get_reauthentication_methods(user)}
        if len(methods) > 1:
            methods.pop("reauthenticate", None)
        return [
            methods[kind] | {"description": words}
            for kind, words in PROOFS.items()
            if kind in methods
        ]

    def get_login_redirect_url(self, request: HttpRequest) -> str:
        """Whoever only looks after the installation goes where they do that."""
        person = request.user
        if person.is_staff and not person.memberships.exists():
            return reverse("admin:index")
        return str(super().get_login_redirect_url(request))

    def get_email_verification_redirect_url(self, email_address: EmailAddress) -> str:
        return reverse("partnerships:account")

    def get_password_change_redirect_url(self, request: HttpRequest) -> str:
        return reverse("partnerships:account")


class SecondFactorAdapter(DefaultMFAAdapter):
    """Speaks of passkeys, and names a new one after the device it is made on."""

    error_messages = DefaultMFAAdapter.error_messages | {
        "incorrect_code": _("This is not right. Try again with a new code."),
        "unverified_email": _("Sign in with a code by e-mail once before you set this up."),
    }

    def generate_authenticator_name(self, user: Person, type: Authenticator.Type) -> str:  # noqa: A002
        return device_of(get_adapter().get_http_user_agent(current.request))

    def get_public_key_credential_rp_entity(self) -> dict[str, str]:
        entity: dict[str, str] = super().get_public_key_credential_rp_entity()
        return entity | {"name": "Parallax"}


@receiver(authenticator_added)
def take_as_proof(request: HttpRequest, authenticator: Authenticator, **signal: object) -> None:
    """Whoever has just set up a second factor has shown that they hold it."""
    record_authentication(
        request,
        authenticator.user,
        "mfa",
        id=authenticator.pk,
        type=authenticator.type,
        reauthenticated=True,
    )


def remove_password(request: PersonRequest) -> None:
    """Leave the e-mailed code as the way in; whoever came in by the password is signed out."""
    person = request.user
    person.set_unusable_password()
    person.save(update_fields=["password"])
    update_session_auth_hash(request, person)
    get_adapter().send_notification_mail(PASSWORD_REMOVED, person)
    signals.password_changed.send(sender=Person, request=request, user=person)
