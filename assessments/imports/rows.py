"""Which rows of a spreadsheet are people whose answers count, and which may be left out.

What a row is shows in columns that survey tools add, whatever they are matched to. Must not look
into answers, but to see that two rows are the same.
"""

import hashlib
import hmac
import json
from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from functools import cached_property

from partnerships.sheets import Row, Sheet, as_text, headings
from partnerships.vocabulary import plain

from .matches import KEEP, LEAVE, Mapping, Sort
from .targets import IGNORED
from .words import number_in, value_key

HEADINGS_ABOVE = 2  # rows of headings above the last one
TELLING = 8  # characters of a number or time that no other survey is likely to give
DIGEST = 32
ALL = 100  # per cent of the questions

Says = Callable[[str], bool]


_IDS = {
    *("id", "uuid", "timestamp", "respondent", "respondent id", "response id", "responseid"),
    *("record id", "recordid", "unique response number", "submission id", "submission time"),
    *("start time", "completion time", "start date", "startdate", "end date", "enddate"),
    *("recorded date", "recordeddate", "submitdate", "date submitted", "created at", "start"),
}
_TIMESTAMP = "timestamp"
_TESTS = {"survey preview", "survey test", "preview", "test", "test response", "spam"}
_TEST_HEADINGS = {
    *("status", "response type", "response status"),
    *("distribution channel", "distributionchannel"),
}
_SUBMITTED = {"submitdate", "date submitted"}
_STATES = {"status", "response status", "completion status"}
_FALSE = {"false", "0", "no"}
_NOT_COMPLETE = {"0", "1"}  # incomplete, and not verified
_UNFINISHED = {"incomplete", "partial", "partially complete", "unverified", "in progress"}
_COMPLETE = {"", "2", "complete", *_NOT_COMPLETE, *_UNFINISHED}


@dataclass(frozen=True)
class Rows:
    """The rows below the headings, those that something is the matter with by sort.

    `before` are rows that came in with an earlier file, under its name.
    """

    numbers: list[int]
    sorts: dict[Sort, list[int]]
    choices: dict[Sort, str]
    before: dict[str, list[int]] = field(default_factory=dict)

    @cached_property
    def left_out(self) -> frozenset[int]:
        """The numbers of the rows that don't come in."""
        left = (rows for sort, rows in self.sorts.items() if self.choices[sort] == LEAVE)
        return frozenset(number for rows in left for number in rows)


def sort_rows(
    sheet: Sheet, mapping: Mapping, *, secret: str = "", earlier: Iterable[tuple[str, list]] = ()
) -> Rows:
    """What may be the matter with which row, and what is done about it.

    `earlier` are files by name with the digests of their rows, made with the review's `secret`.
    Rows that say they are no answer are left out unless somebody keeps them. A row that is the
    same as another one may be somebody else's if nothing else, such as a time, tells people apart.
    """
    tools = _Tools(sheet, mapping)
    numbers = [n for n in range(mapping.header_row + 1, len(sheet.rows) + 1) if sheet.row(n)]
    before = _before(tools, numbers, secret, earlier)
    sorts = {
        Sort.TEST: [n for n in numbers if tools.is_test(sheet.row(n))],
        Sort.UNFINISHED: [n for n in numbers if tools.is_unfinished(sheet.row(n))],
        Sort.HIDDEN: [n for n in numbers if n in sheet.hidden],
        Sort.REPEATED: _repeated(sheet, numbers),
        Sort.EARLIER: sorted(number for rows in before.values() for number in rows),
    }
    usual = dict.fromkeys(Sort, LEAVE) | ({} if tools.ids else {Sort.REPEATED: KEEP})
    choices = {sort: mapping.rows.get(sort.value, usual[sort]) for sort in Sort}
    return Rows(numbers, sorts, choices, before)


def digests_of(sheet: Sheet, mapping: Mapping, numbers: Iterable[int], secret: str) -> list[str]:
    """What tells these rows again in a newer export, in an order that says nothing."""
    tools = _Tools(sheet, mapping)
    return sorted(tools.digest(sheet.row(number), secret) for number in numbers)


