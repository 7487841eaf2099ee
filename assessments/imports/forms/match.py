"""Choosing a file of answers, and matching its columns and values to the questionnaire."""

from dataclasses import replace
from functools import cached_property
from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from assessments.imports.mapping import IGNORED, Mapping
from assessments.imports.matches import MISSING
from assessments.imports.recognition.questionnaires import AskedQuestionnaire
from assessments.imports.recognition.scales import NUMBERS
from assessments.imports.recognition.tables import answers_in, read_tables
from partnerships.forms.fields import Alternative, field_of
from spreadsheets.reader import ACCEPTED, Sheet, UnreadableSheet

from .columns import ColumnsForm
from .questions import Question
from .values import ScaleRow, ValueRow, name_of, scale_name

MOST_BYTES = 10 * 1024 * 1024
MOST_ASKED = 50  # values at once; a column of comments has more


class ImportFileForm(forms.Form):
    """A spreadsheet of answers; `cleaned_data["content"]` holds its bytes."""

    file = forms.FileField(
        label=_("Spreadsheet"),
        widget=forms.FileInput({"accept": ACCEPTED}),
        help_text=_(
            "An Excel (.xlsx, .xls), OpenDocument (.ods) or CSV file, 10 MB at most: one row for "
            "each person, one column for each statement."
        ),
        error_messages={
            "required": _("Choose a file."),
            "empty": _("There is nothing in this file. Choose another one."),
        },
    )

    def __init__(self, *args: Any, asked: AskedQuestionnaire, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.asked = asked

    def clean_file(self) -> object:
        file = self.cleaned_data["file"]
        if file.size > MOST_BYTES:
            raise forms.ValidationError(_("This file is larger than 10 MB. Split it in two."))
        content = file.read()
        try:
            answers_in(read_tables(content, "", self.asked), self.asked)
        except UnreadableSheet as problem:
            raise forms.ValidationError(str(problem)) from problem
        self.cleaned_data["content"] = content
        return file


class HeadingsForm(forms.Form):
    """Which sheet the answers are in, which row of it holds the headings, and where to look."""

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
    def showing(cls, mapping: Mapping, sheets: list[Sheet]) -> "HeadingsForm":
        """The form as it shows where a file is read now."""
        initial = {"sheet": mapping.sheet, "header_row": mapping.header_row}
        return cls(initial=initial, sheets=sheets)

    @property
    def elsewhere(self) -> dict[str, Any]:
        """Where to read the file instead, if that is asked for."""
        chosen = {name: self.cleaned_data[name] for name in ("sheet", "header_row")}
        return chosen if any(chosen.values()) else {}

    @property
    def first_column(self) -> int:
        """The first of the columns to show that stand for nothing yet."""
        return getattr(self, "cleaned_data", {}).get("start") or 0


class MatchForm(ColumnsForm):
    """What each column stands for, and each value that was not recognised."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._add_values()

    def _add_values(self) -> None:
        self._scales = [
            scale
            for scale in self.asking.scales
            if scale in self.asking.open_scales or scale.sort == NUMBERS
        ]
        for scale in self._scales:
            self.add_scale(scale)
        for scale in self.asking.open_scales:
            for found in scale.found:
                self.add_value(found)
        for question in self._asked_alone:
            self.add_value(question.found)

    @property
    def marks(self) -> list[ValueRow]:
        """What may stand for no answer, whichever column it is in."""
        return [row for row in self._alone if row.found.kind == MISSING]

    @property
    def values(self) -> list[ValueRow]:
        return [row for row in self._alone if row.found.kind != MISSING]

    @property
    def scales(self) -> list[ScaleRow]:
        return [self.scale_row(scale) for scale in self._scales]

    @cached_property
    def _alone(self) -> list[ValueRow]:
        return [self.value_row(one.found, one.suggestion) for one in self._asked_alone]

    @property
    def _asked_alone(self) -> list[Question]:
        return self.asking.alone[:MOST_ASKED]

    @property
    def more_values(self) -> int:
        """How many values are asked about only once these are settled."""
        return len(self.asking.alone) - len(self._asked_alone)

    def clean(self) -> dict[str, Any]:
        """Ask for what is missing, unless other columns may have other values."""
        given = super().clean()
        if not (self.errors or self.stays or self.has_other_columns):
            for scale in self.asking.open_scales:
                if self.left_open(scale):
                    self.add_error(scale_name(scale), _("Choose how these are to be read."))
            chosen = self.chosen()
            for found in (question.found for question in self._asked_alone):
                if found.key not in chosen.get(found.kind, {}):
                    message = gettext("Choose what “%(value)s” stands for.")
                    self.add_error(name_of(found), message % {"value": found.value})
        return given

    def matched(self) -> Mapping:
        """The mapping as it was chosen; values left unchosen stay unknown."""
        return self.with_choices(replace(self.mapping, columns=self.chosen_columns()))

    @property
    def has_other_columns(self) -> bool:
        """Whether a column was matched to something else than before."""
        return self.chosen_columns() != {
            i: t for i, t in self.mapping.columns.items() if t != IGNORED
        }
