"""Setting up a review."""

from datetime import date, timedelta
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _

from assessments.audience import Audience
from assessments.models import Review
from assessments.models.invitation import ANSWERED
from assessments.models.review import HIGHEST_K, LOWEST_K, Confidentiality
from assessments.questionnaires.versions import (
    bring_into_use,
    definition_of,
    definitions_for,
    next_version,
)
from partnerships.forms.fields import LongText, field_of
from partnerships.forms.shared import SharedForm

from .answer_notice import MEANINGS
from .reminders import DAYS_BEFORE, ReminderGroup
from .tailoring import base_questionnaire

USUAL_DAYS = 14


class DateInput(forms.DateInput):
    """A date as browsers send it; entered as 2026-11-30 where there is no picker."""

    input_type = "date"

    def __init__(self) -> None:
        super().__init__(format="%Y-%m-%d")


def check_not_past(day: date) -> date:
    """The day itself; ValidationError if it is past."""
    if day < timezone.localdate():
        raise forms.ValidationError(_("Enter a date that is today or later."))
    return day


SHARES_ON = _(
    "At 8 in the morning on that day, if the review has closed by then. Leave this empty to "
    "share them yourself, once you have read them."
)


def check_sharing_date(form: forms.BaseForm) -> None:
    """Name a day of sharing that is not after the last day for answers."""
    shares_on, closes_on = (form.cleaned_data.get(name) for name in ("shares_on", "closes_on"))
    if shares_on and closes_on and shares_on <= closes_on:
        form.add_error("shares_on", _("Enter a date after the last day for answers."))


class RemindDaysField(forms.TypedMultipleChoiceField):
    """On which days before the last one reminders are sent automatically."""

    def __init__(self) -> None:
        super().__init__(
            label=_("Remind those who have not submitted"),
            help_text=_("At 8 in the morning. No one is emailed more than once a day."),
            choices=DAYS_BEFORE,
            coerce=int,
            required=False,
            widget=forms.CheckboxSelectMultiple,
        )


class ReviewForm(SharedForm[Review]):
    """Everything about a review that is chosen before it opens."""

    questionnaire_code = forms.ChoiceField(label=_("Questionnaire"), widget=forms.RadioSelect)
    remind_days = RemindDaysField()
    k = forms.TypedChoiceField(
        label=_("Smallest group that is shown"),
        coerce=int,
        choices=[(n, n) for n in range(LOWEST_K, HIGHEST_K + 1)],
        help_text=_(
            "For confidential reviews only: no one is shown a figure based on fewer people than "
            "this. Members are told the number before they answer, and it cannot change once the "
            "review is open. Five suits most partnerships."
        ),
    )

    class Meta:
        model = Review
        fields = [
            *("title", "introduction", "opens_on", "closes_on", "closes_by_itself"),
            *("remind_days", "confidentiality", "k", "results_for", "shares_on"),
        ]
        field_classes = {"introduction": LongText}
        widgets = {
            "opens_on": DateInput,
            "closes_on": DateInput,
            "shares_on": DateInput,
            "confidentiality": forms.RadioSelect,
            "results_for": forms.RadioSelect,
            "introduction": forms.Textarea(attrs={"rows": 4}),
        }
        error_messages = {
            "title": {"required": _("Enter a title for the review.")},
            "opens_on": {"invalid": _("Enter a date, such as 30/11/2026.")},
            "shares_on": {"invalid": _("Enter a date, such as 30/11/2026.")},
            "closes_on": {
                "required": _("Enter the last day for answers."),
                "invalid": _("Enter a date, such as 30/11/2026."),
            },
        }
        help_texts = {
            "title": _("Shown to members. For example: Autumn review 2026."),
            "introduction": _("Shown in the email and before the first question."),
            "opens_on": _(
                "The emails are sent at 8 in the morning on that day. Leave this empty to open "
                "the review yourself."
            ),
            "closes_on": _(
                "Two weeks suits most reviews. You can change this while the review is open."
            ),
            "confidentiality": _(
                "Members are told before the first question. No one can change this once the "
                "review is open."
            ),
            "results_for": _(
                "Members are told before the first question, and this cannot change once the "
                "review is open. Coordinators and facilitators can read results as soon as it "
                "has closed."
            ),
            "shares_on": SHARES_ON,
        }

    field_order = ["title", "questionnaire_code", *Meta.fields[1:]]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.definitions = {one.code: one for one in definitions_for(self.instance.partnership)}
        if not self.instance._state.adding:
            there = base_questionnaire(self.instance)
            self.definitions.setdefault(there.code, definition_of(there))
        field = field_of(self, "questionnaire_code", forms.ChoiceField)
        field.choices = [
            (
                code,
                _("%(title)s, about %(minutes)s minutes. %(description)s")
                % {"title": one.title, "minutes": one.minutes, "description": one.description},
            )
            for code, one in self.definitions.items()
        ]
        field.initial = next(iter(self.definitions))
        field_of(self, "results_for", forms.ChoiceField).choices = Audience.choices
        field_of(self, "confidentiality", forms.ChoiceField).choices = [
            (value, format_html("<strong>{}</strong>: {}", label, MEANINGS[Confidentiality(value)]))
            for value, label in Confidentiality.choices
        ]
        if self.instance._state.adding:
            self.initial["closes_on"] = timezone.localdate() + timedelta(USUAL_DAYS)
            self.initial.update(closes_by_itself=True, remind_days=[3, 1])
        else:
            field.initial = there.code

    def preselect(self, code: str) -> None:
        """Offer this questionnaire first, if it can be asked."""
        if code in self.definitions:
            self.fields["questionnaire_code"].initial = code

    def clean_opens_on(self) -> date | None:
        day = self.cleaned_data["opens_on"]
        return check_not_past(day) if day else None

    def clean_closes_on(self) -> date:
        return check_not_past(self.cleaned_data["closes_on"])

    def clean(self) -> dict[str, Any]:
        given = super().clean()
        opens_on, closes_on = given.get("opens_on"), given.get("closes_on")
        if opens_on and closes_on and opens_on > closes_on:
            self.add_error("opens_on", _("Enter a date no later than the last day for answers."))
        check_sharing_date(self)
        return given

    def save(self, commit: bool = True) -> Review:
        code = self.cleaned_data["questionnaire_code"]
        if self.instance._state.adding or code != base_questionnaire(self.instance).code:
            self.instance.questionnaire = bring_into_use(next_version(self.definitions[code]))
            self.instance.tailored_from = None
        return super().save(commit)


