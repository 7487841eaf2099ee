"""Choosing a file of answers, and matching its columns and values to the questionnaire."""

from dataclasses import replace
from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from partnerships.sheets import ACCEPTED, Sheet, UnreadableSheet, read_sheets
from partnerships.vocabulary import Level

from ..models.response import Reason
from .column_form import ColumnsForm
from .mapping import Mapping, Unmapped
from .questionnaires import AskedQuestionnaire
from .tables import answers_in
from .words import BLANK, NOT_STATED

MOST_BYTES = 10 * 1024 * 1024
NOT_YET = "?"


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

    def __init__(self, *args, asked: AskedQuestionnaire, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.asked = asked

    def clean_file(self) -> object:
        file = self.cleaned_data["file"]
        if file.size > MOST_BYTES:
            raise forms.ValidationError(_("This file is larger than 10 MB. Split it in two."))
        content = file.read()
        try:
            answers_in(read_sheets(content, ""), self.asked)
        except UnreadableSheet as problem:
            raise forms.ValidationError(str(problem)) from problem
        self.cleaned_data["content"] = content
        return file


class HeadingsForm(forms.Form):
    """Which sheet the answers are in, which row of it holds the headings, and where to look."""

    sheet = forms.ChoiceField(label=_("Sheet with the answers"), required=False)
    header_row = forms.IntegerField(
        label=_("Row with the headings"), min_value=1, max_value=50, required=False
    )
    start = forms.IntegerField(min_value=0, required=False)

    def __init__(self, *args, sheets: list[Sheet], **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["sheet"].either = self.fields["header_row"].either = True
        self.fields["sheet"].choices = [
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

    def __init__(
        self,
        *args,
        asked: AskedQuestionnaire,
        organisations: list[str],
        unmapped: list[Unmapped],
        **kwargs,
    ) -> None:
        super().__init__(*args, asked=asked, **kwargs)
        self.unmapped = unmapped
        self._add_values(asked, organisations)

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
    def values(self) -> list[forms.BoundField]:
        return [self[f"value-{number}"] for number in range(len(self.unmapped))]

    def matched(self) -> Mapping:
        """The mapping as it was chosen; values left unchosen stay unknown."""
        mapping = replace(self.mapping, columns=self.chosen_columns())
        for number, value in enumerate(self.unmapped):
            chosen = self.cleaned_data.get(f"value-{number}", NOT_YET)
            if chosen != NOT_YET:
                mapping.values_for(value.kind)[value.key] = chosen
        return mapping


def _scale(labels: list[str]) -> list[tuple[str, str]]:
    return [(str(point), f"{point} – {label}") for point, label in enumerate(labels, start=1)]
