"""Setting up a review."""

from datetime import date, timedelta

from django import forms
from django.utils import timezone
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _

from .models import Review
from .models.review import HIGHEST_K, LOWEST_K, Treatment
from .treatments import MEANINGS
from .versions import bring_into_use, definitions_for

USUAL_DAYS = 14


class DateInput(forms.DateInput):
    """A date as browsers enter it; typed as 2026-11-30 where there is no picker."""

    input_type = "date"

    def __init__(self) -> None:
        super().__init__(format="%Y-%m-%d")


def from_today(day: date) -> date:
    """The day itself; ValidationError if it is past."""
    if day < timezone.localdate():
        raise forms.ValidationError(_("Choose today or a later day."))
    return day


class ReviewForm(forms.ModelForm):
    """Everything about a review that is settled before it opens."""

    questionnaire_code = forms.ChoiceField(label=_("Questionnaire"), widget=forms.RadioSelect)
    k = forms.TypedChoiceField(
        label=_("Smallest group that is shown"),
        coerce=int,
        choices=[(n, n) for n in range(LOWEST_K, HIGHEST_K + 1)],
        help_text=_(
            "For confidential reviews only: nobody is shown a figure that rests on fewer people "
            "than this. Members are told the number before they answer, and it can’t change once "
            "the review is open. Five suits most partnerships."
        ),
    )

    class Meta:
        model = Review
        fields = ["title", "introduction", "closes_on", "treatment", "k"]
        widgets = {
            "closes_on": DateInput,
            "treatment": forms.RadioSelect,
            "introduction": forms.Textarea(attrs={"rows": 4}),
        }
        error_messages = {
            "title": {"required": _("Give the review a title.")},
            "closes_on": {
                "required": _("Choose the last day for answers."),
                "invalid": _("Enter a date, such as 2026-11-30."),
            },
        }
        help_texts = {
            "title": _("Members see it. For example: Autumn review 2026."),
            "introduction": _(
                "A few words of your own, shown in the e-mail and before the first question."
            ),
            "closes_on": _("Two weeks suits most. You can change it while the review is open."),
            "treatment": _(
                "Members are told before the first question. Once the review is open nobody can "
                "change it any more."
            ),
        }

    field_order = ["title", "questionnaire_code", "introduction", "closes_on", "treatment", "k"]

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.definitions = {one.code: one for one in definitions_for(self.instance.partnership)}
        field = self.fields["questionnaire_code"]
        field.choices = [
            (
                code,
                _("%(title)s, about %(minutes)s minutes. %(description)s")
                % {"title": one.title, "minutes": one.minutes, "description": one.description},
            )
            for code, one in self.definitions.items()
        ]
        field.initial = next(iter(self.definitions))
        self.fields["treatment"].choices = [
            (value, format_html("<strong>{}</strong>: {}", label, MEANINGS[value]))
            for value, label in Treatment.choices
        ]
        if self.instance._state.adding:
            self.initial["closes_on"] = timezone.localdate() + timedelta(USUAL_DAYS)
        else:
            field.initial = self.instance.questionnaire.code

    def clean_closes_on(self) -> date:
        return from_today(self.cleaned_data["closes_on"])

    def save(self, commit: bool = True) -> Review:
        definition = self.definitions[self.cleaned_data["questionnaire_code"]]
        self.instance.questionnaire = bring_into_use(definition)
        return super().save(commit)


class ClosingDateForm(forms.Form):
    """A new last day for answers."""

    closes_on = forms.DateField(
        label=_("Last day for answers"),
        widget=DateInput,
        error_messages={"required": _("Choose the last day for answers.")},
    )

    def clean_closes_on(self) -> date:
        return from_today(self.cleaned_data["closes_on"])


class CancelForm(forms.Form):
    """What members are told when a review is called off."""

    words = forms.CharField(
        label=_("A few words to those who were asked"),
        help_text=_("They stand in the e-mail. Say why, and what happens next, if you like."),
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 4}),
    )
