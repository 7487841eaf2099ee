"""How a spreadsheet of answers maps to a questionnaire: which column is what, which value is what.

Must not read answers: `parse` does, and takes only what the mapping says.
"""

from collections.abc import Iterable

from assessments.imports.forms.questions import recognised
from assessments.imports.recognition.columns import Headings, describe, targets
from assessments.imports.recognition.places import told_by_values
from assessments.imports.recognition.rows import sort_rows
from assessments.imports.recognition.targets import (
    IGNORED,
    Asked,
    ConsiderationAsked,
    StatementAsked,
    Target,
)
from spreadsheets.reader import Sheet

from .matches import Mapping

__all__ = [
    "IGNORED",
    "Asked",
    "ConsiderationAsked",
    "Mapping",
    "StatementAsked",
    "Target",
    "describe",
    "guess_mapping",
    "recognise_values",
    "targets",
]


def guess_mapping(
    sheet: Sheet,
    questionnaire: Asked,
    organisations: Iterable[str],
    header_row: int | None = None,
) -> Mapping:
    """The likeliest mapping, to be shown and corrected before anything is read with it.

    `header_row` is the last row of headings, if it is known.
    """
    names = list(organisations)
    row, columns = Headings(questionnaire).in_sheet(sheet, header_row)
    columns |= told_by_values(sheet, row, columns, names)
    mapping = Mapping(row, columns, sheet=sheet.name)
    return recognise_values(sheet, mapping, questionnaire, names)


def recognise_values(
    sheet: Sheet, mapping: Mapping, questionnaire: Asked, organisations: Iterable[str]
) -> Mapping:
    """The mapping with every value that is certain, in the rows that it counts, and not mapped yet.

    To be called again when columns were changed or the mapping meets another file.
    """
    rows = sort_rows(sheet, mapping)
    left_out, no_answers = rows.left_out, rows.no_answers
    return recognised(sheet, mapping, questionnaire, organisations, left_out, no_answers)
