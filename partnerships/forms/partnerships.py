"""Forms about a partnership."""

from typing import Any

from crispy_forms.helper import FormHelper
from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from accounts.models import Person
from partnerships.models import Partnership
from partnerships.roster.new_member import NewMember
from partnerships.vocabulary import Basis, Kind, Role

from .fields import CHOOSE, LEVEL, SECTOR, LongText, NameInput, required_message
from .layout import Details, FieldGroup, laid_out
from .shared import SharedForm

CONTEXT = ("structural_context", "cultural_context", "social_context")
TEXTS = ("purpose", *CONTEXT)


class PartnershipForm(SharedForm[Partnership]):
    language = forms.ChoiceField(
        label=_("Language of emails"),
        choices=lambda: settings.LANGUAGES,
        help_text=_("Each member can choose another language for themselves."),
    )
    kind = forms.ChoiceField(
        label=_("Kind of partnership"),
        choices=[CHOOSE, *Kind.choices],
        error_messages=required_message(_("Select the kind of partnership.")),
    )
    basis = forms.ChoiceField(
        label=_("Why does it exist?"),
        choices=Basis.choices,
        widget=forms.RadioSelect,
        error_messages=required_message(_("Select whether it is required or chosen.")),
    )

    class Meta:
        model = Partnership
        fields = [
            *("name", "purpose", "kind", "basis", "area"),
            *(*CONTEXT, "time_zone", "language"),
        ]
        field_classes = dict.fromkeys(TEXTS, LongText)
        labels = {
            "name": _("Name of the partnership"),
            "purpose": _("What is it for?"),
            "area": _("The place it serves"),
        }
        help_texts = {
            "time_zone": _("Reviews open and close at local time."),
            "purpose": _("In a sentence or two, as you would say it to a neighbour."),
            "area": _("A council area, a town or a neighbourhood, as people call it."),
            "structural_context": _(
                "Laws, boundaries, funding and lines of accountability that shape the work. For "
                "example: budgets are set for one year at a time."
            ),
            "cultural_context": _(
                "How the organisations tend to think and talk, and how they treat risk. For "
                "example: health and housing mean different things by “urgent”."
            ),
            "social_context": _(
                "Relationships between the people involved, and their history. For example: half "
                "of the group has changed since last year."
            ),
        }
        error_messages = {
            "name": required_message(_("Enter the name of the partnership.")),
            "purpose": required_message(_("Enter what the partnership is for.")),
            "area": required_message(_("Enter the place it serves.")),
        }
        widgets = {field: forms.Textarea({"rows": 3}) for field in TEXTS}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if len(settings.LANGUAGES) == 1:
            del self.fields["language"]

    @property
    def helper(self) -> FormHelper:
        return laid_out(*self._about_partnership())

    def _about_partnership(self) -> tuple[FieldGroup, Details]:
        asked = ("name", "purpose", "kind", "basis", "area", "time_zone", "language")
        return (
            FieldGroup(
                _("About the partnership"),
                *(name for name in asked if name in self.fields),
                name="about",
            ),
            Details(
                _("Its context (optional)"),
                *CONTEXT,
                intro=_(
                    "No two partnerships work in the same circumstances. A few words about yours "
                    "will help everyone understand the results. You can do this later."
                ),
            ),
        )


class RegistrationForm(PartnershipForm):
    """A new partnership, and the place of the person who registers it."""

    your_name = NameInput(
        label=_("Your name"),
        widget=forms.TextInput({"autocomplete": "name"}),
        error_messages=required_message(_("Enter your name.")),
    )
    organisation = NameInput(
        label=_("Your organisation"),
        widget=forms.TextInput({"autocomplete": "organization"}),
        error_messages=required_message(_("Enter the name of your organisation.")),
    )
    sector = forms.ChoiceField(**SECTOR)
    level = forms.ChoiceField(**LEVEL)

    @property
    def helper(self) -> FormHelper:
        yours = ("your_name", "organisation", "sector", "level")
        return laid_out(*self._about_partnership(), FieldGroup(_("About you"), *yours, name="you"))

    def new_member(self, person: Person) -> NewMember:
        """The coordinator's place."""
        filled = self.cleaned_data
        return NewMember(
            name=filled["your_name"],
            email=person.email,
            organisation=filled["organisation"],
            sector=filled["sector"],
            level=filled["level"],
            role=Role.COORDINATOR,
        )
