"""Responses read from a spreadsheet through its mapping, and every cell that cannot be read.

Stores nothing: callers must keep the promise that nothing is stored unless all is valid. Guesses
nothing: a value that the mapping does not know is a problem.
"""

from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext as _

from assessments.imports.recognition.columns import describe, targets
from assessments.imports.recognition.targets import IGNORED, QuestionnaireLike, Target, points
from assessments.imports.recognition.value_synonyms import (
    BLANK,
    NOT_STATED,
    REASONS,
    is_blank,
    parse_point,
    value_key,
)
from partnerships.vocabulary import Level
from spreadsheets.reader import Cell, Row, Sheet, as_text, column_letter, headings, is_error

from .cell_messages import RATED, too_long_message, unknown_value_message, unmappable_message
from .mapping import Mapping, Values

Progress = Callable[[int, int], None]
PROGRESS_EVERY = 200
MOST_PROBLEMS_NAMED = 50


@dataclass(frozen=True)
class ParsedAnswer:
    """A rating, or the reason there is none ("dont_know", "not_applicable")."""

    rating: int | None = None
    reason: str = ""

    def __post_init__(self) -> None:
        if (self.rating is None) == (not self.reason):
            raise ValueError("an answer is either a rating or a reason")


@dataclass
class ImportedResponse:
    """One row: answers by statement, importances and comments by consideration.

    `organisation` is a name and `level` a code, "" where they are not stated.
    """

    row: int
    organisation: str = ""
    level: str = ""
    answers: dict[str, ParsedAnswer] = field(default_factory=dict)
    importances: dict[str, int] = field(default_factory=dict)
    comments: dict[str, str] = field(default_factory=dict)

    def set_value(self, target: Target, value: Any) -> None:
        """Puts what a cell says where its column's target wants it."""
        if target.kind == "statement":
            self.answers[target.code] = value
        elif target.kind == "importance":
            self.importances[target.code] = value
        elif target.kind == "comment" and value:
            self.comments[target.code] = value
        elif target.kind == "organisation":
            self.organisation = value
        elif target.kind == "level":
            self.level = value

    @property
    def is_empty(self) -> bool:
        return not (self.answers or self.importances or self.comments)


@dataclass(frozen=True)
class CellProblem:
    """Something to put right. `row` is None for the file as a whole, `column` is a letter."""

    row: int | None
    column: str | None
    heading: str
    value: str
    message: str


@dataclass(frozen=True)
class ParsedResponses:
    """The responses in a file; they count only if there is no problem.

    `empty_rows` are the numbers of rows in which no one says anything.
    """

    responses: list[ImportedResponse] = field(default_factory=list)
    problems: list[CellProblem] = field(default_factory=list)
    empty_rows: list[int] = field(default_factory=list)


@dataclass(frozen=True)
class _CellMeaning:
    """What a cell means: a value, nothing (None), or a fault."""

    value: ParsedAnswer | int | str | None = None
    fault: str = ""


def parse_responses(
    sheet: Sheet,
    mapping: Mapping,
    questionnaire: QuestionnaireLike,
    progress: Progress | None = None,
    without: Collection[int] = (),
) -> ParsedResponses:
    """Every response below the headings, and every problem; `progress` gets (done, all) rows.

    `without` these rows.
    """
    titles = headings(sheet, mapping.header_row)
    parsed = ParsedResponses(problems=list(mapping_problems(mapping, titles, questionnaire)))
    if not any(target.kind == "statement" for target in mapping.columns.values()):
        return parsed
    parser = _RowParser(parsed, _columns(mapping, titles, questionnaire))
    start, last = mapping.header_row + 1, len(sheet.rows)
    for number in range(start, last + 1):
        if number not in without:
            parser.parse_row(number, sheet.row(number))
        done = number - start + 1
        if progress and (done % PROGRESS_EVERY == 0 or number == last):
            progress(done, last - start + 1)
    if not parsed.responses and not parsed.problems:
        message = _("There are no answers below the headings in row %(row)s.")
        parsed.problems.append(_file_problem(message % {"row": mapping.header_row}))
    return parsed


