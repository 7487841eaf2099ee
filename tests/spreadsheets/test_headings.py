"""Where the headings of a table stand, and what stands above them."""

from datetime import date

from spreadsheets.reader import Sheet, column_letter, find_headings, headings, read_sheet

from .sheets import as_xlsx


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

    def test_codes_that_are_said_again_below_are_answers(self):
        head = ["Who", "Agency", "We trust one another.", "We listen.", "We decide.", "We learn."]
        rows = [["P0", "Hub", "A2", "A1", "A4", "A3"], ["P1", "Hub", "A1", "A1", "A1", "A1"]]
        assert find_headings(Sheet([head, *rows])) == 1
