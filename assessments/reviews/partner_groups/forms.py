"""The form for putting the organisations of a review into partner groups."""

from collections import Counter
from collections.abc import Mapping
from typing import Any

from crispy_forms.helper import FormHelper
from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from assessments.models import Review
from partnerships.forms.fields import Alternative, NameInput
from partnerships.forms.layout import FieldGroup, laid_out
from partnerships.models import Organisation

from .services import suggested_groups

NUMBERS = range(1, 5)
"""Groups are numbered, so that their names can be changed on the page on which they are chosen."""


class PartnerGroupsForm(forms.Form):
    """The names of the groups, and the group of each organisation.

    `offered` has the groups it begins with, by the key of the organisation.
    """

    def __init__(self, review: Review, data: Mapping[str, Any] | None = None) -> None:
        super().__init__(data)
        self.offered = groups = review.partner_groups or suggested_groups(review)
        names = sorted(set(groups.values()))[: len(NUMBERS)]
        for number in NUMBERS:
            named = names[number - 1] if number <= len(names) else ""
            self.fields[f"name_{number}"] = NameInput(
                label=_group(number), required=False, initial=named
            )
        numbers = {name: number for number, name in enumerate(names, start=1)}
        choices = [("", str(_("In no group")))]
        choices += [(str(number), _group(number, name)) for name, number in numbers.items()]
        choices += [(str(number), _group(number)) for number in NUMBERS[len(names) :]]
        self.organisations = list(review.partnership.organisations.taking_part())
        asked = Counter(review.partnership.members.asked().values_list("organisation", flat=True))
        for one in self.organisations:
            self.fields[one.pk] = forms.ChoiceField(
                label=_organisation(one, asked[one.pk]),
                choices=choices,
                required=False,
                initial=str(numbers.get(groups.get(one.pk, ""), "")),
            )
        for field in self.fields.values():
            field.bound_field_class = Alternative

    @property
    def helper(self) -> FormHelper:
        return laid_out(
            FieldGroup(_("Names of the groups"), *(f"name_{one}" for one in NUMBERS), name="names"),
            FieldGroup(
                _("Group of each organisation"),
                *(one.pk for one in self.organisations),
                name="organisations",
            ),
        )

    @property
    def groups(self) -> dict[str, str]:
        """The name of each organisation's group by its key, once the form is valid."""
        return {
            one.pk: self.cleaned_data[f"name_{number}"]
            for one in self.organisations
            if (number := self.cleaned_data[one.pk])
        }

    def clean(self) -> dict[str, Any]:
        given = self.cleaned_data
        used = {number for one in self.organisations if (number := given.get(one.pk))}
        named = {number: given.get(f"name_{number}", "") for number in sorted(used)}
        often = Counter(name.casefold() for name in named.values())
        for number, name in named.items():
            field = f"name_{number}"
            if field in self.errors:
                continue
            if not name:
                self.add_error(field, _("Enter a name for this group."))
            elif often[name.casefold()] > 1:
                self.add_error(field, _("Enter a different name for each group."))
        if len(used) == 1:
            raise forms.ValidationError(
                _("Put organisations into at least two groups, so that they can be compared.")
            )
        return given


def _group(number: int, name: str = "") -> str:
    said = _("Group %(number)s: %(name)s") if name else _("Group %(number)s")
    return said % {"number": number, "name": name}


def _organisation(one: Organisation, asked: int) -> str:
    """An organisation with how many of its people are asked."""
    text = ngettext(
        "%(organisation)s (%(people)s person)", "%(organisation)s (%(people)s people)", asked
    )
    return text % {"organisation": one, "people": asked}