class _Column:
    """One column that is read; each distinct value in it is looked up once."""

    def __init__(self, index: int, title: str, mapping: Mapping, most: int) -> None:
        self.index = index
        self.target = mapping.columns[index]
        self.title = title
        self.values: Values = mapping.values_for(self.target.kind)
        self.missing = mapping.missing
        self.most = most
        self.meanings: dict[tuple[type, Cell], _CellMeaning] = {}

    def meaning(self, cell: Cell) -> _CellMeaning:
        key = (cell.__class__, cell)  # by type too: to Python, True equals 1
        meaning = self.meanings.get(key)
        if meaning is None:
            meaning = self.meanings[key] = self._look_up(cell)
        return meaning

    def _look_up(self, cell: Cell) -> _CellMeaning:
        kind, key = self.target.kind, value_key(cell)
        if key not in self.values and self.missing.get(key) in (BLANK, *REASONS):
            return _missing(kind, self.missing[key])
        if kind == "comment" and not is_error(cell):
            comment = as_text(cell)
            return _CellMeaning("" if is_blank(key) else comment, fault=too_long_message(comment))
        meaning = _meaning(kind, self.values[key], self.most) if key in self.values else None
        fault = unmappable_message(kind, cell, self.most) or unknown_value_message(
            kind, cell, self.most
        )
        return meaning or _CellMeaning(fault=fault)


def _missing(kind: str, value: str) -> _CellMeaning:
    """What a mark for no answer means: a reason among ratings, nothing elsewhere."""
    if kind == "statement" and value in REASONS:
        return _CellMeaning(ParsedAnswer(reason=value))
    return _CellMeaning(NOT_STATED) if kind in ("organisation", "level") else _CellMeaning()


def _meaning(kind: str, value: str, most: int) -> _CellMeaning | None:
    """What a mapped value means; None if such a column cannot hold it."""
    point = parse_point(value, most)
    if kind == "organisation" or (kind == "level" and value in ("", *Level.values)):
        return _CellMeaning(value)
    if kind in RATED and value == BLANK:
        return _CellMeaning()
    if kind == "statement" and (point or value in REASONS):
        return _CellMeaning(ParsedAnswer(point) if point else ParsedAnswer(reason=value))
    return _CellMeaning(point) if kind == "importance" and point else None


class _RowParser:
    """Adds to a reading, row by row."""

    def __init__(self, parsed: ParsedResponses, columns: list[_Column]) -> None:
        self.parsed = parsed
        self.columns = columns

    def parse_row(self, number: int, row: Row) -> None:
        """Read one row: a response, at least one problem, or nothing if it has no answers."""
        response = ImportedResponse(number)
        sound, width = True, len(row)
        for column in self.columns:
            cell = row[column.index] if column.index < width else None
            if cell is None:
                continue
            meaning = column.meaning(cell)
            if meaning.fault:
                sound = False
                self._report(number, column, cell, meaning.fault)
            elif meaning.value is not None:
                response.set_value(column.target, meaning.value)
        if row and sound and response.is_empty:
            self.parsed.empty_rows.append(number)
        elif row:
            self.parsed.responses.append(response)

    def _report(self, number: int, column: _Column, cell: Cell, fault: str) -> None:
        letter = column_letter(column.index)
        problem = CellProblem(number, letter, column.title, as_text(cell), fault)
        self.parsed.problems.append(problem)


def _columns(
    mapping: Mapping, titles: list[str], questionnaire: QuestionnaireLike
) -> list[_Column]:
    most = points(questionnaire)
    return [
        _Column(index, titles[index], mapping, most.get(target.kind, 0))
        for index, target in sorted(mapping.columns.items())
        if target != IGNORED and index < len(titles)
    ]


def mapping_problems(
    mapping: Mapping, titles: list[str], questionnaire: QuestionnaireLike
) -> Iterator[CellProblem]:
    """What is wrong with a mapping whatever the cells hold: problems of the file as a whole."""
    matched = {i: target for i, target in sorted(mapping.columns.items()) if target != IGNORED}
    if not any(target.kind == "statement" for target in matched.values()):
        yield _file_problem(_("No column is matched to a statement. Match at least one."))
    wanted = set(targets(questionnaire))
    first: dict[Target, int] = {}
    for index, target in matched.items():
        before = first.setdefault(target, index)
        if index >= len(titles):
            message = _("There is no column %(column)s in this file. Match the columns again.")
        elif target not in wanted:
            message = _(
                "Column %(column)s is matched to “%(target)s”, which this review does not ask. "
                "Match it again."
            )
        elif before != index:
            message = _(
                "Columns %(first)s and %(column)s are both matched to “%(target)s”. "
                "Keep one, and leave the other out."
            )
        else:
            continue
        letter = column_letter(index)
        names = {"first": column_letter(before), "target": describe(target, questionnaire)}
        heading = titles[index] if index < len(titles) else ""
        yield CellProblem(None, letter, heading, "", message % {"column": letter, **names})


def _file_problem(message: str) -> CellProblem:
    return CellProblem(None, None, "", "", message)
