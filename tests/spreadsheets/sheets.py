"""Tables as text, as a workbook, and as Excel itself writes one; and what comes of reading them."""

import csv
import io
import zipfile
from pathlib import Path
from xml.sax.saxutils import escape

import openpyxl
import pytest

from spreadsheets.reader import UnreadableSheet, read_sheet

INPUTS = Path(__file__).parents[1] / "inputs"


RELS = "application/vnd.openxmlformats-package.relationships"


SPREADSHEET = "application/vnd.openxmlformats-officedocument.spreadsheetml"


OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


def as_csv(rows, delimiter=",", encoding="utf-8", **options):
    text = io.StringIO(newline="")
    csv.writer(text, delimiter=delimiter, **options).writerows(rows)
    return text.getvalue().encode(encoding)


def as_xlsx(rows, prepare=lambda workbook: None):
    workbook = openpyxl.Workbook()
    for row in rows:
        workbook.active.append(row)
    prepare(workbook)
    file = io.BytesIO()
    workbook.save(file)
    return file.getvalue()


MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"


OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


PACKAGE = "http://schemas.openxmlformats.org/package/2006"


EXCEL = {
    "[Content_Types].xml": f"""<Types xmlns="{PACKAGE}/content-types">
        <Default Extension="rels" ContentType="{RELS}+xml"/>
        <Override PartName="/xl/workbook.xml" ContentType="{SPREADSHEET}.sheet.main+xml"/>
        <Override PartName="/xl/worksheets/sheet1.xml" ContentType="{SPREADSHEET}.worksheet+xml"/>
        <Override PartName="/xl/sharedStrings.xml" ContentType="{SPREADSHEET}.sharedStrings+xml"/>
        </Types>""",
    "_rels/.rels": f"""<Relationships xmlns="{PACKAGE}/relationships">
        <Relationship Id="r1" Type="{OFFICE}/officeDocument" Target="xl/workbook.xml"/>
        </Relationships>""",
    "xl/_rels/workbook.xml.rels": f"""<Relationships xmlns="{PACKAGE}/relationships">
        <Relationship Id="r1" Type="{OFFICE}/worksheet" Target="worksheets/sheet1.xml"/>
        <Relationship Id="r2" Type="{OFFICE}/sharedStrings" Target="sharedStrings.xml"/>
        </Relationships>""",
    "xl/workbook.xml": f"""<workbook xmlns="{MAIN}" xmlns:r="{OFFICE}">
        <sheets><sheet name="One" sheetId="1" r:id="r1"/></sheets></workbook>""",
}


def as_excel_writes(rows):
    """A workbook of texts and numbers whose texts stand in a table of their own."""
    texts = list(dict.fromkeys(cell for row in rows for cell in row if isinstance(cell, str)))
    at = {text: number for number, text in enumerate(texts)}

    def cell(value):
        if value is None:
            return "<c/>"
        return f'<c t="s"><v>{at[value]}</v></c>' if value in at else f"<c><v>{value}</v></c>"

    body = "".join(f"<row>{''.join(map(cell, row))}</row>" for row in rows)
    table = "".join(f'<si><t xml:space="preserve">{escape(text)}</t></si>' for text in texts)
    parts = {
        **EXCEL,
        "xl/worksheets/sheet1.xml": (
            f'<worksheet xmlns="{MAIN}"><sheetData>{body}</sheetData></worksheet>'
        ),
        "xl/sharedStrings.xml": f'<sst xmlns="{MAIN}">{table}</sst>',
    }
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in parts.items():
            archive.writestr(name, text)
    return file.getvalue()


OASIS = "urn:oasis:names:tc:opendocument:xmlns"


CELL = '<table:table-cell office:value-type="float" office:value="1"/>'


def as_ods(body, **parts):
    """An OpenDocument spreadsheet with these rows in its one sheet, and other parts."""
    spaces = " ".join(f'xmlns:{name}="{OASIS}:{name}:1.0"' for name in ("office", "table", "text"))
    content = (
        f'<office:document-content {spaces} xmlns:calcext="urn:calcext"><office:body>'
        f'<office:spreadsheet><table:table table:name="One">{body}</table:table>'
        "</office:spreadsheet></office:body></office:document-content>"
    )
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in ({"content.xml": content} | parts).items():
            archive.writestr(name, text)
    return file.getvalue()


def saved(name):
    """A file that another program wrote."""
    return (INPUTS / name).read_bytes()


def with_part(content, name, change):
    """The workbook with one of its parts changed."""
    file = io.BytesIO()
    assert name in zipfile.ZipFile(io.BytesIO(content)).namelist()
    with (
        zipfile.ZipFile(io.BytesIO(content)) as old,
        zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as new,
    ):
        for entry in old.namelist():
            data = old.read(entry)
            new.writestr(entry, change(data) if entry == name else data)
    return file.getvalue()


def read(content, filename="file"):
    return read_sheet(content, filename).rows


def refusal(content, filename="file"):
    with pytest.raises(UnreadableSheet) as caught:
        read_sheet(content, filename)
    return str(caught.value)


PEOPLE = [["Name", "Agency"], ["Siân O’Neill", "Café; & Sons, Ltd"], ["Bo", 'The "Hub"']]
