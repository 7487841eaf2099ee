"""Choosing a file of answers, and matching its columns and values to the questionnaire."""

from dataclasses import dataclass, replace
from functools import cached_property

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from partnerships.sheets import (
    Sheet,
    UnreadableSheet,
    as_text,
    column_letter,
    headings,
    read_sheet,
)

from .asking import Question
from .mapping import IGNORED, Mapping, Target, describe, targets
from .matches import MISSING
from .scales import NUMBERS
from .value_forms import ScaleRow, ValueRow, ValuesForm, name_of, scale_name

MOST_BYTES = 10 * 1024 * 1024
EXAMPLES = 3
MOST_ASKED = 50  # values at once; a column of comments has more


class ImportFileForm(forms.Form):
    """A spreadsheet of answers; `cleaned_data["content"]` holds its bytes."""

    file = forms.FileField(
        label=_("Spreadsheet"),
        widget=forms.FileInput({"accept": ".csv,.xlsx,.tsv,.txt"}),
        help_text=_("Saved as .xlsx or CSV, 10 MB at most: one row for each person."),
        error_messages={
            "required": _("Choose a file."),
            "empty": _("There is nothing in this file. Choose another one."),
        },
    )

    def clean_file(self) -> object:
        file = self.cleaned_data["file"]
        if file.size > MOST_BYTES:
            raise forms.ValidationError(_("This file is larger than 10 MB. Split it in two."))
        content = file.read()
        try:
            read_sheet(content, "")
        except UnreadableSheet as problem:
            raise forms.ValidationError(str(problem)) from problem
        self.cleaned_data["content"] = content
        return file


@dataclass(frozen=True)
class ColumnRow:
    """A column of the file as the matching page shows it."""

    letter: str
    heading: str
    examples: list[str]
    field: forms.BoundField


class HeadingsForm(forms.Form):
    """Which row holds the headings."""

    header_row = forms.IntegerField(label=_("Row with the headings"), min_value=1, max_value=50)


class MatchForm(ValuesForm):
    """What each column stands for, and each value that was not recognised."""

    def __init__(self, *args, sheet: Sheet, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.sheet = sheet
        self.titles = headings(sheet, self.mapping.header_row)
        self._add_columns()
        self._add_values()

    def _add_columns(self) -> None:
        choices = [(str(one), describe(one, self.asked)) for one in targets(self.asked)]
        for index, title in enumerate(self.titles):
            self.fields[f"column-{index}"] = forms.ChoiceField(
                label=gettext("Column %(letter)s: %(title)s")
                % {"letter": column_letter(index), "title": title},
                choices=choices,
                initial=str(self.mapping.columns.get(index, IGNORED)),
            )

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
    def columns(self) -> list[ColumnRow]:
        """Columns with their headings and a few of their values."""
        return [
            ColumnRow(column_letter(index), title, self._examples(index), self[f"column-{index}"])
            for index, title in enumerate(self.titles)
        ]

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

    def _examples(self, index: int) -> list[str]:
        found: dict[str, None] = {}
        for row in self.sheet.rows[self.mapping.header_row :]:
            if index < len(row) and row[index] is not None:
                found.setdefault(as_text(row[index])[:40])
            if len(found) == EXAMPLES:
                break
        return list(found)

    def clean(self) -> dict:
        """Ask for what is missing, unless other columns may have other values."""
        given = super().clean()
        if not self.has_other_columns:
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
        return self.with_choices(replace(self.mapping, columns=self._columns_chosen))

    @property
    def has_other_columns(self) -> bool:
        """Whether a column was matched to something else than before."""
        before = self.mapping.columns.items()
        return self._columns_chosen != {i: target for i, target in before if target != IGNORED}

    @property
    def _columns_chosen(self) -> dict[int, Target]:
        chosen = {
            index: Target.parse(self.cleaned_data.get(f"column-{index}", str(IGNORED)))
            for index in range(len(self.titles))
        }
        return {index: target for index, target in chosen.items() if target != IGNORED}
