"""Adapters for the sign-in library: our words, email and redirects."""

from datetime import timedelta
from ipaddress import ip_address
from typing import Any

from allauth.account import app_settings
from allauth.account.adapter import DefaultAccountAdapter, get_adapter
from allauth.account.models import EmailAddress
from allauth.core import context as current
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from accounts.devices import device_of
from accounts.models import Person
from accounts.sign_in_log import withheld
from accounts.strangers import may_write

SIGN_IN_CODE = "account/email/login_code"
CHANGED = "account/email/changed"
SENT = ("account/messages/login_code_sent.txt", "account/messages/email_confirmation_sent.txt")
PASSWORD_REMOVED = "account/email/password_removed"  # noqa: S105 - the name of an email
# What people are told by e-mail, so that they notice if it was not them.
CHANGES = {
    "account/email/email_changed": _("Your email address is now %(to_email)s."),
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
    """Uses our words, limits email, and redirects to the account page."""

    error_messages = DefaultAccountAdapter.error_messages | {
        "duplicate_email": _("This is already your address. Enter the new one."),
        "email_taken": _(
            "There is another account with this address. Sign in with that one instead."
        ),
        "email_password_mismatch": _("The email address or password is incorrect."),
        "enter_current_password": _("The password is incorrect. Try again."),
        "incorrect_password": _("The password is incorrect. Try again."),
        "incorrect_code": _("The code is incorrect. Check it, or get a new one."),
        "rate_limited": _("Too many attempts. Wait a few minutes, then try again."),
        "too_many_login_attempts": _("Too many attempts. Wait up to an hour, then try again."),
    }

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
        """Send an email, or take as long without sending. Implemented by the app with the
        outbox."""
        raise NotImplementedError

    def expects(self, email: str) -> bool:
        """Whether the owner of this address expects email."""
        return Person.objects.is_known(email)

    def send_mail(
        self, template_prefix: str, email: str, context: dict[str, Any], *, leaves: bool = True
    ) -> None:
        """Send an email, or take as long without sending."""
        context = {"request": current.request, "email": email} | context
        of_use = timedelta(seconds=app_settings.LOGIN_BY_CODE_TIMEOUT)
        if template_prefix != CHANGED:
            current.request.has_written = True
            is_expected = self.expects(email) and template_prefix == SIGN_IN_CODE
            if not may_write(current.request, email, is_expected=is_expected):
                withheld(current.request, email)
                leaves = False
        self.deliver(
            to=email,
            subject=render_to_string(f"{template_prefix}_subject.txt", context),
            template=f"{template_prefix}_message.txt",
            context=context,
            good_for=of_use if "code" in context else None,
            leaves=leaves,
        )

    def add_message(
        self,
        request: HttpRequest,
        level: int,
        message_template: str | None = None,
        message_context: dict[str, Any] | None = None,
        **more: str,
    ) -> None:
        """Take as long as sending a code would before saying so, if none was sent."""
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
        """Tell a person what has changed about how they sign in, in one email."""
        said = {
            "what": CHANGES[template_prefix] % (context or {}),
            "account_url": f"{settings.SITE_URL}{reverse('accounts:account')}",
            "device": device_of(self.get_http_user_agent(self.request)),
        }
        super().send_notification_mail(CHANGED, user, said, email)

    def get_client_ip(self, request: HttpRequest) -> str:
        """An IPv4 address as such, where a server that takes both kinds writes it as IPv6.

        Otherwise all of them would be one network and count as one visitor.
        """
        address = ip_address(super().get_client_ip(request))
        return str(getattr(address, "ipv4_mapped", None) or address)

    def get_reauthentication_methods(self, user: Person | AnonymousUser) -> list[dict[str, Any]]:
        """People with a second factor must use it: a password alone is what it guards against."""
        methods = {one["id"]: one for one in super().get_reauthentication_methods(user)}
        if len(methods) > 1:
            methods.pop("reauthenticate", None)
        return [
            methods[kind] | {"description": words}
            for kind, words in PROOFS.items()
            if kind in methods
        ]

    def get_email_verification_redirect_url(self, email_address: EmailAddress) -> str:
        return reverse("accounts:account")

    def get_password_change_redirect_url(self, request: HttpRequest) -> str:
        return reverse("accounts:account")


class SecondFactorAdapter(DefaultMFAAdapter):
    """Uses our words for passkeys, and names a new one after its device."""

    error_messages = DefaultMFAAdapter.error_messages | {
        "incorrect_code": _("The code is incorrect. Try again with a new one."),
        "unverified_email": _("Sign in once with an emailed code before you set this up."),
    }

    def generate_authenticator_name(self, user: Person, type: Authenticator.Type) -> str:  # noqa: A002
        return device_of(get_adapter().get_http_user_agent(current.request))

    def get_public_key_credential_rp_entity(self) -> dict[str, str]:
        entity: dict[str, str] = super().get_public_key_credential_rp_entity()
        return entity | {"name": "Parallax"}
