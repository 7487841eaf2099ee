"""The forms of signing in: they do what the library's do, in our words."""

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
    """What a field says of itself."""

    label: StrOrPromise
    help: StrOrPromise = ""
    missing: StrOrPromise = ""


class RelabelledForm:
    """Takes the library's words and placeholders from the fields of its form, and says these."""

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


EMAIL = FieldText(_("E-mail address"), missing=_("Write your e-mail address."))
AGAIN = FieldText(_("The same password again"), missing=_("Write the password again."))
GOOD_PASSWORD = _(
    "At least 12 characters. Three or four words that don’t belong together are easy to remember."
)
APP_OR_RECOVERY = FieldText(
    _("Code from your app, or a recovery code"), missing=_("Write the code.")
)
PASSKEY_NAME = FieldText(
    _("Name"),
    help=_("So that you know it again: the device or the app it is on."),
    missing=_("Give the passkey a name."),
)


class SignInCodeForm(account.ConfirmLoginCodeForm):
    """Bounds how often a code is tried, also by requests at once.

    They count for the code alone: an address that shared them would be shut to its owner by
    whoever guesses.
    """

    def clean_code(self) -> str:
        state = current.request._login_stage.state
        _count_guess("guess_at_code", f"{state['email']} {state['at']}")
        code: str = super().clean_code()
        return code


class AddressCodeForm(account.ConfirmEmailVerificationCodeForm):
    """Bounds how often codes for one address are tried, in however many sessions."""

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
        """Turn a visitor away before they use up the codes that others may ask for."""
        if not may_write_again(current.request, self.cleaned_data["email"]):
            raise get_adapter().validation_error("too_many_login_attempts")
        email: str = super().clean_email()
        return email


class SignUpForm(RelabelledForm, account.SignupForm):
    texts = {"email": EMAIL}


class NewAddressForm(RelabelledForm, account.AddEmailForm):
    texts = {"email": FieldText(_("New e-mail address"), missing=_("Write the new address."))}


class PasswordSignInForm(RelabelledForm, account.LoginForm):
    texts = {
        "login": EMAIL,
        "password": FieldText(
            _("Password"),
            help=_(
                "Forgotten it? Sign in with a code instead. Then remove the password in your "
                "account, and set a new one."
            ),
            missing=_("Write your password."),
        ),
    }

    def _setup_password_field(self) -> None:
        """Ask for a password although nobody has to choose one when they sign up."""


class PasswordSetForm(RelabelledForm, account.SetPasswordForm):
    texts = {
        "password1": FieldText(_("Password"), help=GOOD_PASSWORD, missing=_("Write a password.")),
        "password2": AGAIN,
    }


class PasswordChangeForm(RelabelledForm, account.ChangePasswordForm):
    texts = {
        "oldpassword": FieldText(
            _("Password now"),
            help=_("Forgotten it? Remove the password in your account, then set a new one."),
            missing=_("Write the password you have now."),
        ),
        "password1": FieldText(
            _("New password"), help=GOOD_PASSWORD, missing=_("Write a password.")
        ),
        "password2": AGAIN,
    }


class PasswordConfirmForm(RelabelledForm, account.ReauthenticateForm):
    texts = {"password": FieldText(_("Password"), missing=_("Write your password."))}


class AppForm(RelabelledForm, app.ActivateTOTPForm):
    helper = FormHelper()
    helper.form_show_errors = False  # the page says them above the QR code
    texts = {"code": FieldText(_("Code that the app shows"), missing=_("Write the code."))}


class SecondFactorForm(RelabelledForm, second_factor.AuthenticateForm):
    texts = {"code": APP_OR_RECOVERY}


class SecondFactorConfirmForm(RelabelledForm, second_factor.ReauthenticateForm):
    texts = {"code": APP_OR_RECOVERY}


class PasskeySignInForm(passkeys.LoginWebAuthnForm):
    """Signs in by a passkey alone, which stands for both factors: it has to have seen its owner.

    That was asked of it with the challenge; but a session may keep one that asked for less.
    """

    def clean_credential(self) -> Authenticator:
        answer = parse_authentication_response(self.cleaned_data["credential"])
        if not answer.response.authenticator_data.is_user_verified():
            raise get_mfa_adapter().validation_error("incorrect_code")
        return super().clean_credential()


class HiddenCheckbox(forms.CheckboxInput):
    """A tick that is sent, and that a script can read, without being shown."""

    is_hidden = True

    def __init__(self) -> None:
        super().__init__({"hidden": True, "checked": True})


class PasskeyAddForm(RelabelledForm, passkeys.AddWebAuthnForm):
    """Every passkey is one that can sign in by itself."""

    texts = {
        "name": PASSKEY_NAME,
        "credential": FieldText("", missing=_("There was no answer from your device. Try again.")),
    }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["passwordless"].widget = HiddenCheckbox()


class PasskeyRenameForm(RelabelledForm, passkeys.EditWebAuthnForm):
    texts = {"name": PASSKEY_NAME}
