"""Files that are no table, or mean harm: they are refused with a reason, and cost little."""

import codecs
import io
import zipfile
from time import process_time

import pytest

from spreadsheets import archive as sheet_archive
from spreadsheets.reader import MAX_COLUMNS, MAX_ROWS

from .sheets import (
    CELL,
    OLE,
    as_csv,
    as_excel_writes,
    as_ods,
    as_xlsx,
    read,
    refusal,
    saved,
    with_part,
)


class TestRefusals:
    @pytest.mark.parametrize("content", [b"", b"\n\n", b",,\n,", codecs.BOM_UTF8, as_xlsx([])])
    def test_nothing_in_it(self, content):
        assert "empty" in refusal(content)

    def test_the_file_is_named(self):
        assert refusal(b"", "members.csv").startswith("members.csv: ")

    def test_an_old_workbook_that_is_damaged(self):
        assert "damaged" in refusal(OLE + b"\0" * 600, "a.xls")
        assert "damaged" in refusal(saved("libreoffice.xls")[:4000])

    def test_password(self):
        content = OLE + b"\0" * 600 + "EncryptedPackage".encode("utf-16-le")
        assert "without the password" in refusal(content)

    def test_password_of_an_old_workbook(self):
        content = saved("libreoffice.xls")
        first = content.index(b"\x09\x08\x10\x00\x00\x06\x05\x00")  # what begins the workbook
        locked = content[: first + 20] + b"\x2f\x00" + content[first + 22 :]
        assert "without the password" in refusal(locked)

    def test_password_of_an_open_document(self):
        manifest = "<m:manifest xmlns:m='m'><m:encryption-data/></m:manifest>"
        content = as_ods("", **{"META-INF/manifest.xml": manifest})
        assert "without the password" in refusal(content)

    def test_encrypted_archive(self):
        content = bytearray(as_xlsx([["a"]]))
        at = content.index(b"PK\x01\x02")
        content[at + 8] |= 1
        assert "without the password" in refusal(bytes(content))

    def test_other_archives(self):
        file = io.BytesIO()
        with zipfile.ZipFile(file, "w") as archive:
            archive.writestr("word/document.xml", "<a/>")
        assert "Select a file saved as .xlsx, .xls, .ods or CSV" in refusal(
            file.getvalue(), "a.docx"
        )

    def test_a_document_of_another_kind(self):
        text = "<office:document-content xmlns:office='o'/>"
        content = as_ods("", **{"content.xml": text})
        assert "not a spreadsheet" in refusal(content)

    @pytest.mark.parametrize("cut", [30, 400, -40])
    def test_damaged_archive(self, cut):
        assert "damaged" in refusal(as_xlsx([["a"]])[:cut])

    @pytest.mark.parametrize(
        "part", ["xl/worksheets/sheet1.xml", "xl/workbook.xml", "xl/styles.xml"]
    )
    def test_damaged_part(self, part):
        assert "damaged" in refusal(with_part(as_xlsx([["a"]]), part, lambda xml: xml[:-30]))

    @pytest.mark.parametrize(
        "content",
        [b"%PDF-1.7\n...", b"\x89PNG\r\n\x1a\n", b"{\\rtf1 a}", b"a\0b\0c", bytes(range(256)) * 9],
    )
    def test_other_things(self, content):
        message = refusal(content)
        assert "not a spreadsheet" in message
        assert ".ods or CSV" in message

    def test_web_page_under_another_name(self):
        assert "web page" in refusal(b"\n<HTML><table><tr><td>1</table>", "a.xls")

    @pytest.mark.parametrize("write", [as_csv, as_xlsx])
    def test_too_many_columns(self, write):
        assert len(read(write([["x"] * MAX_COLUMNS]))[0]) == MAX_COLUMNS
        message = refusal(write([["x"] * (MAX_COLUMNS + 1)]))
        assert "more than 16,384 columns" in message or "as far as cell XFE1" in message

    @pytest.mark.parametrize("write", [as_csv, as_xlsx])
    def test_too_many_rows(self, write):
        assert len(read(write([["x"]] * MAX_ROWS))) == MAX_ROWS
        assert "more than 20,000 rows" in refusal(write([["x"]] * (MAX_ROWS + 1)))

    def test_blank_rows_far_below_do_not_count(self):
        def prepare(workbook):
            workbook.active.cell(900_000, 1).number_format = "0.00"

        assert read(as_xlsx([["a"]], prepare)) == [["a"]]

    @pytest.mark.parametrize("row", [b"99999999999", b"1048577"])
    def test_a_row_number_beyond_any_sheet(self, row):
        content = with_part(
            as_xlsx([["a"], ["b"]]),
            "xl/worksheets/sheet1.xml",
            lambda xml: xml.replace(b'r="2"', b'r="' + row + b'"').replace(
                b'"A2"', b'"A' + row + b'"'
            ),
        )
        assert "too large" in refusal(content)

    def test_a_cell_that_claims_to_be_in_another_row(self):
        content = with_part(
            as_xlsx([["a"], ["b"]]),
            "xl/worksheets/sheet1.xml",
            lambda xml: xml.replace(b'"A2"', b'"A900000"'),
        )
        assert "damaged" in refusal(content)


