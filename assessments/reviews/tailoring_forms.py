"""Forms for choosing what a review asks: statements left out, and statements added."""

from collections.abc import Mapping
from typing import Any, cast

from django import forms
from django.utils.translation import gettext_lazy as _

from assessments.models import Questionnaire, Review
from evidence.bank import Code, Stage
from partnerships.forms.fields import Alternative, field_of

from .tailoring import (
    MOST_ADDED,
    AddedStatement,
    base_questionnaire,
    emptied_sections,
    left_out_codes,
)


class TailoringForm(forms.Form):
    """Which statements of a review's questionnaire are asked: a field for each consideration."""

    confirmed = forms.BooleanField(
        label=_("Leave it out completely"),
        required=False,
        help_text=_("Its results can then not be compared with other rounds."),
    )

    def __init__(self, review: Review, data: Mapping[str, Any] | None = None) -> None:
        super().__init__(data)
        self.base, out = base_questionnaire(review), left_out_codes(review)
        for section in self.base.sections_in_order:
            self.fields[section.consideration] = forms.MultipleChoiceField(
                label=str(section),
                choices=[(one.code, one.text) for one in section.statements],
                initial=[one.code for one in section.statements if one.code not in out],
                required=False,
                widget=forms.CheckboxSelectMultiple,
            )
            self.fields[section.consideration].bound_field_class = Alternative
        self.order_fields(
            [*(one.consideration for one in self.base.sections_in_order), "confirmed"]
        )
        self.emptied = emptied_sections(self.base, self.without if self.is_bound else out)
        self.fields["confirmed"].initial = bool(self.emptied) and not self.is_bound
        if not self.emptied:
            del self.fields["confirmed"]

    @property
    def without(self) -> set[str]:
        """The codes of the statements that are not ticked."""
        return {
            one.code
            for section in self.base.sections_in_order
            for one in section.statements
            if one.code not in self[section.consideration].data
        }

    def clean(self) -> dict[str, Any]:
        given, empty = self.cleaned_data, self.emptied
        if len(empty) == len(self.base.sections_in_order):
            raise forms.ValidationError(_("Keep at least one statement."))
        if empty and not given.get("confirmed"):
            names = ", ".join(str(one) for one in empty)
            text = _(
                "There are no statements left about: %(names)s. Tick at least one for each, or "
                "confirm this below."
            )
            self.add_error("confirmed", text % {"names": names})
        return given


class AddedStatementForm(forms.Form):
    """One statement of a partnership's own; a row without text is none."""

    legend: str = ""
    text = forms.CharField(label=_("Statement"), required=False, max_length=300)
    consideration = forms.ChoiceField(label=_("Consideration"), choices=Code)
    stage = forms.ChoiceField(label=_("Stage"), choices=Stage)
    help = forms.CharField(label=_("Help text"), required=False, max_length=300)

    def __init__(self, *args: Any, base: Questionnaire, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        asked = [(part.consideration, str(part)) for part in base.sections_in_order]
        field_of(self, "consideration", forms.ChoiceField).choices = asked
        self.fields["text"].bound_field_class = Alternative


class AddedStatements(forms.BaseFormSet[AddedStatementForm]):
    """The statements of a partnership's own, each once."""

    def add_fields(self, form: AddedStatementForm, index: int | None) -> None:
        super().add_fields(form, index)
        form.legend = _("Statement %(number)s") % {"number": (index or 0) + 1}

    def statements(self) -> list[AddedStatement]:
        given = [form.cleaned_data for form in self.forms if form.cleaned_data.get("text")]
        return [AddedStatement(**one) for one in given]

    def clean(self) -> None:
        codes = [one.code for one in self.statements()]
        if len(set(codes)) < len(codes):
            raise forms.ValidationError(_("The same statement appears twice."))


AddedStatementFormSet = cast(  # its stub forgets which formset it is made from
    type[AddedStatements],
    forms.formset_factory(
        AddedStatementForm, formset=AddedStatements, extra=3, max_num=MOST_ADDED, validate_max=True
    ),
)
