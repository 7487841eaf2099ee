"""Files as people have them: whatever the program that wrote them, the table reads the same."""

import codecs
import csv
import io
import zipfile
from datetime import date, datetime, time, timedelta
from time import perf_counter
from xml.sax.saxutils import escape

import openpyxl
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from partnerships import sheet_archive
from partnerships.sheets import (
    MAX_COLUMNS,
    MAX_ROWS,
    Sheet,
    UnreadableSheet,
    column_letter,
    find_headings,
    headings,
    read_sheet,
)

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


class TestText:
    @pytest.mark.parametrize("delimiter", [",", ";", "\t"])
    @pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
    def test_encodings_and_delimiters(self, delimiter, encoding):
        assert read(as_csv(PEOPLE, delimiter, encoding)) == PEOPLE

    def test_utf_16_big_endian_with_mark(self):
        content = codecs.BOM_UTF16_BE + as_csv(PEOPLE, encoding="utf-16-be")
        assert read(content) == PEOPLE

    @pytest.mark.parametrize("first", ["sep=;\r\n", '"sep=;"\r\n', "SEP=;\n"])
    def test_the_line_that_names_the_delimiter_is_honoured_and_not_counted(self, first):
        content = (first + "a,b;c,d;e\r\n1;2;3\r\n").encode()
        assert read(content) == [["a,b", "c,d", "e"], ["1", "2", "3"]]

    def test_the_named_delimiter_may_be_any_character(self):
        assert read(b"sep=|\na|b\n") == [["a", "b"]]

    def test_decimal_commas_between_semicolons(self):
        content = "Place;Mean;Spread\n" + "\n".join("3,5;4,5;2,0" for _ in range(60))
        assert read(content.encode())[1] == ["3,5", "4,5", "2,0"]

    def test_commas_in_prose_do_not_outweigh_semicolons(self):
        content = "Name;Comment\nAna;Well, mostly, yes\nBen;No, never, ever\nCleo;Fine\n"
        assert read(content.encode())[1] == ["Ana", "Well, mostly, yes"]

    def test_semicolons_in_prose_do_not_outweigh_commas(self):
        content = "Name,Level,Comment\nAna,1,Well; mostly\nBen,2,No; never\n"
        assert read(content.encode())[1] == ["Ana", "1", "Well; mostly"]

    def test_titles_above_the_table(self):
        content = "Results of the survey, May 2026\n\nName;Agency;Level\nAna;NHS;x\nBen;Hub;y\n"
        rows = read(content.encode())
        assert rows[1] == []
        assert rows[2:] == [["Name", "Agency", "Level"], ["Ana", "NHS", "x"], ["Ben", "Hub", "y"]]

    def test_rows_whose_last_cells_were_cut_off(self):
        assert read(b"a,b,c,d\n1,2\n1,2,3\n\n1\n") == [
            *([["a", "b", "c", "d"], ["1", "2"], ["1", "2", "3"], [], ["1"]])
        ]

    def test_line_ends_within_quotes_stay_in_the_cell(self):
        assert read(b'a,b\r\n"one\r\ntwo",2\r\nx,y\r\n') == [
            ["a", "b"],
            ["one\ntwo", "2"],
            ["x", "y"],
        ]

    @pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
    def test_every_kind_of_line_end(self, end):
        assert read(end.join(["a,b", "1,2", ""]).encode()) == [["a", "b"], ["1", "2"]]

    def test_one_column_needs_no_delimiter(self):
        assert read(b"E-mail\nana@example.org\n") == [["E-mail"], ["ana@example.org"]]

    def test_cells_are_stripped_and_blanks_are_none(self):
        assert read("a,b,c\n  ,\u200bx\u00a0,\ufeff\n1, ,2".encode()) == [
            *([["a", "b", "c"], [None, "x"], ["1", None, "2"]])
        ]

    def test_blank_rows_keep_their_numbers_and_trailing_ones_go(self):
        assert read(b"a,b\n\n,\n1,2\n\n,,\n") == [["a", "b"], [], [], ["1", "2"]]

    def test_a_quotation_mark_never_closed_is_named_by_line(self):
        message = refusal(b'a,b\n1,2\n"three,4\n5,6\n7,8')
        assert "row that begins on line 3" in message

    def test_a_cell_too_long_because_a_quotation_mark_is_not_closed(self):
        assert "begins on line 2" in refusal(b'a,b\n"' + b"x,y\n" * 50_000)

    def test_leniency_to_a_quotation_mark_within_a_cell(self):
        assert read(b'Name,Level\n5" pipe,x\n"Jim" Smith,y\n') == [
            *([["Name", "Level"], ['5" pipe', "x"], ["Jim Smith", "y"]])
        ]


