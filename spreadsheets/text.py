"""Tables as text: CSV in the encodings and with the delimiters that people's programs use.

Must not guess what the text means: every cell stays a string.
"""

import codecs
import csv
import io
import re
from collections import Counter
from collections.abc import Iterator
from itertools import chain, islice

from django.utils.translation import gettext as _

from .archive import not_a_spreadsheet
from .cells import Row, UnreadableSheet
from .csv_writer import unquoted
from .limits import Budget, TableBuilder, too_many_cells, too_many_rows
from .sheet_facts import LAST_ROW

DELIMITERS = ",;\t|"
SAMPLED = 50
LOOKED_AT = 1_000_000  # characters, to find the delimiter
SHOWN = 20  # characters on either side of a faulty one

_MARKS = {
    codecs.BOM_UTF8: "utf-8-sig",
    codecs.BOM_UTF16_LE: "utf-16",
    codecs.BOM_UTF16_BE: "utf-16",
}
_JOINED = re.compile(r"[;\t]\S|\d\|\d")
BEYOND_ASCII = re.compile(
    rb"[\xc2-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}|[\xf0-\xf4][\x80-\xbf]{3}"
)
_END = "\0end"  # decoded text holds no NUL, so no cell can be this


def read_text(content: bytes, budget: Budget) -> list[Row]:
    """The table in a text file."""
    text, named = _named_delimiter(decode(content))
    delimiter = named or find_delimiter(text)
    if max(map(text.count, "\r\n")) > LAST_ROW:
        raise UnreadableSheet(too_many_rows())
    if text.count(delimiter) > budget.cells:
        raise UnreadableSheet(too_many_cells(budget))
    table = TableBuilder(budget)
    for record in _records(text, delimiter):
        table.add([unquoted(cell) if cell[:1] == "'" else cell for cell in record])
    return table.rows


def decode(content: bytes) -> str:
    """The text in these bytes: by its byte order mark, else UTF-8, else Windows-1252.

    Text with UTF-8 letters is never read as Windows-1252: one faulty byte would garble them all.
    """
    marked = next((encoding for mark, encoding in _MARKS.items() if content.startswith(mark)), "")
    try:
        text = content.decode(marked or "utf-8")
    except UnicodeDecodeError as fault:
        if marked.startswith("utf-16"):
            raise UnreadableSheet(not_a_spreadsheet()) from fault
        text = _other_than_utf_8(content, fault)
    if not _is_text(text):
        raise UnreadableSheet(not_a_spreadsheet())
    return text


def _other_than_utf_8(content: bytes, fault: UnicodeDecodeError) -> str:
    if BEYOND_ASCII.search(content):
        raise UnreadableSheet(_two_encodings(content, fault.start))
    try:
        return content.decode("cp1252")
    except UnicodeDecodeError as other:
        raise UnreadableSheet(not_a_spreadsheet()) from other


def _two_encodings(content: bytes, at: int) -> str:
    line_began = max(content.rfind(b"\n", 0, at), content.rfind(b"\r", 0, at)) + 1
    around = content[max(line_began, at - SHOWN) : at + SHOWN].splitlines()[0]
    return _(
        "Not all of this file is UTF-8: line %(line)s reads “%(utf)s”, or “%(windows)s” if it is "
        "Windows-1252. Correct that line in your spreadsheet program and save the file as .xlsx "
        "or “CSV UTF-8”."
    ) % {
        "line": content.count(b"\n", 0, at) + 1,
        "utf": around.decode("utf-8", "replace"),
        "windows": around.decode("cp1252", "replace"),
    }


def _is_text(text: str) -> bool:
    start = text[:4096]
    odd = sum(1 for character in start if character < " " and character not in "\t\n\r\x0b\x0c")
    return "\0" not in text and odd * 50 <= len(start)


def _named_delimiter(text: str) -> tuple[str, str]:
    """The text without the `sep=;` line that Excel writes and hides, and the delimiter it names."""
    first, _newline, rest = text.partition("\n")
    named = first.strip("\r\"' ")
    if len(named) == 5 and named.lower().startswith("sep="):
        return rest, named[4]
    return text, ""


def find_delimiter(text: str) -> str:
    """The delimiter that splits the first rows most evenly into the most columns."""
    start = text[:LOOKED_AT]
    return max(DELIMITERS, key=lambda delimiter: _evenness(start, delimiter))


def _evenness(text: str, delimiter: str) -> float:
    """How regularly this delimiter splits the first rows, from 0 to 1."""
    sampled = islice(_records(text, delimiter, check=False), SAMPLED)
    records = [record for record in sampled if any(record)]
    counted = Counter(len(record) for record in records if len(record) > 1)
    if not counted:
        return 0
    width, rows = max(counted.items(), key=lambda pair: (pair[1], pair[0]))
    evenness = rows / len(records) * (1 - 1 / width)
    return evenness * (1 - _still_joined(records)) if delimiter == "," else evenness


def _still_joined(records: list[list[str]]) -> float:
    """The share of cells that commas split wrongly, as in the decimals “3,5;4,5”."""
    cells = [cell for record in records for cell in record]
    return sum(1 for cell in cells if _JOINED.search(cell)) / len(cells)


def _records(text: str, delimiter: str, *, check: bool = True) -> Iterator[list[str]]:
    """The records of a delimited text. Quoted cells may contain delimiters and line ends."""
    lines = chain(io.StringIO(text, newline=""), [_END])
    reader = csv.reader(lines, delimiter=delimiter)
    began = 1
    try:
        for record in reader:
            if record == [_END]:
                return
            if check and record and record[-1].endswith(_END):
                raise UnreadableSheet(_unclosed(began))
            yield record
            began = reader.line_num + 1
    except csv.Error as error:
        if check:
            raise UnreadableSheet(_unclosed(began)) from error


def _unclosed(line: int) -> str:
    return _(
        "The row that begins on line %(line)s has an opening quotation mark but no closing one. "
        "Close it, or save the file as .xlsx."
    ) % {"line": line}
