"""Small files that stand for a great deal: refused at once, and what can be read takes little.

Each is tried in a process of its own, whose memory and processor time tell what it took: a copy of
one that has loaded the program already, for loading it takes longer than most of them. Times are
compared with reading a plain table of 400,000 cells on the same machine at the same time: where
one takes long, both are tried again, for a busy machine can be slow at any moment.
"""

import io
import os
import re
import struct
import subprocess
import sys
import zipfile
from pathlib import Path
from typing import NamedTuple

import pytest

from .old_workbooks import BEGIN, END, WIDTHS, doubled, linked, numbers, record, workbook, xls
from .sheets import CELL, EXCEL, MAIN, OFFICE, as_csv, as_ods

ROOT = Path(__file__).parents[2]
MOST_BYTES = 12_000_000
MOST_MEGABYTES = 450
REFUSED_WITHIN = 1.5  # times reading the plain table
READ_WITHIN = 20
TRIES = 4

TRY = """
import os, resource, sys
import django
django.setup()
from spreadsheets.reader import UnreadableSheet, read_sheets

def attempt(path, columns):
    content = open(path, "rb").read()
    began = resource.getrusage(resource.RUSAGE_SELF)
    try:
        sheets = read_sheets(content, "", int(columns))
        said = f"{len(sheets[0].rows)} rows" if not sheets[0].fault else sheets[0].fault
    except UnreadableSheet as problem:
        said = str(problem)
    ended = resource.getrusage(resource.RUSAGE_SELF)
    status = open("/proc/self/status").read()
    peak = int(status.split("VmHWM:")[1].split()[0]) // 1024
    seconds = ended.ru_utime + ended.ru_stime - began.ru_utime - began.ru_stime
    print(seconds, peak, said, sep="|", flush=True)

for line in sys.stdin:
    if not os.fork():
        attempt(*line.split())
        os._exit(0)
    if status := os.wait()[1]:
        print(0, 0, f"it ended with {status}", sep="|", flush=True)
"""


class Taken(NamedTuple):
    """What reading a file took, and what was said of it."""

    seconds: float
    megabytes: int
    said: str


def xlsx(body, strings="", **parts):
    content = f'<worksheet xmlns="{MAIN}"><sheetData>{body}</sheetData></worksheet>'
    written = EXCEL | {
        "xl/worksheets/sheet1.xml": content,
        "xl/sharedStrings.xml": f'<sst xmlns="{MAIN}">{strings}</sst>',
    }
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in (written | parts).items():
            archive.writestr(name, text)
    return file.getvalue()


TEXT, NUMBER = '<c t="s"><v>0</v></c>', "<c><v>4</v></c>"


def grid(rows, columns, cell=NUMBER):
    return ("<row>" + cell * columns + "</row>") * rows


def after(rest):
    """A small sheet with this after its rows."""
    return xlsx(grid(1, 1) + "</sheetData>" + rest + "<sheetData>")


def sheets(count, relation="r1"):
    listed = "".join(
        f'<sheet name="S{i}" sheetId="{i + 1}" r:id="{relation}"/>' for i in range(count)
    )
    text = f'<workbook xmlns="{MAIN}" xmlns:r="{OFFICE}"><sheets>{listed}</sheets></workbook>'
    return xlsx(grid(1000, 1), **{"xl/workbook.xml": text})


def names(count):
    text = EXCEL["xl/workbook.xml"].replace(
        "</workbook>", "<definedNames>" + "<definedName/>" * count + "</definedNames></workbook>"
    )
    return xlsx(grid(1, 1), **{"xl/workbook.xml": text})


def alike(cell, rows="1", columns="1"):
    """A document in which one cell stands for many."""
    return as_ods(
        f"<table:table-row table:number-rows-repeated='{rows}'>"
        f"<table:table-cell table:number-columns-repeated='{columns}' {cell}</table:table-cell>"
        "</table:table-row>"
    )


def said(text):
    return f"office:value-type='string'><text:p>{text}</text:p>"


