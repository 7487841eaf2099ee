"""What a file's headings and notes say its numbers mean: “1 = strongly agree”.

Must not settle what they mean: it tells only that they may mean something else than ours.
"""

import re
from collections.abc import Iterator
from itertools import islice

from spreadsheets.reader import Sheet

from .value_synonyms import Recogniser

NARROW = 2  # cells of a row that is a note and no person
LOOKED_AT = 400  # characters
MOST_NOTES = 50

_WORDS = r"[^\W\d][^\d=:;,.…()\[\]]*"
_NUMBER_FIRST = re.compile(rf"(?<!\d)(\d{{1,2}})\W*(?:(?:is|means|for)\b\W*)?({_WORDS})")
_WORDS_FIRST = re.compile(rf"({_WORDS})[=:(\[]\W*(\d{{1,2}})(?!\d)")


def contradicts_labels(sheet: Sheet, header_row: int, recognise: Recogniser) -> bool:
    """Whether the headings, or a line above or below the table, give our words other numbers."""
    texts = {text.casefold() for text in _texts(sheet, header_row)}
    return any(
        meant.isdigit() and int(meant) != number
        for text in texts
        for number, words in _pairs(text)
        for meant in _meant(words.split(), recognise)
    )


def _texts(sheet: Sheet, header_row: int) -> Iterator[str]:
    notes = (row for row in sheet.rows[header_row:] if 0 < len(row) <= NARROW)
    for row in (*sheet.rows[:header_row], *islice(notes, MOST_NOTES)):
        yield from (cell[:LOOKED_AT] for cell in row if isinstance(cell, str))


def _pairs(text: str) -> Iterator[tuple[int, str]]:
    yield from ((int(number), words) for number, words in _NUMBER_FIRST.findall(text))
    yield from ((int(number), words) for words, number in _WORDS_FIRST.findall(text))


def _meant(words: list[str], recognise: Recogniser) -> Iterator[str]:
    """What a text stands for, or its first or last words: others may stand around them."""
    for part in (words, words[:2], words[-2:]):
        if meant := recognise(" ".join(part)):
            yield meant
            return
