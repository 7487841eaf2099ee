"""Files as people have them: whatever the program that wrote them, the table reads the same."""

import codecs
import re
from datetime import date, datetime, time, timedelta
from time import process_time

import pytest

from spreadsheets.reader import read_sheets

from .sheets import PEOPLE, as_csv, as_excel_writes, as_xlsx, read, refusal, with_part


class TestText:
    @pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
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

    def test_decimal_commas_between_pipes(self):
        content = "Place|Mean|Spread\n" + "\n".join("3,5|4,5|2,0" for _ in range(60))
        assert read(content.encode())[1] == ["3,5", "4,5", "2,0"]

    def test_pipes_in_cells_do_not_outweigh_commas(self):
        content = "Name,Level,Ways\nAna,1,a|b\nBen,2,c|d\nCleo,2,e|f\n"
        assert read(content.encode())[1] == ["Ana", "1", "a|b"]

    def test_one_faulty_byte_does_not_turn_every_letter_into_others(self):
        content = "Name,Agency\nSiân,Café\nPat,St Johns\n".encode().replace(b"Johns", b"John\x92s")
        message = refusal(content)
        assert "line 3" in message
        assert "Pat,St John\ufffds" in message
        assert "Pat,St John’s" in message

    def test_a_faulty_byte_after_a_mark_of_utf_8_is_said(self):
        content = codecs.BOM_UTF8 + b"Name\nJohn\x92s\n"
        assert "line 2" in refusal(content)

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
        assert "Cell A2 contains a formula" in message

    def test_a_formula_whose_result_is_empty_text_is_a_blank(self):
        def emptied(xml):
            assert b"<f>1+1</f>" in xml
            return xml.replace(b'r="A2"', b'r="A2" t="str"')

        content = with_part(as_xlsx([["a"], ["=1+1", "x"]]), "xl/worksheets/sheet1.xml", emptied)
        assert read(content) == [["a"], [None, "x"]]

    def test_line_ends_within_cells(self):
        assert read(as_excel_writes([["one\r\ntwo", "a_x000D_\nb"]])) == [["one\ntwo", "a\nb"]]

    def test_every_sheet_that_holds_anything_visible_ones_first(self):
        def prepare(workbook):
            workbook.create_sheet("Hidden", 0).append(["secret"])
            workbook["Hidden"].sheet_state = "hidden"
            workbook.create_sheet("Empty")
            workbook.create_sheet("Later").append(["later"])

        sheets = read_sheets(as_xlsx([["seen"]], prepare), "a.xlsx")
        assert [(sheet.name, sheet.visible, sheet.rows) for sheet in sheets] == [
            ("Sheet", True, [["seen"]]),
            ("Later", True, [["later"]]),
            ("Hidden", False, [["secret"]]),
        ]

    def test_a_formula_without_a_value_is_a_fault_of_its_sheet_only(self):
        def prepare(workbook):
            workbook.create_sheet("Sums").append(["=1+1"])

        sheets = read_sheets(as_xlsx([["a"]], prepare), "a.xlsx")
        assert [bool(sheet.fault) for sheet in sheets] == [False, True]

    def test_what_only_looks_like_a_formula_beside_the_cells_is_none(self):
        content = with_part(
            as_xlsx([["a"]]),
            "xl/worksheets/sheet1.xml",
            lambda xml: xml.replace(b"</worksheet>", b"<extLst><f>A1</f></extLst></worksheet>"),
        )
        assert read(content) == [["a"]]

    def test_names_with_a_prefix(self):
        def prefixed(xml):
            xml = re.sub(rb"<(/?)(\w)", rb"<\1x:\2", xml.replace(b"xmlns=", b"xmlns:x="))
            return xml.replace(b"<x:row>", b'<x:row hidden="1">', 1)

        content = with_part(as_excel_writes([["a"], ["b"]]), "xl/worksheets/sheet1.xml", prefixed)
        (sheet,) = read_sheets(content, "")
        assert (sheet.rows, sheet.hidden) == ([["a"], ["b"]], {1})

    @pytest.mark.parametrize("write", [as_xlsx, as_excel_writes])
    def test_ten_thousand_rows_of_45_columns_are_fast(self, write):
        content = write([[f"heading {i}" for i in range(45)], *[[*range(44), "x"]] * 10_000])
        start = process_time()
        assert len(read(content)) == 10_001
        assert process_time() - start < 15  # 1.2 s where it was written
