"""Forms about organisations."""

from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from partnerships.models import Organisation

from .fields import CHOOSE, SECTOR, field_of, required_message
from .shared import SharedForm


class OrganisationForm(SharedForm[Organisation]):
    sector = forms.ChoiceField(**SECTOR)

    class Meta:
        model = Organisation
        fields = ["name", "sector"]
        labels = {"name": _("Name of the organisation")}
        error_messages = {"name": required_message(_("Enter the name of the organisation."))}

    def clean_name(self) -> str:
        name = " ".join(self.cleaned_data["name"].split())
        others = self.instance.partnership.organisations.exclude(pk=self.instance.pk)
        here = {other.name.casefold(): other for other in others}.get(name.casefold())
        if here and here.retired_at:
            raise forms.ValidationError(
                gettext("An organisation with this name has been retired. Bring it back instead.")
            )
        if here:
            raise forms.ValidationError(gettext("There is already an organisation with this name."))
        return name


class MergeForm(forms.Form):
    """Which organisation to merge another into."""

    into = forms.ModelChoiceField(
        label=_("Which organisation is it the same as?"),
        queryset=Organisation.objects.none(),
        empty_label=CHOOSE[1],
        error_messages={
            "required": _("Select the organisation to keep."),
            "invalid_choice": _("Select an organisation from the list."),
        },
        help_text=_("This one is kept, under its own name and sector."),
    )

    def __init__(self, gone: Organisation, data: Any) -> None:
        super().__init__(data)
        others = gone.partnership.organisations.taking_part().exclude(pk=gone.pk)
        field_of(self, "into", forms.ModelChoiceField).queryset = others
