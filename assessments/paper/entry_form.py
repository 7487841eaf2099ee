"""The form for entering a paper response: the whole questionnaire at once."""

from collections.abc import Mapping
from typing import Any

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Div, Field
from django import forms
from django.utils.translation import gettext_lazy as _

from assessments.models import AskedSection, Review
from assessments.models.given import GivenAnswer, GivenSectionAnswer
from assessments.responses.comments import CommentField
from assessments.responses.forms import (
    RatingChoices,
    RatingField,
    given_answer,
    rating_choices,
)
from partnerships.forms.fields import CHOOSE, field_of
from partnerships.forms.layout import FieldGroup, laid_out
from partnerships.models import Organisation
from partnerships.vocabulary import Level


class EntryForm(forms.Form):
    """The person's organisation and level, and their answers. Rows may be left empty."""

    organisation = forms.ModelChoiceField(
        label=_("Organisation"),
        queryset=Organisation.objects.none(),
        empty_label=CHOOSE[1],
        error_messages={"required": _("Select the organisation on the paper response.")},
    )
    level = forms.ChoiceField(
        label=_("Level"),
        choices=[CHOOSE, *Level.choices],
        error_messages={"required": _("Select the level on the paper response.")},
    )

    def __init__(self, review: Review, data: Mapping[str, Any] | None = None) -> None:
        super().__init__(data)
        self.questionnaire = review.questionnaire
        self.sections = review.questionnaire.sections_in_order
        organisations = review.partnership.organisations.taking_part()
        field_of(self, "organisation", forms.ModelChoiceField).queryset = organisations
        ratings = rating_choices(review.questionnaire.rating_labels)
        labels = review.questionnaire.importance_labels
        importance = [(str(point), label) for point, label in enumerate(labels, start=1)]
        for section in self.sections:
            for one in section.statements:
                heading = section.headings.get(one.code, "")
                field = RatingField(label=one.text, choices=ratings, heading=heading)
                self.fields[one.code] = field
            self.fields[f"importance-{section.consideration}"] = forms.ChoiceField(
                label=review.questionnaire.importance_question,
                choices=importance,
                required=False,
                widget=RatingChoices,
            )
            self.fields[f"comment-{section.consideration}"] = CommentField(
                label=section.comment_prompt, rows=2
            )

    @property
    def helper(self) -> FormHelper:
        return laid_out("organisation", "level", *map(self._as_asked, self.sections))

    def _as_asked(self, section: AskedSection) -> FieldGroup:
        """One consideration: its statements in order, how much it matters, and its comment."""
        points = len(self.questionnaire.importance_labels)
        return FieldGroup(
            str(section),
            *(
                _scale_field("rating", self.questionnaire.points, one.code)
                for one in section.statements
            ),
            _scale_field("importance", points, f"importance-{section.consideration}"),
            Div(f"comment-{section.consideration}", css_class="statement"),
            name=f"asked-{section.consideration}",
        )

    def clean(self) -> dict[str, Any]:
        given = self.cleaned_data
        if not any(given.get(one.code) for part in self.sections for one in part.statements):
            raise forms.ValidationError(_("Enter at least one answer."))
        return given

    def answers(self) -> list[GivenAnswer]:
        given = self.cleaned_data
        return [
            given_answer(one, given[one.code])
            for section in self.sections
            for one in section.statements
            if given[one.code]
        ]

    def section_answers(self) -> list[GivenSectionAnswer]:
        found = []
        for section in self.sections:
            importance = self.cleaned_data[f"importance-{section.consideration}"]
            comment = self.cleaned_data[f"comment-{section.consideration}"]
            if importance or comment:
                points = int(importance) if importance else None
                found.append(GivenSectionAnswer(section.pk, points, comment))
        return found


def _scale_field(kind: str, points: int, name: str) -> Field:
    """A choice among the points of a scale."""
    classes = f"choices--{kind} choices--of-{points}"
    return Field(name, template="parallax/statement.html", wrapper_class=classes)