class TestWorkbook:
    def test_types_come_through(self):
        noon = datetime(2026, 5, 3, 12)  # noqa: DTZ001 (spreadsheets know no time zones)
        rows = [["a", 1, 2.5, True], [date(2026, 5, 3), noon, None, "#N/A"]]
        assert read(as_xlsx(rows)) == rows

    def test_texts_in_a_table_of_their_own(self):
        rows = [["Name", "Agency"], ["Ana", "Name"], [None, 4]]
        assert read(as_excel_writes(rows)) == rows

    def test_true_stays_apart_from_one(self):
        assert [type(cell) for cell in read(as_xlsx([[True, 1, 1.5]]))[0]] == [bool, int, float]

    def test_times_are_read_as_text(self):
        rows = [["a", time(3, 5), timedelta(hours=30)]]
        assert read(as_xlsx(rows)) == [["a", "03:05:00", "1 day, 6:00:00"]]

    def test_a_number_beyond_all_numbers_is_text(self):
        content = with_part(
            as_xlsx([["a", 7]]),
            "xl/worksheets/sheet1.xml",
            lambda xml: xml.replace(b">7<", b">1e999<"),
        )
        assert read(content) == [["a", "inf"]]

    def test_the_name_is_not_believed(self):
        assert read(as_xlsx([["a"]]), "people.csv") == [["a"]]
        assert read(b"a,b\n", "people.xlsx") == [["a", "b"]]

    def test_first_visible_sheet_with_content(self):
        def prepare(workbook):
            workbook.create_sheet("hidden", 0).append(["secret"])
            workbook["hidden"].sheet_state = "hidden"
            workbook.create_sheet("empty", 0)
            workbook.create_sheet("later").append(["later"])

        assert read(as_xlsx([["seen"]], prepare)) == [["seen"]]

    def test_only_hidden_sheets_hold_anything(self):
        def prepare(workbook):
            workbook.create_sheet("hidden").append(["secret"])
            workbook["hidden"].sheet_state = "hidden"

        assert "visible sheets" in refusal(as_xlsx([], prepare))

    def test_rows_keep_their_numbers_when_there_is_nothing_above(self):
        def prepare(workbook):
            workbook.active["B4"] = "x"

        assert read(as_xlsx([], prepare)) == [[], [], [], [None, "x"]]

    def test_wrong_dimensions_are_not_believed(self):
        content = with_part(
            as_xlsx([["a", "b"], [1, 2]]),
            "xl/worksheets/sheet1.xml",
            lambda xml: xml.replace(b'ref="A1:B2"', b'ref="A1"'),
        )
        assert read(content) == [["a", "b"], [1, 2]]

    def test_formulas_are_read_as_their_values(self):
        content = with_part(
            as_xlsx([["a"], ["=1+1"]]),
            "xl/worksheets/sheet1.xml",
            lambda xml: xml.replace(b"<f>1+1</f><v></v>", b"<f>1+1</f><v>2</v>").replace(
                b"<f>1+1</f><v />", b"<f>1+1</f><v>2</v>"
            ),
        )
        assert read(content) == [["a"], [2]]

    def test_a_formula_never_worked_out_is_not_read_as_a_blank(self):
        message = refusal(as_xlsx([["a"], ["=1+1"]]))
        assert "Cell A2 holds a formula" in message

    def test_a_formula_whose_result_is_empty_text_is_a_blank(self):
        def emptied(xml):
            assert b"<f>1+1</f>" in xml
            return xml.replace(b'r="A2"', b'r="A2" t="str"')

        content = with_part(as_xlsx([["a"], ["=1+1", "x"]]), "xl/worksheets/sheet1.xml", emptied)
        assert read(content) == [["a"], [None, "x"]]

    def test_line_ends_within_cells(self):
        assert read(as_excel_writes([["one\r\ntwo", "a_x000D_\nb"]])) == [["one\ntwo", "a\nb"]]

    @pytest.mark.parametrize("write", [as_xlsx, as_excel_writes])
    def test_ten_thousand_rows_of_45_columns_are_fast(self, write):
        content = write([[f"heading {i}" for i in range(45)], *[[*range(44), "x"]] * 10_000])
        start = perf_counter()
        assert len(read(content)) == 10_001
        assert perf_counter() - start < 20  # 2 to 3 s where it was written


