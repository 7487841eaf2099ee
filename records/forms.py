"""What a reader of the trail looks for, and how a person confirms that they want to be erased."""

from typing import Any

from django import forms
from django.contrib.contenttypes.models import ContentType
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from assessments.models import OwnQuestionnaire, Review
from partnerships.models import Member, Organisation, OwnEvidence, Partnership, Person
from partnerships.models.trail import TrailQuerySet

ABOUT = {
    "partnership": (Partnership, _("The partnership")),
    "organisations": (Organisation, _("Organisations")),
    "members": (Member, _("Members")),
    "reviews": (Review, _("Reviews")),
    "evidence": (OwnEvidence, _("Our own evidence")),
    "questionnaires": (OwnQuestionnaire, _("Questionnaires of our own")),
}
DAY = {"widget": forms.DateInput({"type": "date"}), "required": False}
NOT_A_DAY = {"invalid": _("Write a date, such as 3/3/2026.")}


class TrailForm(forms.Form):
    """Empty fields leave nothing out."""

    about = forms.ChoiceField(
        label=_("About"),
        choices=[("", _("Everything")), *((key, label) for key, (_m, label) in ABOUT.items())],
        required=False,
    )
    who = forms.ModelChoiceField(
        label=_("Done by"), queryset=Member.objects.none(), empty_label=_("Anybody"), required=False
    )
    since = forms.DateField(label=_("From"), error_messages=NOT_A_DAY, **DAY)
    until = forms.DateField(label=_("To"), error_messages=NOT_A_DAY, **DAY)

    def __init__(self, partnership: Partnership, data: Any) -> None:
        super().__init__(data)
        self.partnership = partnership
        self.fields["who"].queryset = partnership.members.all()
        for field in self.fields.values():
            field.either = True

    def entries(self) -> TrailQuerySet:
        """What is looked for, the latest first; everything if it can't be made out."""
        entries, wanted = self.partnership.trail.all(), self.cleaned_data if self.is_valid() else {}
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
    """Typing one's address out is what confirms it."""

    address = forms.EmailField(
        label=_("Your e-mail address"),
        help_text=_("Type it out, to make sure."),
        widget=forms.EmailInput({"autocomplete": "off"}),
        error_messages={"required": _("Type out your e-mail address.")},
    )

    def __init__(self, person: Person, data: Any) -> None:
        super().__init__(data)
        self.person = person

    def clean_address(self) -> str:
        address = self.cleaned_data["address"]
        if address.casefold() != self.person.email.casefold():
            raise forms.ValidationError(gettext("This is not the address you are signed in with."))
        return address
