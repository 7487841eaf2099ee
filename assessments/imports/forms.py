"""Choosing a file of answers, and matching its columns and values to the questionnaire."""

from dataclasses import dataclass, replace

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
from partnerships.vocabulary import Level

from ..models.response import Reason
from .mapping import IGNORED, Mapping, Target, Unmapped, describe, targets
from .questionnaires import AskedQuestionnaire
from .words import BLANK, NOT_STATED

MOST_BYTES = 10 * 1024 * 1024
EXAMPLES = 3
NOT_YET = "?"


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


class MatchForm(forms.Form):
    """What each column stands for, and each value that was not recognised."""

    def __init__(
        self,
        *args,
        sheet: Sheet,
        mapping: Mapping,
        asked: AskedQuestionnaire,
        organisations: list[str],
        unmapped: list[Unmapped],
        **kwargs,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.sheet, self.mapping, self.unmapped = sheet, mapping, unmapped
        self.titles = headings(sheet, mapping.header_row)
        self._add_columns(asked)
        self._add_values(asked, organisations)

    def _add_columns(self, asked: AskedQuestionnaire) -> None:
        choices = [(str(target), describe(target, asked)) for target in targets(asked)]
        for index, title in enumerate(self.titles):
            self.fields[f"column-{index}"] = forms.ChoiceField(
                label=gettext("Column %(letter)s: %(title)s")
                % {"letter": column_letter(index), "title": title},
                choices=choices,
                initial=str(self.mapping.columns.get(index, IGNORED)),
            )

    def _add_values(self, asked: AskedQuestionnaire, organisations: list[str]) -> None:
        choices = {
            "statement": [
                *_scale(asked.rating_labels),
                *Reason.choices,
                (BLANK, _("No answer")),
            ],
            "importance": [*_scale(asked.importance_labels), (BLANK, _("No answer"))],
            "organisation": [*((name, name) for name in organisations)],
            "level": list(Level.choices),
        }
        unstated = (NOT_STATED, _("Not stated"))
        for number, value in enumerate(self.unmapped):
            options = choices[value.kind]
            if value.kind in ("organisation", "level"):
                options = [*options, unstated]
            self.fields[f"value-{number}"] = forms.TypedChoiceField(
                label=gettext("“%(value)s” (%(count)s times, first in cell %(cell)s)")
                % {
                    "value": value.value,
                    "count": value.count,
                    "cell": f"{value.column}{value.row}",
                },
                choices=[(NOT_YET, _("Choose what it stands for")), *options],
                initial=value.suggestion or NOT_YET,
                required=False,
            )

    @property
    def columns(self) -> list[ColumnRow]:
        """Columns with their headings and a few of their values."""
        return [
            ColumnRow(column_letter(index), title, self._examples(index), self[f"column-{index}"])
            for index, title in enumerate(self.titles)
        ]

    @property
    def values(self) -> list[forms.BoundField]:
        return [self[f"value-{number}"] for number in range(len(self.unmapped))]

    def _examples(self, index: int) -> list[str]:
        found: dict[str, None] = {}
        for row in self.sheet.rows[self.mapping.header_row :]:
            if index < len(row) and row[index] is not None:
                found.setdefault(as_text(row[index])[:40])
            if len(found) == EXAMPLES:
                break
        return list(found)

    def matched(self) -> Mapping:
        """The mapping as it was chosen; values left unchosen stay unknown."""
        columns = {
            index: target
            for index in range(len(self.titles))
            if (target := Target.parse(self.cleaned_data[f"column-{index}"])) != IGNORED
        }
        mapping = replace(self.mapping, columns=columns)
        for number, value in enumerate(self.unmapped):
            chosen = self.cleaned_data.get(f"value-{number}", NOT_YET)
            if chosen != NOT_YET:
                mapping.values_for(value.kind)[value.key] = chosen
        return mapping


def _scale(labels: list[str]) -> list[tuple[str, str]]:
    return [(str(point), f"{point} – {label}") for point, label in enumerate(labels, start=1)]