def _repeated(sheet: Sheet, numbers: list[int]) -> list[int]:
    seen: set[tuple] = set()
    again = []
    for number in numbers:
        row = tuple((cell.__class__, cell) for cell in sheet.row(number))
        if row in seen:
            again.append(number)
        seen.add(row)
    return again


def _before(
    tools: "_Tools", numbers: list[int], secret: str, earlier: Iterable[tuple[str, list]]
) -> dict[str, list[int]]:
    """The rows that came in before, by file; of rows that are alike as many as came in."""
    files = [(name, Counter(digests)) for name, digests in earlier]
    before: dict[str, list[int]] = {}
    for number in numbers if files else ():
        digest = tools.digest(tools.sheet.row(number), secret)
        for name, digests in files:
            if digests[digest]:
                digests[digest] -= 1
                before.setdefault(name, []).append(number)
                break
    return before


class _Tools:
    """What survey tools say about their rows, in columns that are known by their headings."""

    def __init__(self, sheet: Sheet, mapping: Mapping) -> None:
        self.sheet, self.columns = sheet, mapping.columns
        self.first = mapping.header_row
        named = {
            index: names
            for index, names in enumerate(_names(sheet, mapping.header_row))
            if mapping.columns.get(index, IGNORED) == IGNORED
        }
        self.ids = {
            index: min(names & _IDS, default=_TIMESTAMP)
            for index, names in named.items()
            if names & _IDS or any(name.endswith(f" {_TIMESTAMP}") for name in names)
        }
        self._tests = [index for index, names in named.items() if names & _TEST_HEADINGS]
        self._unfinished = [
            (index, sign)
            for index, names in named.items()
            if (sign := self._sign_of_unfinished(index, names))
        ]

    def is_test(self, row: Row) -> bool:
        return any(_key(row, index) in _TESTS for index in self._tests)

    def is_unfinished(self, row: Row) -> bool:
        return any(says(_key(row, index)) for index, says in self._unfinished)

    def digest(self, row: Row, secret: str) -> str:
        """What tells a row again: the tool's own number and time for it, else all it answers.

        Answers that were changed since, or another column, make no other person of it.
        """
        said = {name: key for index, name in self.ids.items() if (key := _key(row, index))}
        if not any(len(key) >= TELLING for key in said.values()):
            matched = (pair for pair in self.columns.items() if pair[1] != IGNORED)
            said |= {str(target): key for index, target in matched if (key := _key(row, index))}
        text = json.dumps(sorted(said.items()))
        return hmac.new(secret.encode(), text.encode(), hashlib.sha256).hexdigest()[:DIGEST]

    def _sign_of_unfinished(self, index: int, names: set[str]) -> Says | None:
        """What in a column says that somebody has not finished, if it is such a column."""
        if "finished" in names:
            return _FALSE.__contains__
        if "progress" in names and self._holds(index, _is_share_done):
            return _is_short_of_all
        if names & _SUBMITTED and not self._holds(index, _is_blank):
            return _is_blank
        if names & _STATES:
            return _UNFINISHED.__contains__
        said_complete = any(name.split()[-1:] == ["complete"] for name in names)
        if said_complete and self._holds(index, _COMPLETE.__contains__):
            return (_UNFINISHED | _NOT_COMPLETE).__contains__
        return None

    def _holds(self, index: int, says: Says) -> bool:
        """Whether all cells of a column are so."""
        return all(says(_key(row, index)) for row in self.sheet.rows[self.first :] if row)


def _is_share_done(key: str) -> bool:
    number = number_in(key)
    return number is not None and 0 <= number <= ALL


def _is_short_of_all(key: str) -> bool:
    return (number_in(key) or 0) < ALL


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


def _key(row: Row, index: int) -> str:
    return value_key(row[index]) if index < len(row) else ""
