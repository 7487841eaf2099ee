"""Far too many cells are refused before any is parsed, and nothing else is for that."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from spreadsheets import archive, limits, ods, sheet_facts, tally, xls, xlsx
from spreadsheets.limits import Budget
from spreadsheets.reader import UnreadableSheet, read_sheets
from tests.spreadsheets.old_workbooks import numbers, workbook
from tests.spreadsheets.sheets import CELL, as_ods
from tests.spreadsheets.test_traps import ROW_OF_60, grid
from tests.spreadsheets.test_traps import xlsx as as_xlsx

FAR_TOO_MANY = {
    "xlsx, long": lambda: as_xlsx(grid(100_000, 60)),
    "xlsx, wide": lambda: as_xlsx(grid(700, 4_000)),
    "xlsx, empty cells": lambda: as_xlsx(grid(401, 10_000, "<c/>")),
    "ods": lambda: as_ods(ROW_OF_60 * 25_000),
    "xls": lambda: workbook(numbers(25_000, 40)),
}


@pytest.mark.parametrize("make", FAR_TOO_MANY.values(), ids=FAR_TOO_MANY)
def test_far_too_many_cells_are_refused_before_one_is_looked_at(make, monkeypatch):
    looked_at = []
    monkeypatch.setattr(Budget, "take_element", looked_at.append)
    monkeypatch.setattr(xls.xlrd, "open_workbook", looked_at.append)
    with pytest.raises(UnreadableSheet, match=r"too many cells|too large"):
        read_sheets(make(), "", 118)
    assert not looked_at


XLSX_CELLS = {"none": "<c/>", "number": "<c><v>1</v></c>", "text": "<c><is><t>a</t></is></c>"}
XLSX_CELLS["formula"] = "<c><f>1+1</f><v>2</v></c>"
ODS_CELLS = {"none": "<table:table-cell/>", "number": CELL, "formula": CELL}
ODS_CELLS["text"] = (
    "<table:table-cell office:value-type='string'><text:p>a</text:p><text:p>b</text:p>"
    "</table:table-cell>"
)
FILLED = ("number", "text", "formula")


@st.composite
def tables(draw) -> list[list[str]]:
    """Rows about as long as each other, most of whose cells hold something, and blank ones."""
    width = draw(st.integers(1, 7))
    cells = st.sampled_from([*FILLED, *FILLED, "none"])
    row = st.lists(cells, min_size=max(width - 1, 0), max_size=width)
    rows = draw(st.integers(1, 8).flatmap(lambda n: st.lists(row, min_size=n, max_size=n)))
    return rows + draw(st.lists(st.just(["none"]), max_size=3))


def in_excel(rows: list[list[str]]) -> bytes:
    return as_xlsx("".join(f"<row>{''.join(XLSX_CELLS[c] for c in row)}</row>" for row in rows))


def in_document(rows: list[list[str]]) -> bytes:
    def written(row):
        return f"<table:table-row>{''.join(ODS_CELLS[c] for c in row)}</table:table-row>"

    half = len(rows) // 2
    table = "</table:table><table:table table:name='Two'>"
    return as_ods("".join([*map(written, rows[:half]), table, *map(written, rows[half:])]))


def refusal(content: bytes, columns: int) -> str:
    try:
        sheets = read_sheets(content, "", columns)
    except UnreadableSheet as problem:
        return str(problem)
    return "".join(sheet.fault for sheet in sheets)


@pytest.fixture(scope="module")
def small():
    """All bounds are small, so that small tables reach them."""
    with pytest.MonkeyPatch.context() as patch:
        for module in (archive, sheet_facts, ods, limits, tally, xlsx):
            for name, value in {"ANY_SHAPE": 12, "MAX_ROWS": 5, "SMALL": 0, "CHUNK": 200}.items():
                if hasattr(module, name):
                    patch.setattr(module, name, value)
        yield


@pytest.mark.usefixtures("small")
@pytest.mark.parametrize("written", [in_excel, in_document])
@given(rows=tables(), columns=st.integers(0, 6))
def test_what_is_counted_as_too_many_is_too_many_for_the_parser(written, rows, columns):
    content = written(rows)
    counted = refusal(content, columns)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(archive.Archive, "large", lambda _archive, _name: iter(()))
        parsed = refusal(content, columns)
    assert bool(counted) == bool(parsed)
