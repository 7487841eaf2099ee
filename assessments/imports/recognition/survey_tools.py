"""What survey tools say about their rows, in columns that are known by their headings.

Must not look at answers: only code that compares rows without a tool's own columns does.
"""

import re
from collections import Counter
from collections.abc import Callable
from functools import cached_property

from assessments.imports.mapping import Mapping
from partnerships.vocabulary import plain
from spreadsheets.reader import Cell, Row, Sheet, as_text, headings

from .targets import IGNORED
from .value_synonyms import parse_number, value_key

HEADINGS_ABOVE = 2  # rows of headings above the last one
IDENTIFYING_LENGTH = 8  # characters of a number or time that no other survey is likely to give
ALL = 100  # per cent of the questions

Predicate = Callable[[str], bool]
Identity = dict[str, str]

_NUMBERS = {
    *("id", "uuid", "respondent", "respondent id", "response id", "responseid", "record id"),
    *("recordid", "unique response number", "submission id", "unique id", "userid"),
}
_TIMES = {
    *("timestamp", "submission time", "start time", "completion time", "start date", "startdate"),
    *("end date", "enddate", "recorded date", "recordeddate", "submitdate", "date submitted"),
    *("created at", "start", "start date utc", "submit date utc", "started", "ended"),
}
_IDS = _NUMBERS | _TIMES
_TIMESTAMP = "timestamp"
_TIME = re.compile(r"(\d{1,2}):(\d\d)(?::(\d\d))?")
_DAY = re.compile(r"\d{1,4}[-/. ]\d{1,2}[-/. ]\d{1,4}")

_TESTS = {"survey preview", "survey test", "preview", "test", "test response", "spam"}
_TEST_CODES = {"1", "2", "8", "9", "17"}  # of Qualtrics where it exports numbers
_TEST_HEADINGS = {
    *("status", "response type", "response status"),
    *("distribution channel", "distributionchannel"),
}
_SUBMITTED = {"submitdate", "date submitted"}
_STATES = {"status", "response type", "response status", "completion status"}
_FINISHED = {"finished", "completed", "complete", "submitted"}
_FALSE = {"false", "0", "no"}
_YES_OR_NO = {"", "true", "false", "yes", "no"}
_NOT_COMPLETE = {"0", "1"}  # incomplete, and not verified
_UNFINISHED = {"incomplete", "partial", "partially complete", "unverified", "in progress"}
_COMPLETE = {"", "2", "complete", *_NOT_COMPLETE, *_UNFINISHED}


class SurveyTool:
    """The columns of a sheet in which its survey tool speaks of the rows."""

    def __init__(self, sheet: Sheet, mapping: Mapping) -> None:
        self.sheet, self.first = sheet, mapping.header_row
        named = {
            index: names
            for index, names in enumerate(_names(sheet, mapping.header_row))
            if mapping.columns.get(index, IGNORED) == IGNORED
        }
        self._ids = {
            index: min(names & _IDS, default=_TIMESTAMP)
            for index, names in named.items()
            if names & _IDS or any(name.endswith(f" {_TIMESTAMP}") for name in names)
        }
        all_names = set().union(*named.values())
        coded = {"finished", "responseid"} <= {name.replace(" ", "") for name in all_names}
        self._test_words = _TESTS | _TEST_CODES if coded else _TESTS
        self._tests = [index for index, names in named.items() if names & _TEST_HEADINGS]
        self._unfinished = [
            (index, sign)
            for index, names in named.items()
            if (sign := self._sign_of_unfinished(index, names))
        ]

    def is_test(self, row: Row) -> bool:
        return any(key_at(row, index) in self._test_words for index in self._tests)

    def is_unfinished(self, row: Row) -> bool:
        return any(says(key_at(row, index)) for index, says in self._unfinished)

    def row_identity(self, row: Row) -> Identity:
        """What the tool gives a row alone: its own number if that is a long one, else all it says.

        A day is not one person's alone.
        """
        said = {name: key for index, name in self._ids.items() if (key := key_at(row, index))}
        said = {name: _moment(key) for name, key in said.items() if not _DAY.fullmatch(key)}
        numbers = {name: key for name, key in said.items() if name in _NUMBERS and is_long(key)}
        return numbers or said

    def is_identified(self, row: Row) -> bool:
        """Whether what the tool says of a row is said of no other that differs."""
        said = self.row_identity(row)
        return bool(said) and self._times_said[tuple(said.items())] == 1

    @cached_property
    def _times_said(self) -> Counter[tuple[tuple[str, str], ...]]:
        rows = {cells(row): row for row in self.sheet.rows[self.first :] if row}
        return Counter(tuple(self.row_identity(row).items()) for row in rows.values())

    def _sign_of_unfinished(self, index: int, names: set[str]) -> Predicate | None:
        """What in a column says that someone has not finished, if it is such a column."""
        if "finished" in names or (names & _FINISHED and self._holds(index, _YES_OR_NO)):
            return _FALSE.__contains__
        if "progress" in names and self._all(index, _is_share_done):
            return _is_short_of_all
        if names & _SUBMITTED and not self._all(index, _is_blank):
            return _is_blank
        if names & _STATES:
            return _UNFINISHED.__contains__
        said_complete = any(name.split()[-1:] == ["complete"] for name in names)
        if said_complete and self._holds(index, _COMPLETE):
            return (_UNFINISHED | _NOT_COMPLETE).__contains__
        return None

    def _holds(self, index: int, keys: set[str]) -> bool:
        return self._all(index, keys.__contains__)

    def _all(self, index: int, says: Predicate) -> bool:
        """Whether all cells of a column are so."""
        return all(says(key_at(row, index)) for row in self.sheet.rows[self.first :] if row)


def is_long(key: str) -> bool:
    """Whether a number or time is long enough to be unique."""
    return len(key) >= IDENTIFYING_LENGTH and any(map(str.isdigit, key))


def cells(row: Row) -> tuple[tuple[type, Cell], ...]:
    """A row as it is compared: by type too, since to Python True equals 1."""
    return tuple((cell.__class__, cell) for cell in row)


def key_at(row: Row, index: int) -> str:
    return value_key(row[index]) if index < len(row) else ""


def _moment(key: str) -> str:
    """A time however it is written: on a clock of 12 hours, with day and month in no order."""
    time = _TIME.search(key)
    if not time:
        return key
    days = sorted(int(number) % 100 for number in re.findall(r"\d+", key[: time.start()]))
    hour, minute, second = (int(part or 0) for part in time.groups())
    return f"{days} {hour % 12}:{minute}:{second}"


def _is_share_done(key: str) -> bool:
    number = parse_number(key)
    return number is not None and 0 <= number <= ALL


def _is_short_of_all(key: str) -> bool:
    return (parse_number(key) or 0) < ALL


def _is_blank(key: str) -> bool:
    return not key


def _names(sheet: Sheet, header_row: int) -> list[set[str]]:
    """What each column is called, in plain words, in any of the rows with headings."""
    above = range(max(1, header_row - HEADINGS_ABOVE), header_row + 1)
    names = [{plain(title)} for title in headings(sheet, header_row)]
    for number in above:
        for index, cell in enumerate(sheet.row(number)):
            names[index].add(plain(as_text(cell)))
    return names
