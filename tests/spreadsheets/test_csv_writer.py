"""CSV that we write: no formula in it runs, and everybody reads what was written."""

import ast
import codecs
import csv
import re
from io import StringIO

import pytest
from hypothesis import given
from hypothesis import strategies as st

from spreadsheets.cells import tidy
from spreadsheets.csv_writer import csv_file, csv_text, unquoted
from spreadsheets.reader import read_sheet
from tests.guards.test_rooms import APPS, ROOT, modules

AWKWARD = "\"',;|\t\r\n=+-@＝＠\ufeff\xa0 .0aé😀"
TEXTS = st.text(st.sampled_from(AWKWARD) | st.characters(codec="utf-8", exclude_categories=["C"]))
TABLES = st.integers(1, 4).flatmap(
    lambda width: st.lists(st.lists(TEXTS, min_size=width, max_size=width), min_size=1)
)
RUNS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")


def cells(text: str) -> list[list[str]]:
    return list(csv.reader(StringIO(text, newline="")))


def seen(rows: list[list[str]]) -> list[list[object]]:
    """Rows as our reader has them: cells tidied, and nothing after the last that is filled."""
    found = [[tidy(cell) for cell in row] for row in rows]
    for row in found:
        while row and row[-1] is None:
            row.pop()
    while found and not found[-1]:
        found.pop()
    return found


@given(TABLES)
def test_other_programs_read_what_was_written_but_for_the_quote(rows):
    assert [[unquoted(cell) for cell in row] for row in cells(csv_text(rows))] == rows


@given(TABLES)
def test_our_reader_reads_what_was_written(rows):
    content = b"sep=,\n" + csv_text([["head", "head"], *rows]).encode()
    [_head, *read] = read_sheet(codecs.BOM_UTF8 + content, "").rows
    assert read == seen(rows)


@given(TABLES)
def test_no_text_runs_but_a_number_with_its_sign(rows):
    for cell in (cell for row in cells(csv_text(rows)) for cell in row):
        assert not cell.startswith(RUNS) or re.fullmatch(r"[+-]\d+(\.\d+)?", cell)


@pytest.mark.parametrize("number", [-3, 2.5, "-3.5", "+2"])
def test_numbers_stay_numbers(number):
    assert cells(csv_text([[number]])) == [[str(number)]]


def test_a_file_is_marked_as_utf_8_and_read_without_help():
    rows = [["Name", "Says"], ["Zoë", "=1+1; “so”,\nthen"], ["'=", "-"]]
    content = csv_file(rows)
    assert content.startswith(codecs.BOM_UTF8)
    assert read_sheet(content, "").rows == rows


@pytest.mark.parametrize("app", sorted(APPS))
def test_no_other_module_writes_csv(app):
    for path in modules(app):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            writes = isinstance(node, ast.Attribute) and node.attr in ("writer", "DictWriter")
            if writes and path.name != "csv_writer.py":
                pytest.fail(
                    f"{path.relative_to(ROOT)}:{node.lineno} writes CSV of its own. "
                    "Call spreadsheets.csv_writer, whose cells can't run as formulas."
                )
