"""Files as other programs saved them: the table is the same, whatever it was saved as."""

from datetime import date, datetime

import pytest

from spreadsheets.reader import read_sheets

from .sheets import CELL, as_ods, read, refusal, saved


class TestMembersFiles:
    @pytest.mark.parametrize(
        ("name", "width", "cell"),
        [
            ("display-address", 6, "Ann Smith <ann@x.example>"),
            ("domain-case-variants", 6, "a@x.example"),
            ("google-contacts", 8, None),
            ("msforms", 10, "1/3/26"),
            ("no-heads", 6, "bob@x.example"),
            ("outlook-contacts", 10, None),
            ("pipe", 6, "a@x.example"),
            ("plus-idn-apostrophe", 6, "pat.o'brien+work@x.example"),
            ("utf16", 6, "zoe@x.example"),
            ("words", 6, "a@x.example"),
        ],
    )
    def test_they_are_tables(self, name, width, cell):
        rows = read(saved(f"members-{name}.csv"))
        assert len(rows[0]) == width
        assert rows[1][1] == cell

    def test_one_byte_of_another_encoding_is_refused_with_a_sample(self):
        message = refusal(saved("members-utf8-with-one-cp1252-byte.csv"))
        assert "line 3" in message
        assert "St John’s,Charity" in message


class TestOtherWorkbooks:
    @pytest.mark.parametrize("kind", ["xlsx", "ods", "xls"])
    def test_the_same_table_whatever_it_was_saved_as(self, kind):
        summary, answers, codes = read_sheets(saved(f"libreoffice.{kind}"), "")
        assert [summary.name, answers.name, codes.name] == ["Summary", "Answers", "Codes"]
        assert [summary.visible, answers.visible, codes.visible] == [True, True, False]
        assert summary.rows == [["Results of the survey"], ["Mean", "#N/A"]]
        assert answers.hidden == {3}
        noon = datetime(2026, 5, 3, 12, 30)  # noqa: DTZ001 (spreadsheets know no time zones)
        day = date(2026, 5, 3)
        assert answers.rows[1] == [
            *("Riverside Council", "Strategic", 4, 0.5, noon, day, "03:05:00", True),
            "one\ntwo & <three>",
        ]
        assert answers.rows[2][2] == "#N/A"
        assert answers.rows[3:] == [
            ["Open Door", "Community", 2, 1, *[None] * 4, "spaced"],
            [],
            [None, None, "#DIV/0!", *[None] * 5, "last"],
        ]

    @pytest.mark.parametrize("kind", ["xlsx", "ods", "xls"])
    def test_a_cell_merged_over_several_people_is_each_ones(self, kind):
        (answers,) = read_sheets(saved(f"merged.{kind}"), "")
        assert answers.rows == [
            ["Survey"],
            ["Organisation", "Level", "Q1"],
            ["Riverside Council", "Strategic", 4],
            ["Riverside Council", "Operational", 5],
            [],
            ["Riverside Council", "Community", 3],
            ["Open Door", None, 2],
            ["NHS Riverside", None, 1],
        ]

    def test_an_open_document_repeats_cells_and_rows(self):
        body = (
            '<table:table-row table:number-rows-repeated="2">'
            '<table:table-cell table:number-columns-repeated="2"/>'
            '<table:table-cell office:value-type="float" office:value="4"'
            ' table:number-columns-repeated="2"/><table:table-cell'
            ' table:number-columns-repeated="16380"/></table:table-row>'
            '<table:table-row table:number-rows-repeated="1048574">'
            '<table:table-cell table:number-columns-repeated="16384"/></table:table-row>'
        )
        assert read(as_ods(body)) == [[None, None, 4, 4]] * 2

    def test_an_open_document_that_hides_rows(self):
        rows = [
            f'<table:table-row table:visibility="{how}">{CELL}</table:table-row>'
            for how in ("visible", "filter", "collapse")
        ]
        (sheet,) = read_sheets(as_ods("".join(rows)), "")
        assert sheet.hidden == {2, 3}

    def test_errors_in_an_open_document(self):
        body = (
            '<table:table-row><table:table-cell table:formula="of:=1/0" office:value-type="float"'
            ' office:value="0"><text:p>#DIV/0!</text:p></table:table-cell>'
            '<table:table-cell table:formula="of:=NA()" office:value-type="string"'
            ' office:string-value="" calcext:value-type="error"><text:p>#N/A</text:p>'
            "</table:table-cell></table:table-row>"
        )
        assert read(as_ods(body)) == [["#DIV/0!", "#N/A"]]

    def test_a_formula_never_worked_out_in_an_open_document(self):
        body = (
            f"<table:table-row>{CELL}<table:table-cell table:formula='of:=1+1'/></table:table-row>"
        )
        assert "Cell B1 contains a formula" in refusal(as_ods(body))

    def test_a_comment_on_a_cell_is_not_in_it(self):
        body = (
            '<table:table-row><table:table-cell office:value-type="string"><office:annotation>'
            "<text:p>a note</text:p></office:annotation><text:p>4</text:p></table:table-cell>"
            "</table:table-row>"
        )
        assert read(as_ods(body)) == [["4"]]