ENTITIES = '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>'


OUTSIDE = '<!DOCTYPE x SYSTEM "file:///etc/passwd">'


PARTS = [
    *("xl/worksheets/sheet1.xml", "xl/styles.xml", "xl/workbook.xml"),
    "xl/_rels/workbook.xml.rels",
]


def with_body(body):
    """A workbook with this before its only row, in which “a” stands."""
    return with_part(
        as_excel_writes([["a"]]),
        "xl/worksheets/sheet1.xml",
        lambda xml: xml.replace(b"<sheetData>", b"<sheetData>" + body.encode()),
    )


class TestTraps:
    @pytest.mark.parametrize("part", PARTS)
    @pytest.mark.parametrize("declared", [ENTITIES, OUTSIDE])
    def test_no_part_may_declare_a_document_type(self, part, declared):
        def change(xml):
            at = xml.index(b"?>") + 2 if xml.startswith(b"<?xml") else 0
            return xml[:at] + declared.encode() + xml[at:]

        content = with_part(as_xlsx([["a"]]), part, change)
        assert "instructions that a spreadsheet does not need" in refusal(content)

    @pytest.mark.parametrize("declared", [ENTITIES, OUTSIDE])
    def test_nor_the_table_of_texts(self, declared):
        content = with_part(
            as_excel_writes([["a"]]), "xl/sharedStrings.xml", lambda xml: declared.encode() + xml
        )
        assert "instructions that a spreadsheet does not need" in refusal(content)

    @pytest.mark.parametrize("encoding", ["utf-16", "iso-8859-1", "cp037"])
    def test_not_even_in_another_encoding(self, encoding):
        def change(xml):
            text = xml.decode().partition("?>")[2] if xml.startswith(b"<?xml") else xml.decode()
            head = f'<?xml version="1.0" encoding="{encoding}"?>'
            return (head + ENTITIES + text).encode(encoding)

        content = with_part(as_xlsx([["a"]]), "xl/worksheets/sheet1.xml", change)
        assert refusal(content)

    def test_nor_an_open_document(self):
        content = as_ods("<table:table-row/>")
        declared = with_part(content, "content.xml", lambda xml: ENTITIES.encode() + xml)
        assert "instructions that a spreadsheet does not need" in refusal(declared)

    def test_nor_after_a_long_comment(self):
        def change(xml):
            return b"<!--" + b"x" * 200_000 + b"-->" + ENTITIES.encode() + xml

        content = with_part(as_xlsx([["a"]]), "xl/worksheets/sheet1.xml", change)
        assert "instructions that a spreadsheet does not need" in refusal(content)

    def test_an_archive_that_unpacks_to_too_much_is_not_unpacked(self, monkeypatch):
        file = io.BytesIO(as_xlsx([["a"]]))
        with zipfile.ZipFile(file, "a", zipfile.ZIP_DEFLATED) as archive:
            archive.writestr("xl/media/zeros.bin", bytes(sheet_archive.MAX_UNPACKED))
        monkeypatch.setattr(zipfile.ZipFile, "open", None)
        assert "more than 150 MB" in refusal(file.getvalue())

    def test_an_archive_that_lies_about_its_sizes_gives_no_more_than_it_declared(self):
        content = as_excel_writes([["a", 1]] * 1000)
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            real = archive.getinfo("xl/worksheets/sheet1.xml").file_size
        content = content.replace(real.to_bytes(4, "little"), (300).to_bytes(4, "little"))
        assert "damaged" in refusal(content)

    @pytest.mark.parametrize(
        "body",
        [
            "<row/>" * 1_100_000,
            ("<row>" + "<c/>" * 10_000 + "</row>") * 401,
            '<row r="1"><c r="A1"><v>1</v></c></row>'
            '<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>',
            ("<row>" + "<c/>" * 999 + "<c><v>1</v></c></row>") * 2_001,
            "<row>" + "<c><v>1</v></c>" * 17_000 + "</row>",
        ],
        ids=["rows", "elements", "corners", "room", "width"],
    )
    def test_what_would_exhaust_memory_or_time(self, body):
        content = with_body(body)
        start = process_time()
        assert "too large" in refusal(content) or "are too many" in refusal(content)
        assert process_time() - start < 15  # 2 s where it was written

    @pytest.mark.parametrize(
        "body",
        [
            "<row>" + "<c/>" * 200_000 + "</row>",
            "<!--" + "x" * 2_000_000 + "-->",
            "<row><c><v>1</v></c></row>" + " " * 2_000_000,
        ],
        ids=["row", "comment", "space"],
    )
    def test_what_is_only_long_is_read(self, body):
        content = with_body(body)
        start = process_time()
        assert read(content)[-1] == ["a"]
        assert process_time() - start < 15  # 0.1 s where it was written

    def test_corners_of_an_open_document(self):
        filled = "office:value-type='float' office:value='1'"
        for body in (
            f"<table:table-row table:number-rows-repeated='1048576'><table:table-cell {filled}"
            " table:number-columns-repeated='16384'/></table:table-row>",
            f"<table:table-row>{CELL}</table:table-row><table:table-row"
            " table:number-rows-repeated='99999999999'/><table:table-row>"
            f"{CELL}</table:table-row>",
            "<table:table-row><table:table-cell table:number-columns-repeated='99999999999'/>"
            f"{CELL}</table:table-row>",
        ):
            assert "too large" in refusal(as_ods(body)) or "are too many" in refusal(as_ods(body))

    @pytest.mark.parametrize("claim", [2**32, 10**20])
    def test_a_claim_of_more_texts_than_there_can_be(self, claim):
        content = with_part(
            as_excel_writes([["a"]]),
            "xl/sharedStrings.xml",
            lambda xml: xml.replace(b"<sst", f'<sst uniqueCount="{claim}"'.encode()),
        )
        assert "too large" in refusal(content)

    def test_a_claim_of_more_rows_than_an_old_workbook_can_have_is_not_believed(self):
        content = bytearray(saved("libreoffice.xls"))
        at = content.index(b"\x00\x02\x0e\x00")  # the record of a sheet's dimensions
        content[at + 8 : at + 12] = b"\xff\xff\xff\xff"
        assert read(bytes(content)) == read(saved("libreoffice.xls"))

    def test_a_stylesheet_without_end(self):
        content = with_part(
            as_xlsx([["a"]]),
            "xl/styles.xml",
            lambda xml: xml.replace(b"<cellXfs", b"<x/>" * 500_001 + b"<cellXfs"),
        )
        assert "too large" in refusal(content)

    def test_formatting_far_to_the_right_is_no_content(self):
        rows = "".join(f'<row r="{i}"><c r="XFD{i}"/></row>' for i in range(2, 3000))
        content = with_part(
            as_excel_writes([["a"]]),
            "xl/worksheets/sheet1.xml",
            lambda xml: xml.replace(b"</sheetData>", rows.encode() + b"</sheetData>"),
        )
        assert read(content) == [["a"]]

    def test_parts_that_hold_no_cell_are_not_opened(self):
        broken = with_part(as_xlsx([["a"]]), "docProps/core.xml", lambda _xml: b"<not xml")
        assert read(broken) == [["a"]]
