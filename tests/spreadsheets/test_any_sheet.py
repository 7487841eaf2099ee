"""Any table is read back as it was written, and any file at all is read or refused."""

import csv
from datetime import date

from hypothesis import assume, given, settings
from hypothesis import strategies as st

from spreadsheets.csv_writer import unquoted
from spreadsheets.reader import UnreadableSheet
from spreadsheets.text import BEYOND_ASCII

from .sheets import CELL, as_csv, as_excel_writes, as_ods, as_xlsx, read, saved

LATIN = st.characters(codec="cp1252", exclude_categories=["Cc"], exclude_characters="\ufeff")


WORDS = st.text(LATIN | st.sampled_from(',;\t"\n'), max_size=12).map(lambda t: t.strip(" \t\n\xa0"))


@st.composite
def tables(draw, cells=WORDS):
    """Tables of two to six columns with a full row of headings, as tables have."""
    width = draw(st.integers(2, 6))
    names = st.text(st.characters(codec="ascii", categories=["L"]), min_size=1, max_size=8)
    head = draw(st.lists(names, min_size=width, max_size=width))
    rows = draw(st.lists(st.lists(cells, min_size=width, max_size=width), max_size=8))
    return [head, *rows]


def trimmed(rows):
    """What reading makes of rows: blanks None, and nothing after the last that is filled."""
    kept = [[None if cell == "" else cell for cell in row] for row in rows]
    for row in [*kept, kept]:
        while row and (row[-1] is None or row[-1] == []):
            row.pop()
    return kept


@given(
    tables(),
    st.sampled_from([",", ";", "\t"]),
    st.sampled_from(["utf-8", "utf-8-sig", "utf-16", "cp1252"]),
    st.sampled_from(["\n", "\r\n"]),
)
@settings(deadline=None)
def test_any_table_written_as_text_reads_back_the_same(rows, delimiter, encoding, end):
    assume(all(unquoted(cell) == cell for row in rows for cell in row))  # as exports quote formulas
    content = as_csv(rows, delimiter, encoding, lineterminator=end, quoting=csv.QUOTE_ALL)
    if encoding == "cp1252":
        assume(not BEYOND_ASCII.search(content))  # what looks like UTF-8 can't be told apart
    assert read(content) == trimmed(rows)


NUMBERS = st.integers(-(2**40), 2**40) | st.floats(-1e9, 1e9).map(lambda n: round(n, 6))


DAYS = st.dates(date(1950, 1, 1), date(2100, 1, 1))


@given(tables(WORDS | NUMBERS | st.booleans() | DAYS | st.none()))
@settings(deadline=None, max_examples=50)
def test_any_table_written_as_a_workbook_reads_back_the_same(rows):
    assume(not any(isinstance(cell, str) and cell.startswith("=") for row in rows for cell in row))
    assert read(as_xlsx(rows)) == trimmed(rows)


@given(tables(WORDS | NUMBERS | st.none()))
@settings(deadline=None, max_examples=50)
def test_any_table_as_excel_writes_it_reads_back_the_same(rows):
    assert read(as_excel_writes(rows)) == trimmed(rows)


def read_or_refused(content):
    try:
        return bool(read(content))
    except UnreadableSheet as problem:
        return str(problem).endswith(".")


@given(st.binary(max_size=300))
def test_any_bytes_are_read_or_refused_with_a_reason(content):
    assert read_or_refused(content)


SOUND = [
    as_xlsx([["a", 1], ["b", date(2026, 5, 3)]]),
    as_ods(f"<r/>{CELL}"),
    saved("libreoffice.xls"),
]


@given(st.sampled_from(SOUND), st.data())
@settings(deadline=None, max_examples=150)
def test_any_damage_to_a_workbook_is_read_or_refused(sound, data):
    content = bytearray(sound)
    for _ in range(data.draw(st.integers(1, 5))):
        content[data.draw(st.integers(4, len(content) - 1))] = data.draw(st.integers(0, 255))
    assert read_or_refused(bytes(content))
