"""How a spreadsheet of answers maps to a questionnaire, by column and by value.

Must not read answers: `parse` does, and takes only what the mapping says.
"""

from collections.abc import Iterable

from assessments.imports.forms.questions import map_certain_values
from assessments.imports.recognition.columns import HeadingMatcher
from assessments.imports.recognition.places import columns_by_values
from assessments.imports.recognition.rows import classify_rows
from assessments.imports.recognition.targets import QuestionnaireLike
from spreadsheets.reader import Sheet

from .mapping import Mapping


def guess_mapping(
    sheet: Sheet,
    questionnaire: QuestionnaireLike,
    organisations: Iterable[str],
    header_row: int | None = None,
) -> Mapping:
    """The likeliest mapping, to be shown and corrected before anything is read with it.

    `header_row` is the last row of headings, if it is known.
    """
    names = list(organisations)
    row, columns = HeadingMatcher(questionnaire).match_sheet(sheet, header_row)
    columns |= columns_by_values(sheet, row, columns, names)
    mapping = Mapping(row, columns, sheet=sheet.name)
    return recognise_values(sheet, mapping, questionnaire, names)


def recognise_values(
    sheet: Sheet, mapping: Mapping, questionnaire: QuestionnaireLike, organisations: Iterable[str]
) -> Mapping:
    """The mapping with every value that is certain, in the rows that it counts, and not mapped yet.

    To be called again when columns were changed or the mapping meets another file.
    """
    rows = classify_rows(sheet, mapping)
    left_out, no_answers = rows.left_out, rows.no_answers
    return map_certain_values(sheet, mapping, questionnaire, organisations, left_out, no_answers)
