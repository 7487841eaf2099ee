"""Choosing a file of answers, and matching its columns and values to the questionnaire."""

from dataclasses import replace
from functools import cached_property
from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from assessments.imports.mapping import MISSING, Mapping
from assessments.imports.recognition.questionnaires import AskedQuestionnaire
from assessments.imports.recognition.scales import NUMBERS
from assessments.imports.recognition.tables import find_answer_sheet, read_tables
from assessments.imports.recognition.targets import IGNORED
from partnerships.forms.fields import Alternative, field_of
from spreadsheets.reader import ACCEPTED, Sheet, UnreadableSheet

from .columns import ColumnsForm
from .questions import ValueQuestion
from .values import ScaleRow, ValueRow, scale_field_name, value_field_name

MOST_BYTES = 10 * 1024 * 1024
MOST_ASKED = 50  # values at once; a column of comments has more


class ImportFileForm(forms.Form):
    """A spreadsheet of answers; `cleaned_data["content"]` holds its bytes."""

    file = forms.FileField(
        label=_("Spreadsheet"),
        widget=forms.FileInput({"accept": ACCEPTED}),
        help_text=_(
            "An Excel (.xlsx, .xls), OpenDocument (.ods) or CSV file, up to 10 MB, with "
            "one row for each person and one column for each statement."
        ),
        error_messages={
            "required": _("Select a file."),
            "empty": _("This file is empty. Select another one."),
        },
    )

    def __init__(self, *args: Any, questionnaire: AskedQuestionnaire, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.questionnaire = questionnaire

    def clean_file(self) -> object:
        file = self.cleaned_data["file"]
        if file.size > MOST_BYTES:
            raise forms.ValidationError(_("This file is larger than 10 MB. Split it in two."))
        content = file.read()
        try:
            find_answer_sheet(read_tables(content, "", self.questionnaire), self.questionnaire)
        except UnreadableSheet as problem:
            raise forms.ValidationError(str(problem)) from problem
        self.cleaned_data["content"] = content
        return file


class HeadingsForm(forms.Form):
    """Which sheet holds the answers, which row its headings, and where to start looking."""

    bound_field_class = Alternative
    sheet = forms.ChoiceField(label=_("Sheet with the answers"), required=False)
    header_row = forms.IntegerField(
        label=_("Row with the headings"), min_value=1, max_value=50, required=False
    )
    start = forms.IntegerField(min_value=0, required=False)

    def __init__(self, *args: Any, sheets: list[Sheet], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field_of(self, "sheet", forms.ChoiceField).choices = [
            (
                one.name,
                one.name if one.visible else gettext("%(name)s (hidden)") % {"name": one.name},
            )
            for one in sheets
            if not one.fault
        ]

    @classmethod
    def for_mapping(cls, mapping: Mapping, sheets: list[Sheet]) -> "HeadingsForm":
        """The form as it shows where a file is read now."""
        initial = {"sheet": mapping.sheet, "header_row": mapping.header_row}
        return cls(initial=initial, sheets=sheets)

    @property
    def chosen_place(self) -> dict[str, Any]:
        """Where to read the file instead, if somewhere else was chosen."""
        chosen = {name: self.cleaned_data[name] for name in ("sheet", "header_row")}
        return chosen if any(chosen.values()) else {}

    @property
    def first_column(self) -> int:
        """The first unmatched column to show."""
        return getattr(self, "cleaned_data", {}).get("start") or 0


class MatchForm(ColumnsForm):
    """What each column means, and each value that was not recognised."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._add_values()

    def _add_values(self) -> None:
        self._scales = [
            scale
            for scale in self.recognition.scales
            if scale in self.recognition.open_scales or scale.notation == NUMBERS
        ]
        for scale in self._scales:
            self.add_scale(scale)
        for scale in self.recognition.open_scales:
            for found in scale.found:
                self.add_value(found)
        for question in self._single_questions:
            self.add_value(question.found)

    @property
    def missing_marks(self) -> list[ValueRow]:
        """What may stand for no answer, whichever column it is in."""
        return [row for row in self._single_rows if row.found.kind == MISSING]

    @property
    def values(self) -> list[ValueRow]:
        return [row for row in self._single_rows if row.found.kind != MISSING]

    @property
    def scales(self) -> list[ScaleRow]:
        return [self.scale_row(scale) for scale in self._scales]

    @cached_property
    def _single_rows(self) -> list[ValueRow]:
        return [self.value_row(one.found, one.suggestion) for one in self._single_questions]

    @property
    def _single_questions(self) -> list[ValueQuestion]:
        return self.recognition.single_questions[:MOST_ASKED]

    @property
    def more_values(self) -> int:
        """How many more values are asked about after these."""
        return len(self.recognition.single_questions) - len(self._single_questions)

    def clean(self) -> dict[str, Any]:
        """Ask for what is missing, unless other columns may have other values."""
        given = super().clean()
        if not (self.errors or self.stays_on_page or self.has_other_columns):
            for scale in self.recognition.open_scales:
                if self.is_unsettled(scale):
                    self.add_error(scale_field_name(scale), _("Select how to read these."))
            chosen = self.chosen()
            for found in (question.found for question in self._single_questions):
                if found.key not in chosen.get(found.kind, {}):
                    message = gettext("Select what “%(value)s” means.")
                    self.add_error(value_field_name(found), message % {"value": found.value})
        return given

    def chosen_mapping(self) -> Mapping:
        """The mapping as it was chosen; values left unchosen stay unknown."""
        return self.with_choices(replace(self.mapping, columns=self.chosen_columns()))

    @property
    def has_other_columns(self) -> bool:
        """Whether a column was matched to something else than before."""
        return self.chosen_columns() != {
            i: t for i, t in self.mapping.columns.items() if t != IGNORED
        }
