"""Which rows of a spreadsheet are people whose answers count, and which may be left out.

Must not look at answers, except to see whether two rows are the same.
"""

import hashlib
import hmac
import json
import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cached_property

from assessments.imports.mapping import KEEP, LEAVE, Mapping, RowIssue
from partnerships.vocabulary import plain
from spreadsheets.reader import Row, Sheet, as_text, headings

from .survey_tools import Identity, SurveyTool, cells, is_long, key_at
from .targets import IGNORED, WITH_CODE

DIGEST = 32
LONGEST_LABEL = 40  # characters of what a row that sums up begins with
FEWEST_REPEATED = 3  # headings in a row that repeats them

_SUMMARY = re.compile(
    r"(?:.* )?(?:(?:sub|grand )?totals?|averages?|means?|medians?|counts?"
    r"|(?:standard|std) deviation)(?: (?:score|rating|response)s?)?"
)


@dataclass(frozen=True)
class ClassifiedRows:
    """The rows below the headings, those that something is the matter with by sort.

    `imported_before` are rows that came in with an earlier file, under its name.
    """

    numbers: list[int]
    row_issues: dict[RowIssue, list[int]]
    choices: dict[RowIssue, str]
    imported_before: dict[str, list[int]] = field(default_factory=dict)

    @cached_property
    def left_out(self) -> frozenset[int]:
        """The numbers of the rows that are not imported."""
        left = (rows for issue, rows in self.row_issues.items() if self.choices[issue] == LEAVE)
        return frozenset(number for rows in left for number in rows)

    @property
    def no_answers(self) -> frozenset[int]:
        """The numbers of the rows that no one answered, so that no scale shows in them."""
        return self.left_out.intersection(self.row_issues[RowIssue.SUMMARY])


def classify_rows(
    sheet: Sheet,
    mapping: Mapping,
    *,
    secret: bytes = b"",
    earlier: Iterable[tuple[str, list[str]]] = (),
) -> ClassifiedRows:
    """Which rows have an issue, and what is done about it.

    `earlier` are files by name with the digests of their rows, made with the review's `secret`.
    Rows that say they are no answer are left out unless someone keeps them. A row that is the same
    as another one may be someone else's if nothing else, such as a time, tells people apart.
    """
    tools = SurveyTool(sheet, mapping)
    numbers = [n for n in range(mapping.header_row + 1, len(sheet.rows) + 1) if sheet.row(n)]
    imported_before = _imported_before(_Digests(tools, mapping, secret), numbers, earlier)
    repeated = _repeated(sheet, numbers)
    row_issues = {
        RowIssue.TEST: [n for n in numbers if tools.is_test(sheet.row(n))],
        RowIssue.UNFINISHED: [n for n in numbers if tools.is_unfinished(sheet.row(n))],
        RowIssue.HIDDEN: [n for n in numbers if n in sheet.hidden],
        RowIssue.SUMMARY: _summaries(sheet, mapping, numbers),
        RowIssue.REPEATED: repeated,
        RowIssue.EARLIER: sorted(number for rows in imported_before.values() for number in rows),
    }
    surely_repeated = all(tools.is_identified(sheet.row(number)) for number in repeated)
    usual = dict.fromkeys(RowIssue, LEAVE) | ({} if surely_repeated else {RowIssue.REPEATED: KEEP})
    choices = {issue: mapping.rows.get(issue.value, usual[issue]) for issue in RowIssue}
    return ClassifiedRows(numbers, row_issues, choices, imported_before)


def row_digests(sheet: Sheet, mapping: Mapping, numbers: Iterable[int], secret: bytes) -> list[str]:
    """Digests that recognise these rows in a newer export, in an order that reveals nothing."""
    digests = _Digests(SurveyTool(sheet, mapping), mapping, secret)
    return sorted(digests.of(sheet.row(number))[0] for number in numbers)


def _repeated(sheet: Sheet, numbers: list[int]) -> list[int]:
    seen: set[tuple[object, ...]] = set()
    again = []
    for number in numbers:
        row = cells(sheet.row(number))
        if row in seen:
            again.append(number)
        seen.add(row)
    return again


def _summaries(sheet: Sheet, mapping: Mapping, numbers: list[int]) -> list[int]:
    """Rows that begin with “Total” or the like, or say again what heads their columns."""
    titles = headings(sheet, mapping.header_row)
    about = [mapping.columns.get(index, IGNORED).kind for index in range(len(titles))]

    def is_summary(row: Row) -> bool:
        first = next((index for index, cell in enumerate(row) if cell is not None), None)
        if first is None:
            return False
        said = as_text(row[first])
        may_label = about[first] not in WITH_CODE and len(said) <= LONGEST_LABEL
        if may_label and _SUMMARY.fullmatch(plain(said)):
            return True
        again = sum(1 for cell, title in zip(row, titles, strict=False) if cell and cell == title)
        return again >= min(FEWEST_REPEATED, len(titles))

    return [number for number in numbers if is_summary(sheet.row(number))]


def _imported_before(
    made: "_Digests", numbers: list[int], earlier: Iterable[tuple[str, list[str]]]
) -> dict[str, list[int]]:
    """The rows that came in before, by file; of rows that are alike as many as came in."""
    files = [(name, Counter(digests)) for name, digests in earlier]
    imported_before: dict[str, list[int]] = {}
    for number in numbers if files else ():
        digests = made.of(made.tools.sheet.row(number))
        known = ((name, those, one) for one in digests for name, those in files if those[one])
        if found := next(known, None):
            name, those, digest = found
            those[digest] -= 1
            imported_before.setdefault(name, []).append(number)
    return imported_before


class _Digests:
    """What tells a row again: the tool's own number and time for it, else all it answers.

    Answers that were changed since, or another column, make no other person of it.
    """

    def __init__(self, tools: SurveyTool, mapping: Mapping, secret: bytes) -> None:
        self.tools, self.secret = tools, secret
        self._matched = [pair for pair in mapping.columns.items() if pair[1] != IGNORED]

    def of(self, row: Row) -> list[str]:
        """Its digest, and the one that it had if no one else had the same time then."""
        said = self.tools.row_identity(row)
        is_telling = any(map(is_long, said.values()))
        alone = [self._digest(said)] if is_telling else []
        if is_telling and self.tools.is_identified(row):
            return alone
        answers = {
            str(target): key for index, target in self._matched if (key := key_at(row, index))
        }
        return [self._digest(said | answers), *alone]

    def _digest(self, said: Identity) -> str:
        text = json.dumps(sorted(said.items()))
        return hmac.new(self.secret, text.encode(), hashlib.sha256).hexdigest()[:DIGEST]
