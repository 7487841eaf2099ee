"""Forms for joining a review, and for the coordinator's join link."""

import re
from typing import Any

from django import forms
from django.core.validators import DomainNameValidator
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from assessments.models import JoinRequest, Review
from partnerships.forms.fields import CHOOSE, LEVEL, LongText, field_of, required_message
from partnerships.models import Organisation

MOST_DOMAINS = 50


class JoinLinkForm(forms.Form):
    """Whose addresses need no approval; `cleaned_data["domains"]` is a list."""

    domains = LongText(
        label=_("Who can join without approval"),
        required=False,
        max_length=5000,
        widget=forms.Textarea({"rows": 3, "spellcheck": "false"}),
        help_text=_(
            "The part of their email address after the @, one on each line, such as "
            "council.example. Leave this empty to approve everyone yourself. Do not list "
            "public providers such as gmail.com."
        ),
    )

    def clean_domains(self) -> list[str]:
        words = re.split(r"[\s,;]+", self.cleaned_data["domains"].lower())
        domains = [word.rpartition("@")[2] for word in words if word]
        for domain in domains:
            try:
                DomainNameValidator()(domain)
            except forms.ValidationError:
                raise forms.ValidationError(
                    gettext(
                        "“%(domain)s” is not the end of an email address. Enter something like "
                        "council.example."
                    )
                    % {"domain": domain}
                ) from None
        if len(domains) > MOST_DOMAINS:
            raise forms.ValidationError(gettext("Enter 50 or fewer."))
        return domains


class JoinForm(forms.ModelForm[JoinRequest]):
    """The details of a person who wants to join."""

    organisation = forms.ModelChoiceField(
        label=_("Your organisation"),
        queryset=Organisation.objects.none(),
        empty_label=CHOOSE[1],
        error_messages=required_message(_("Select your organisation.")),
        help_text=_("If it is not in the list, tell the coordinator."),
    )
    level = forms.ChoiceField(**LEVEL | {"label": _("Your level")})

    class Meta:
        model = JoinRequest
        fields = ["name", "email", "organisation", "level"]
        labels = {"name": _("Your name"), "email": _("Your email address")}
        help_texts = {"email": _("We will send your personal link here. Use your work address.")}
        widgets = {
            "name": forms.TextInput({"autocomplete": "name"}),
            "email": forms.EmailInput({"autocomplete": "email"}),
        }
        error_messages = {
            "name": required_message(_("Enter your name.")),
            "email": required_message(_("Enter your email address.")),
        }

    def __init__(self, *args: Any, review: Review, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        organisations = review.partnership.organisations.taking_part()
        field_of(self, "organisation", forms.ModelChoiceField).queryset = organisations

    def clean_email(self) -> str:
        return str(self.cleaned_data["email"]).lower()
