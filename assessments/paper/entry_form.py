"""The page on which a sheet of paper is typed in: all of a questionnaire at once."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from assessments.models import AskedSection, Review
from assessments.models.response import Answer, SectionAnswer
from assessments.responses.comments import CommentField
from assessments.responses.forms import RatingChoices, RatingField, given_answer, rating_choices
from partnerships.forms.fields import field_of
from partnerships.models import Organisation
from partnerships.vocabulary import Level


@dataclass(frozen=True)
class SectionFields:
    """One consideration of the page: its choices in order, and its comment."""

    section: AskedSection
    choices: list[forms.BoundField]
    comment: forms.BoundField


class EntryForm(forms.Form):
    """Where the person answers from, and whatever is on their sheet. Rows may stay empty."""

    organisation = forms.ModelChoiceField(
        label=_("Organisation"),
        queryset=Organisation.objects.none(),
        error_messages={"required": _("Choose the organisation on the sheet.")},
    )
    level = forms.ChoiceField(
        label=_("Level"),
        choices=[("", _("Choose…")), *Level.choices],
        error_messages={"required": _("Choose the level on the sheet.")},
    )

    def __init__(self, review: Review, data: Mapping[str, Any] | None = None) -> None:
        super().__init__(data)
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
    def place_fields(self) -> list[forms.BoundField]:
        return [self["organisation"], self["level"]]

    @property
    def section_fields(self) -> Iterator[SectionFields]:
        for section in self.sections:
            names = [one.code for one in section.statements] + [
                f"importance-{section.consideration}"
            ]
            comment = self[f"comment-{section.consideration}"]
            yield SectionFields(section, [self[name] for name in names], comment)

    def clean(self) -> dict[str, Any]:
        given = self.cleaned_data
        if not any(given.get(one.code) for part in self.sections for one in part.statements):
            raise forms.ValidationError(_("Type in at least one answer."))
        return given

    def answers(self) -> list[Answer]:
        given = self.cleaned_data
        return [
            given_answer(one, given[one.code])
            for section in self.sections
            for one in section.statements
            if given[one.code]
        ]

    def section_answers(self) -> list[SectionAnswer]:
        found = []
        for section in self.sections:
            importance = self.cleaned_data[f"importance-{section.consideration}"]
            comment = self.cleaned_data[f"comment-{section.consideration}"]
            if importance or comment:
                points = int(importance) if importance else None
                about = {"importance": points, "comment": comment}
                found.append(SectionAnswer(section_id=section.pk, **about))
        return found
