"""Sign-in forms: the library's, with our words."""

from dataclasses import dataclass
from typing import Any

from allauth.account import forms as account
from allauth.account.adapter import get_adapter
from allauth.core import context as current
from allauth.core.ratelimit import clear, consume
from allauth.mfa.adapter import get_adapter as get_mfa_adapter
from allauth.mfa.base import forms as second_factor
from allauth.mfa.models import Authenticator
from allauth.mfa.totp import forms as app
from allauth.mfa.webauthn import forms as passkeys
from allauth.mfa.webauthn.internal.auth import parse_authentication_response
from crispy_forms.helper import FormHelper
from django import forms
from django.utils.translation import gettext_lazy as _
from django_stubs_ext import StrOrPromise

from accounts.strangers import may_write_again


@dataclass(frozen=True)
class FieldText:
    """A field's label, help and errors."""

    label: StrOrPromise
    help: StrOrPromise = ""
    missing: StrOrPromise = ""


class RelabelledForm:
    """Replaces the library's words and placeholders with ours."""

    texts: dict[str, FieldText] = {}
    fields: dict[str, forms.Field]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, text in self.texts.items():
            field = self.fields[name]
            field.label, field.help_text = text.label, text.help
            field.widget.attrs.pop("placeholder", None)
            if text.missing:
                field.error_messages["required"] = text.missing


EMAIL = FieldText(_("Email address"), missing=_("Enter your email address."))
AGAIN = FieldText(_("Confirm your password"), missing=_("Enter your password again."))
GOOD_PASSWORD = _("At least 12 characters. Three or four unrelated words are easy to remember.")
APP_OR_RECOVERY = FieldText(
    _("Code from your app, or a recovery code"), missing=_("Enter the code.")
)
PASSKEY_NAME = FieldText(
    _("Name"),
    help=_("To help you recognise it, such as the device or app it is on."),
    missing=_("Enter a name for the passkey."),
)


class SignInCodeForm(account.ConfirmLoginCodeForm):
    """Limits how often a code is tried, including by concurrent requests.

    Attempts count for the code only: if they counted for the address, anyone guessing could lock
    out its owner.
    """

    def clean_code(self) -> str:
        state = current.request._login_stage.state
        _count_guess("guess_at_code", f"{state['email']} {state['at']}")
        code: str = super().clean_code()
        return code


class AddressCodeForm(account.ConfirmEmailVerificationCodeForm):
    """Limits how often codes for one address are tried, across sessions."""

    def clean_code(self) -> str:
        address = self.email.lower()
        _count_guess("guess_at_address", address)
        code: str = super().clean_code()
        clear(current.request, action="guess_at_address", key=address)
        return code


def _count_guess(action: str, key: str) -> None:
    if not consume(current.request, action=action, key=key):
        raise get_adapter().validation_error("too_many_login_attempts")


class CodeRequestForm(RelabelledForm, account.RequestLoginCodeForm):
    texts = {"email": EMAIL}

    def clean_email(self) -> str:
        """Refuse a visitor before they use up the codes others may request."""
        if not may_write_again(current.request, self.cleaned_data["email"]):
            raise get_adapter().validation_error("too_many_login_attempts")
        email: str = super().clean_email()
        return email


class SignUpForm(RelabelledForm, account.SignupForm):
    texts = {"email": EMAIL}


class NewAddressForm(RelabelledForm, account.AddEmailForm):
    texts = {"email": FieldText(_("New email address"), missing=_("Enter the new address."))}


class PasswordSignInForm(RelabelledForm, account.LoginForm):
    texts = {
        "login": EMAIL,
        "password": FieldText(
            _("Password"),
            help=_(
                "If you have forgotten it, sign in with a code instead. Then remove the "
                "password in your account and set a new one."
            ),
            missing=_("Enter your password."),
        ),
    }

    def _setup_password_field(self) -> None:
        """Ask for a password, although signing up does not need one."""


class PasswordSetForm(RelabelledForm, account.SetPasswordForm):
    texts = {
        "password1": FieldText(_("Password"), help=GOOD_PASSWORD, missing=_("Enter a password.")),
        "password2": AGAIN,
    }


class PasswordChangeForm(RelabelledForm, account.ChangePasswordForm):
    texts = {
        "oldpassword": FieldText(
            _("Current password"),
            help=_(
                "If you have forgotten it, remove the password in your account, then set a new one."
            ),
            missing=_("Enter your current password."),
        ),
        "password1": FieldText(
            _("New password"), help=GOOD_PASSWORD, missing=_("Enter a password.")
        ),
        "password2": AGAIN,
    }


class PasswordConfirmForm(RelabelledForm, account.ReauthenticateForm):
    texts = {"password": FieldText(_("Password"), missing=_("Enter your password."))}


class AppForm(RelabelledForm, app.ActivateTOTPForm):
    helper = FormHelper()
    helper.form_show_errors = False  # the page says them above the QR code
    texts = {"code": FieldText(_("Code shown in the app"), missing=_("Enter the code."))}


class SecondFactorForm(RelabelledForm, second_factor.AuthenticateForm):
    texts = {"code": APP_OR_RECOVERY}


class SecondFactorConfirmForm(RelabelledForm, second_factor.ReauthenticateForm):
    texts = {"code": APP_OR_RECOVERY}


class PasskeySignInForm(passkeys.LoginWebAuthnForm):
    """Signs in with a passkey alone, as both factors: it must have verified its owner.

    The challenge asked for that, but a session may hold one that asked for less.
    """

    def clean_credential(self) -> Authenticator:
        answer = parse_authentication_response(self.cleaned_data["credential"])
        if not answer.response.authenticator_data.is_user_verified():
            raise get_mfa_adapter().validation_error("incorrect_code")
        return super().clean_credential()


class HiddenCheckbox(forms.CheckboxInput):
    """A hidden checkbox that is sent and that a script can read."""

    is_hidden = True

    def __init__(self) -> None:
        super().__init__({"hidden": True, "checked": True})


class PasskeyAddForm(RelabelledForm, passkeys.AddWebAuthnForm):
    """Every passkey can be used to sign in on its own."""

    texts = {
        "name": PASSKEY_NAME,
        "credential": FieldText("", missing=_("Your device did not respond. Try again.")),
    }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["passwordless"].widget = HiddenCheckbox()


class PasskeyRenameForm(RelabelledForm, passkeys.EditWebAuthnForm):
    texts = {"name": PASSKEY_NAME}