NEEDLESS = ["named formulas", "links", "widths of columns"]
TOO_LARGE = "too large"
TOO_LONG = "texts in this file are too long"
TOO_MANY = "too many cells"
DAMAGED = "damaged"
SAME_CELL = '<c r="A1"/>'
LONG = "a" * 10**7
ERROR = "table:formula='x'><office:annotation>#N/A</office:annotation>"
ROW_OF_60 = f"<table:table-row>{CELL * 60}</table:table-row>"
ROWS_REPEATED = "<table:table-row table:number-rows-repeated='400'>{}</table:table-row>"
REFUSED = {
    "1,500,000 cells": (lambda: xlsx(grid(1500, 1000)), TOO_LARGE),
    "1,500,000 texts": (lambda: xlsx(grid(1500, 1000, TEXT), "<si><t>a</t></si>"), TOO_LARGE),
    "rows without end": (lambda: xlsx(grid(100_000, 60)), TOO_MANY),
    "rows without end in a document": (lambda: as_ods(ROW_OF_60 * 25_000), TOO_MANY),
    "cells of an old workbook": (lambda: workbook(numbers(25_000, 40)), TOO_MANY),
    "empty rows": (lambda: xlsx("<row/>" * 1_100_000), TOO_LARGE),
    "empty cells": (lambda: xlsx(grid(401, 10_000, "<c/>")), TOO_LARGE),
    "one cell over again": (
        lambda: xlsx("<row>" + SAME_CELL * 1_500_000 + "</row>"),
        TOO_LARGE,
    ),
    "values in one cell": (lambda: xlsx("<row><c>" + "<v/>" * 1_000_000), TOO_LARGE),
    "one long text": (
        lambda: xlsx(grid(999, 900, TEXT), f"<si><t>{LONG}</t></si>"),
        TOO_LONG,
    ),
    "texts": (lambda: xlsx(grid(1, 1), "<si><t>a</t></si>" * 600_000), TOO_LARGE),
    "styles": (
        lambda: xlsx(grid(1, 1), **{"xl/styles.xml": f"<s>{'<xf/>' * 500_000}</s>"}),
        TOO_LARGE,
    ),
    "names": (lambda: names(500_000), TOO_LARGE),
    "links": (lambda: after("<hyperlinks>" + "<hyperlink/>" * 1_000_000), TOO_LARGE),
    "comments": (lambda: after("<legacyDrawing/>" * 1_000_000), TOO_LARGE),
    "merged ranges": (
        lambda: after("<mergeCells>" + '<mergeCell ref="A1:A20000"/>' * 600_000),
        TOO_LARGE,
    ),
    "sheets": (lambda: sheets(10_000), "more than 200 sheets"),
    "sheets that share a part": (lambda: sheets(150), DAMAGED),
    "attributes": (
        lambda: xlsx("<row " + " ".join(f'a{i}=""' for i in range(500_000)) + "/>"),
        TOO_LARGE,
    ),
    "repeated texts": (lambda: alike(said("a" * 10**6), 1000, 10), TOO_LONG),
    "repeated spaces": (lambda: alike(said("<text:s text:c='1000000000'/>")), TOO_LONG),
    "repeated values": (
        lambda: alike("office:value-type='float' office:value='1'>", 10_000, 1000),
        TOO_LARGE,
    ),
    "repeated errors": (
        lambda: alike(ERROR, 10**6, 16_000),
        TOO_LARGE,
    ),
    "empty cells of a document": (
        lambda: as_ods(ROWS_REPEATED.format("<table:table-cell/>" * 1_500_000)),
        TOO_LARGE,
    ),
    "commas": (lambda: b"," * MOST_BYTES, TOO_MANY),
    "rows of commas": (lambda: (b"," * 16_000 + b"\n") * 700, TOO_MANY),
    "a wide text": (lambda: as_csv([["x"] * 1000] * 1500), TOO_MANY),
    "blank lines": (lambda: b"\n" * MOST_BYTES, "more than 20,000 rows"),
    "lines": (lambda: b"a\n" * (MOST_BYTES // 2), "more than 20,000 rows"),
    "quotation marks": (lambda: b'""' * (MOST_BYTES // 2), "quotation mark"),
    "an old workbook’s records": (lambda: workbook(record(0x00FF) * 1_100_000), TOO_LARGE),
    "an old workbook’s blanks": (
        lambda: workbook(record(0x00BE, bytes(518)) * 12_500),
        TOO_LARGE,
    ),
    "an old workbook’s styles": (
        lambda: workbook(b"", names=record(0x00E0, bytes(20)) * 280_000),
        TOO_LARGE,
    ),
    "old sheets in one place": (lambda: workbook(record(0x00FF) * 10_000, 150), TOO_LARGE),
    "an old workbook that claims more": (lambda: xls(BEGIN + END, 10**9), TOO_LARGE),
}
READ = {
    "20,000 rows of 118 columns": lambda: xlsx(grid(20_000, 118, TEXT), "<si><t>Agree</t></si>"),
    "20,000 rows as text": lambda: b",".join([b"4"] * 118).join([b"", b"\n"]) * 20_000,
    "20,000 rows of a document": lambda: alike(said("Agree"), 20_000, 118),
}


@pytest.fixture(scope="module")
def try_out(tmp_path_factory):
    place = tmp_path_factory.mktemp("traps") / "file"
    environment = os.environ | {"DJANGO_SETTINGS_MODULE": "tests.settings"}
    pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "text": True}
    with subprocess.Popen([sys.executable, "-c", TRY], cwd=ROOT, env=environment, **pipes) as tries:

        def taken(content: bytes, columns: int = 118) -> Taken:
            assert len(content) <= MOST_BYTES
            place.write_bytes(content)
            print(place, columns, file=tries.stdin, flush=True)
            seconds, peak, said = tries.stdout.readline().strip().split("|", 2)
            return Taken(float(seconds), int(peak), said)

        yield taken


@pytest.fixture(scope="module")
def plain(try_out):
    """Reading a table of ordinary size."""
    content = xlsx(grid(8_000, 50))

    def taken() -> Taken:
        found = try_out(content)
        assert found.said == "8000 rows"
        return found

    return taken


@pytest.fixture(scope="module")
def usual(plain) -> Taken:
    return plain()


@pytest.fixture
def within(try_out, plain, usual):
    """Reads a file and holds it to so many times what a plain table takes."""

    def taken(times: float, content: bytes) -> Taken:
        found, floor = try_out(content), usual
        for _again in range(TRIES - 1):
            if found.seconds < times * floor.seconds:
                break
            found, floor = try_out(content), plain()
        assert found.seconds < times * floor.seconds
        return found

    return taken


@pytest.mark.parametrize(("make", "why"), REFUSED.values(), ids=REFUSED)
def test_what_stands_for_a_great_deal_is_refused_for_little(within, make, why):
    taken = within(REFUSED_WITHIN, make())
    assert why in taken.said
    assert taken.megabytes < MOST_MEGABYTES


@pytest.mark.parametrize("make", READ.values(), ids=READ)
def test_answers_of_20_000_people_are_read(within, make):
    taken = within(READ_WITHIN, make())
    assert taken.said == "20000 rows"
    assert taken.megabytes < MOST_MEGABYTES


@pytest.mark.parametrize(
    ("inside", "beside"), [(b"", doubled(22)), (linked(20_000), b""), (WIDTHS, b"")], ids=NEEDLESS
)
def test_what_no_value_of_an_old_workbook_needs_is_passed_over(within, inside, beside):
    cells = record(0x0203, struct.pack("<HHHd", 0, 0, 0, 4.0)) * 300
    taken = within(REFUSED_WITHIN, workbook(cells + inside, names=beside))
    assert taken.said == "1 rows"
    assert taken.megabytes < MOST_MEGABYTES


def test_a_list_of_members_may_not_be_as_long(try_out):
    content = xlsx(grid(6_000, 100))
    assert re.search("A table can have up to 500,000 cells\\.", try_out(content, columns=0).said)