class TestRefusals:
    @pytest.mark.parametrize("content", [b"", b"\n\n", b",,\n,", codecs.BOM_UTF8, as_xlsx([])])
    def test_nothing_in_it(self, content):
        assert "nothing in" in refusal(content).lower()

    def test_the_file_is_named(self):
        assert refusal(b"", "members.csv").startswith("members.csv: ")

    def test_old_excel(self):
        assert "Open it and save it as .xlsx or CSV" in refusal(OLE + b"\0" * 600, "a.xlsx")

    def test_password(self):
        content = OLE + b"\0" * 600 + "EncryptedPackage".encode("utf-16-le")
        assert "without the password" in refusal(content)

    def test_encrypted_archive(self):
        content = bytearray(as_xlsx([["a"]]))
        at = content.index(b"PK\x01\x02")
        content[at + 8] |= 1
        assert "without the password" in refusal(bytes(content))

    def test_other_archives(self):
        file = io.BytesIO()
        with zipfile.ZipFile(file, "w") as archive:
            archive.writestr("content.xml", "<a/>")
        assert "Save it as .xlsx or CSV" in refusal(file.getvalue(), "a.ods")

    @pytest.mark.parametrize("cut", [30, 400, -40])
    def test_damaged_archive(self, cut):
        assert "damaged" in refusal(as_xlsx([["a"]])[:cut])

    @pytest.mark.parametrize(
        "part", ["xl/worksheets/sheet1.xml", "xl/workbook.xml", "[Content_Types].xml"]
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
        assert ".xlsx or CSV" in message

    def test_web_page_under_another_name(self):
        assert "web page" in refusal(b"\n<HTML><table><tr><td>1</table>", "a.xls")

    @pytest.mark.parametrize("write", [as_csv, as_xlsx])
    def test_too_many_columns(self, write):
        assert len(read(write([["x"] * MAX_COLUMNS]))[0]) == MAX_COLUMNS
        assert "more than 500 columns" in refusal(write([["x"] * (MAX_COLUMNS + 1)]))

    @pytest.mark.parametrize("write", [as_csv, as_xlsx])
    def test_too_many_rows(self, write):
        assert len(read(write([["x"]] * MAX_ROWS))) == MAX_ROWS
        assert "more than 20,000 rows" in refusal(write([["x"]] * (MAX_ROWS + 1)))

    def test_blank_rows_far_below_do_not_count(self):
        def prepare(workbook):
            workbook.active.cell(900_000, 1).number_format = "0.00"

        assert read(as_xlsx([["a"]], prepare)) == [["a"]]

    def test_a_row_number_beyond_any_sheet(self):
        content = with_part(
            as_xlsx([["a"], ["b"]]),
            "xl/worksheets/sheet1.xml",
            lambda xml: xml.replace(b'r="2"', b'r="99999999999"').replace(b'"A2"', b'"A99999999"'),
        )
        start = perf_counter()
        assert read(content) == [["a"]]
        assert perf_counter() - start < 30  # without the check: minutes, or for ever


ENTITIES = '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>'
OUTSIDE = '<!DOCTYPE x SYSTEM "file:///etc/passwd">'
PARTS = [
    *("xl/worksheets/sheet1.xml", "xl/styles.xml", "xl/workbook.xml"),
    *("[Content_Types].xml", "xl/_rels/workbook.xml.rels"),
]


class TestTraps:
    @pytest.mark.parametrize("part", PARTS)
    @pytest.mark.parametrize("declared", [ENTITIES, OUTSIDE])
    def test_no_part_may_declare_a_document_type(self, part, declared):
        def change(xml):
            at = xml.index(b"?>") + 2 if xml.startswith(b"<?xml") else 0
            return xml[:at] + declared.encode() + xml[at:]

        content = with_part(as_xlsx([["a"]]), part, change)
        assert "instructions that no spreadsheet needs" in refusal(content)

    @pytest.mark.parametrize("declared", [ENTITIES, OUTSIDE])
    def test_nor_the_table_of_texts(self, declared):
        content = with_part(
            as_excel_writes([["a"]]), "xl/sharedStrings.xml", lambda xml: declared.encode() + xml
        )
        assert "instructions that no spreadsheet needs" in refusal(content)

    @pytest.mark.parametrize("encoding", ["utf-16", "iso-8859-1"])
    def test_not_even_in_another_encoding(self, encoding):
        def change(xml):
            text = xml.decode().partition("?>")[2] if xml.startswith(b"<?xml") else xml.decode()
            head = f'<?xml version="1.0" encoding="{encoding}"?>'
            return (head + ENTITIES + text).encode(encoding)

        content = with_part(as_xlsx([["a"]]), "xl/worksheets/sheet1.xml", change)
        assert "instructions that no spreadsheet needs" in refusal(content)

    def test_nor_after_a_long_comment(self):
        def change(xml):
            return b"<!--" + b"x" * 200_000 + b"-->" + ENTITIES.encode() + xml

        content = with_part(as_xlsx([["a"]]), "xl/worksheets/sheet1.xml", change)
        assert "instructions that no spreadsheet needs" in refusal(content)

    def test_an_archive_that_unpacks_to_too_much_is_not_unpacked(self, monkeypatch):
        file = io.BytesIO(as_xlsx([["a"]]))
        with zipfile.ZipFile(file, "a", zipfile.ZIP_DEFLATED) as archive:
            archive.writestr("xl/media/zeros.bin", bytes(sheet_archive.MAX_UNPACKED))
        monkeypatch.setattr(zipfile.ZipFile, "open", None)
        assert "more than 200 MB" in refusal(file.getvalue())

    def test_an_archive_that_lies_about_its_sizes_gives_no_more_than_it_declared(self):
        content = as_excel_writes([["a", 1]] * 1000)
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            real = archive.getinfo("xl/worksheets/sheet1.xml").file_size
        content = content.replace(real.to_bytes(4, "little"), (300).to_bytes(4, "little"))
        assert "damaged" in refusal(content)

    @pytest.mark.parametrize(
        "body",
        [
            "<row>" + "<c/>" * 200_000 + "</row>",
            "<!--" + "x" * 2_000_000 + "-->",
            "<row><c><v>1</v></c></row>" + " " * 2_000_000,
            f"<row><c r='{'x' * 2_000_000}'/></row>",
            ("<row>" + "<c/>" * 10_000 + "</row>") * 601,
        ],
        ids=["row", "comment", "space", "attribute", "cells"],
    )
    def test_what_would_exhaust_memory_or_time(self, body):
        content = with_part(
            as_excel_writes([["a"]]),
            "xl/worksheets/sheet1.xml",
            lambda xml: xml.replace(b"<sheetData>", b"<sheetData>" + body.encode()),
        )
        start = perf_counter()
        assert "too large" in refusal(content)
        assert perf_counter() - start < 30  # without the check: minutes, or for ever

    def test_a_stylesheet_without_end(self):
        content = with_part(
            as_xlsx([["a"]]),
            "xl/styles.xml",
            lambda xml: xml.replace(b"<cellXfs", b"<x/>" * 500_001 + b"<cellXfs"),
        )
        assert "too large" in refusal(content)

    def test_more_cells_than_memory_is_lent_to(self):
        assert "more than 2,000,000 cells" in refusal(as_csv([["x"] * 400] * 5001))

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


class TestHeadings:
    def test_column_letters(self):
        assert [column_letter(i) for i in (0, 25, 26, 701)] == ["A", "Z", "AA", "ZZ"]

    def test_titles_stand_above(self):
        sheet = Sheet([["Members 2026"], [], ["Name", "Agency", "Level"], ["Ana", "NHS", "x"]])
        assert find_headings(sheet) == 3

    def test_banners_stand_above(self):
        sheet = Sheet(
            [["", None], ["Who", None, "What", None], ["Name", "Agency", "One", "Two"], ["A", "B"]]
        )
        assert find_headings(sheet) == 3

    def test_numbers_may_be_headings(self):
        assert find_headings(Sheet([["Survey"], [1, 2, 3, 4], [5, 4, 3, 2]])) == 2

    def test_the_first_of_rows_alike(self):
        assert find_headings(Sheet([["Name", "Agency"], ["Ana", "NHS"], ["Ben", "Hub"]])) == 1

    def test_what_is_known_is_the_strongest_evidence(self):
        rows = [["a", "b", "c", "d"], ["Name", None, "Level"], ["w", "x", "y", "z"]]
        assert find_headings(Sheet(rows), known={"Name", "Level"}.__contains__) == 2

    def test_nothing_known_falls_back_to_shape(self):
        assert find_headings(Sheet([[], ["a", "b"], ["1", "2"]]), known=lambda _text: False) == 2

    def test_a_sheet_without_rows(self):
        assert find_headings(Sheet([])) == 1
        assert headings(Sheet([]), 1) == []

    def test_one_for_each_column(self):
        sheet = Sheet([["Name", None, " E\nmail "], ["Ana", "x", "y", "z"]])
        assert headings(sheet, 1) == ["Name", "", "E mail", ""]

    def test_a_number_is_written_as_one_reads_it(self):
        assert headings(Sheet([[1.0, 2, date(2026, 5, 3)]]), 1) == ["1", "2", "2026-05-03"]

    def test_banners_only_where_they_tell_headings_apart(self):
        sheet = Sheet(
            [
                ["Person", None, "Trust", None, "Power", None],
                ["Name", "Agency", "Rating", "Comment", "Rating", "Remark"],
            ]
        )
        assert headings(sheet, 2) == [
            *("Name", "Agency", "Trust: Rating", "Comment", "Power: Rating", "Remark")
        ]

    def test_a_title_is_no_banner(self):
        sheet = Sheet([["Survey"], [None, "Comment", "Comment"]])
        assert headings(sheet, 2) == ["", "Comment", "Comment"]

    def test_a_heading_merged_downwards(self):
        sheet = Sheet([["Agency", "Trust", None], [None, "One", "Two"]])
        assert headings(sheet, 2) == ["Agency", "One", "Two"]

    def test_really_merged_cells(self):
        def prepare(workbook):
            sheet = workbook.active
            sheet.merge_cells("A1:A2")
            sheet.merge_cells("B1:C1")
            sheet.merge_cells("D1:E1")

        rows = [
            ["Agency", "Trust", None, "Power", None],
            [None, "Rating", "Comment", "Rating", "Comment"],
            ["NHS", 1, "x", 2, "y"],
        ]
        sheet = read_sheet(as_xlsx(rows, prepare), "a")
        row = find_headings(sheet, known=lambda text: text in {"Rating", "Comment"})
        assert headings(sheet, row) == [
            *("Agency", "Trust: Rating", "Trust: Comment", "Power: Rating", "Power: Comment")
        ]


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
    content = as_csv(rows, delimiter, encoding, lineterminator=end, quoting=csv.QUOTE_ALL)
    if encoding == "cp1252":
        assume(not _is_utf_8(content))  # the few texts that are also UTF-8 can't be told apart
    assert read(content) == trimmed(rows)


def _is_utf_8(content):
    try:
        return content.decode() != content.decode("cp1252")
    except UnicodeDecodeError:
        return False


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


SOUND = as_xlsx([["a", 1], ["b", date(2026, 5, 3)]])


@given(st.data())
@settings(deadline=None, max_examples=50)
def test_any_damage_to_a_workbook_is_read_or_refused(data):
    content = bytearray(SOUND)
    for _ in range(data.draw(st.integers(1, 5))):
        content[data.draw(st.integers(4, len(content) - 1))] = data.draw(st.integers(0, 255))
    assert read_or_refused(bytes(content))