class ClosingDateForm(forms.Form):
    """A new last day for answers."""

    closes_on = forms.DateField(
        label=_("Last day for answers"),
        widget=DateInput,
        error_messages={"required": _("Enter the last day for answers.")},
    )

    def clean_closes_on(self) -> date:
        return check_not_past(self.cleaned_data["closes_on"])


class DatesForm(ClosingDateForm):
    """A new last day, whether the review closes automatically then, and when people are
    reminded."""

    closes_by_itself = forms.BooleanField(
        label=_("Close automatically after the last day"), required=False
    )
    shares_on = forms.DateField(
        label=_("Share results automatically on"),
        help_text=SHARES_ON,
        required=False,
        widget=DateInput,
    )
    remind_days = RemindDaysField()

    def clean(self) -> dict[str, Any]:
        check_sharing_date(self)
        return self.cleaned_data


class SharingForm(forms.Form):
    """The day on which a closed review shares its results automatically."""

    shares_on = forms.DateField(
        label=_("Share results automatically on"),
        widget=DateInput,
        required=False,
        help_text=_("At 8 in the morning. Leave this empty to share them yourself."),
    )

    def clean_shares_on(self) -> date | None:
        day = self.cleaned_data["shares_on"]
        return check_not_past(day) if day else None


class ReminderForm(forms.Form):
    """Who to remind now."""

    group = forms.ChoiceField(
        label=_("Who to remind"),
        choices=ReminderGroup,
        initial=ReminderGroup.UNFINISHED,
        widget=forms.RadioSelect,
    )


class LostLinkForm(forms.Form):
    """The address at which a person was asked."""

    email = forms.EmailField(
        label=_("Email address"),
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
        error_messages={
            "required": _("Enter your email address."),
            "invalid": _("Enter an email address, such as name@example.org."),
        },
    )


class MarkOnPaperForm(forms.Form):
    """Which of those who have not submitted have answered on paper."""

    members = forms.MultipleChoiceField(
        label=_("Who has answered on paper?"),
        help_text=_("People who have submitted with their link are not listed."),
        widget=forms.CheckboxSelectMultiple,
        error_messages={
            "required": _("Select the people who have answered on paper."),
            "invalid_choice": _(
                "Someone you ticked has since submitted online or left. Tick the others again."
            ),
        },
    )

    def __init__(self, review: Review, data: Any) -> None:
        super().__init__(data)
        waiting = review.invitations.exclude(ANSWERED).order_by("member__name")
        field_of(self, "members", forms.MultipleChoiceField).choices = [
            (member, ", ".join(filter(None, names)))
            for member, *names in waiting.values_list(
                "member", "member__name", "member__organisation__name"
            )
        ]


class CancelForm(forms.Form):
    """What members are told when a review is cancelled."""

    words = LongText(
        label=_("Message to the people who were asked"),
        help_text=_("Included in the email. For example, say why, and what happens next."),
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
    )
