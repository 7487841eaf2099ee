"""The forms of a person's account. Those of signing in do what the library's do, in our words."""

from typing import Any

from allauth.account import forms as account
from django import forms
from django.db import transaction
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from .forms import say
from .models import Person
from .rosters import LONGEST_NAME

PASSWORD = _("Password")
NEW_PASSWORD = _("New password")
AGAIN = _("The same password again")
GOOD_PASSWORD = _(
    "At least 12 characters. Three or four words that don’t belong together are easy to remember."
)


class NameForm(forms.Form):
    """What a person is called, in each partnership they belong to."""

    def __init__(self, *args: Any, person: Person, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.memberships = list(person.memberships.select_related("partnership"))
        for member in self.memberships:
            self.fields[member.pk] = forms.CharField(
                label=gettext("Your name in %(partnership)s") % {"partnership": member.partnership},
                initial=member.name,
                max_length=LONGEST_NAME,
                widget=forms.TextInput({"autocomplete": "name"}),
                error_messages=say(gettext("Write your name.")),
            )

    @transaction.atomic
    def save(self) -> None:
        for member in self.memberships:
            member.name = self.cleaned_data[member.pk]
            member.save(update_fields=["name"])


def _relabel(form: forms.Form, **labels: str) -> None:
    """Name these fields, and take away the placeholders, which say the same."""
    for name, label in labels.items():
        form.fields[name].label = label
        form.fields[name].widget.attrs.pop("placeholder", None)


class PasswordSignInForm(account.LoginForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _relabel(self, login=_("E-mail address"), password=PASSWORD)
        self.fields["password"].help_text = _(
            "Forgotten it? Sign in with a code instead. Then you can set a new one in your account."
        )
        self.fields["login"].error_messages |= say(_("Write your e-mail address."))
        self.fields["password"].error_messages |= say(_("Write your password."))

    def _setup_password_field(self) -> None:
        """Ask for a password although nobody has to choose one when they sign up."""


class PasswordSetForm(account.SetPasswordForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _relabel(self, password1=PASSWORD, password2=AGAIN)
        self.fields["password1"].help_text = GOOD_PASSWORD


class PasswordChangeForm(account.ChangePasswordForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _relabel(self, oldpassword=_("Password now"), password1=NEW_PASSWORD, password2=AGAIN)
        self.fields["oldpassword"].help_text = _(
            "Forgotten it? Remove the password in your account, then set a new one."
        )
        self.fields["password1"].help_text = GOOD_PASSWORD
