"""Which of a workbook's sheets holds the answers, and whether a row of it is a person.

Must not read what anyone answered: it looks for the statements' texts only.
"""

from collections import Counter
from collections.abc import Sequence
from itertools import islice

from django.utils.translation import gettext as _

from partnerships.vocabulary import plain
from spreadsheets.reader import Sheet, UnreadableSheet, column_letter, read_sheets

from .columns import HeadingMatcher, targets
from .targets import QuestionnaireLike

FEW = 3  # statements among the headings are enough to know a table by
SAMPLED = 100  # rows
OTHER_COLUMNS = 60  # that a survey tool adds, or that ask for something else
MOST_COLUMNS = 150


def read_tables(content: bytes, filename: str, questionnaire: QuestionnaireLike) -> list[Sheet]:
    """Every table in a file of answers; with very many rows it may be as wide as what is asked."""
    columns = min(len(targets(questionnaire)) + OTHER_COLUMNS, MOST_COLUMNS)
    return read_sheets(content, filename, columns)


def choose_sheet(sheets: Sequence[Sheet], questionnaire: QuestionnaireLike) -> Sheet:
    """The sheet with the most statements among its headings, else the first."""
    return _ranked(sheets, questionnaire)[0][1]


def find_answer_sheet(sheets: Sequence[Sheet], questionnaire: QuestionnaireLike) -> Sheet:
    """The sheet with the answers, or UnreadableSheet saying what shape is wanted."""
    found, sheet = _ranked(sheets, questionnaire)[0]
    enough = found >= min(FEW, len(questionnaire.statements))
    if problem := sheet.fault or ("" if enough else _shape_problem(sheet, questionnaire)):
        raise UnreadableSheet(problem)
    return sheet


def _ranked(sheets: Sequence[Sheet], questionnaire: QuestionnaireLike) -> list[tuple[int, Sheet]]:
    """The sheets with how many statements are among their headings, most first."""
    known = HeadingMatcher(questionnaire)
    counted = [(_statements_in(known, sheet), sheet) for sheet in sheets]
    return sorted(counted, key=lambda pair: -pair[0])


def _statements_in(known: HeadingMatcher, sheet: Sheet) -> int:
    _row, columns = known.match_sheet(sheet)
    return len({target for target in columns.values() if target.kind == "statement"})


def _shape_problem(sheet: Sheet, questionnaire: QuestionnaireLike) -> str:
    """What is wrong with a table whose rows are not people, or whose cells hold many answers."""
    few = min(FEW, len(questionnaire.statements))
    texts = [plain(statement.text) for statement in questionnaire.statements]
    below: Counter[int] = Counter()
    for row in islice(sheet.rows, SAMPLED):
        for index, cell in enumerate(row):
            said = f" {plain(cell)} " if isinstance(cell, str) else ""
            held = sum(1 for text in texts if f" {text} " in said)
            if held >= few:
                return _about_many_in_one(column_letter(index))
            below[index] += held
    most = below.most_common(1)
    return _about_long(column_letter(most[0][0])) if most and most[0][1] >= few else ""


def _about_many_in_one(column: str) -> str:
    return _(
        "Column %(column)s has the answers to several statements in one cell. Use a "
        "file with one row for each person and one column for each statement: export "
        "it that way from your survey tool, or split the column in your spreadsheet "
        "program."
    ) % {"column": column}


def _about_long(column: str) -> str:
    return _(
        "Column %(column)s lists the statements one below the other. Use a file with "
        "one row for each person and one column for each statement: export it that way "
        "from your survey tool, or make a pivot table in your spreadsheet program."
    ) % {"column": column}
