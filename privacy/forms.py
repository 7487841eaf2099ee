"""Filters for the audit log, and how a person confirms their erasure."""

from typing import Any

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Div
from django import forms
from django.contrib.contenttypes.models import ContentType
from django.db.models import QuerySet
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django_stubs_ext import StrOrPromise

from accounts.models import Person
from assessments.models import CustomQuestionnaire, Review
from partnerships.forms.fields import Alternative, field_of
from partnerships.forms.layout import laid_out
from partnerships.models import AuditEntry, Member, Organisation, OwnEvidence, Partnership

ABOUT = {
    "partnership": (Partnership, _("The partnership")),
    "organisations": (Organisation, _("Organisations")),
    "members": (Member, _("Members")),
    "reviews": (Review, _("Reviews")),
    "evidence": (OwnEvidence, _("Our own evidence")),
    "questionnaires": (CustomQuestionnaire, _("Our own questionnaires")),
}


class DayField(forms.DateField):
    """A day, or none."""

    widget = forms.DateInput({"type": "date"})

    def __init__(self, label: StrOrPromise) -> None:
        said = {"invalid": _("Enter a date, such as 30/11/2026.")}
        super().__init__(label=label, required=False, error_messages=said)


class AuditLogForm(forms.Form):
    """Empty fields leave nothing out."""

    bound_field_class = Alternative
    about = forms.ChoiceField(
        label=_("About"),
        choices=[("", _("Everything")), *((key, label) for key, (_m, label) in ABOUT.items())],
        required=False,
    )
    who = forms.ModelChoiceField(
        label=_("Done by"), queryset=Member.objects.none(), empty_label=_("Anyone"), required=False
    )
    since = DayField(_("From"))
    until = DayField(_("To"))

    def __init__(self, partnership: Partnership, data: Any) -> None:
        super().__init__(data)
        self.partnership = partnership
        field_of(self, "who", forms.ModelChoiceField).queryset = partnership.members.all()

    @property
    def helper(self) -> FormHelper:
        return laid_out(Div(*self.fields, css_class="filter__fields"))

    def entries(self) -> QuerySet[AuditEntry]:
        """The matching entries, latest first. All entries if the filters are not valid."""
        entries, wanted = (
            self.partnership.audit_log.all(),
            self.cleaned_data if self.is_valid() else {},
        )
        if about := wanted.get("about"):
            model = ABOUT[about][0]
            entries = entries.filter(content_type=ContentType.objects.get_for_model(model))
        if member := wanted.get("who"):
            entries = entries.filter(actor=member.person_id)
        if since := wanted.get("since"):
            entries = entries.filter(timestamp__date__gte=since)
        if until := wanted.get("until"):
            entries = entries.filter(timestamp__date__lte=until)
        return entries


class EraseForm(forms.Form):
    """Erasure is confirmed by entering one's email address."""

    address = forms.EmailField(
        label=_("Your email address"),
        help_text=_("Enter it to confirm."),
        widget=forms.EmailInput({"autocomplete": "off"}),
        error_messages={"required": _("Enter your email address.")},
    )

    def __init__(self, person: Person, data: Any) -> None:
        super().__init__(data)
        self.person = person

    def clean_address(self) -> str:
        address: str = self.cleaned_data["address"]
        if address.casefold() != self.person.email.casefold():
            raise forms.ValidationError(
                gettext("This is not the email address you are signed in with.")
            )
        return address
