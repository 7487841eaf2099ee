"""Each cell that can't be read is named, with what to do about it."""

from datetime import date, datetime

import pytest

from assessments.imports.mapping import Mapping
from assessments.imports.parse import CellProblem, parse_responses
from assessments.imports.recognition.targets import Target
from spreadsheets.reader import Sheet

from .foreign import ASKED, CODES, TEXTS
from .reading import ANA, only_problem, read


class TestComments:
    def test_as_long_as_members_may_write(self):
        assert read([*ANA[:7], "x" * 1999 + "\n"]).problems == []
        assert read([*ANA[:7], "é" * 2000]).problems == []

    def test_a_longer_one_is_named_by_its_cell_and_never_cut(self):
        problem = only_problem("x" * 2001, column=7)
        assert problem.message == (
            "This comment has 2,001 characters. The limit is 2,000. Shorten it in your file."
        )


class TestCells:
    @pytest.mark.parametrize(
        "cell",
        [
            date(2026, 5, 3),
            datetime(2026, 5, 3, 9, 30),  # noqa: DTZ001 (spreadsheets know no time zones)
            *("05-Mar", "5 March", "Mar-05", "03/05/2026", "3.5.2026", "2026-05-03", "3/6"),
            *("2026-05-03 00:00:00", "03/05/26 10:30", "03:05:00", "1st May 2026"),
        ],
    )
    @pytest.mark.parametrize("column", [2, 6])
    def test_dates(self, cell, column):
        problem = only_problem(cell, column)
        assert "may have changed an answer such as “3/5” to a date" in problem.message
        assert "Enter the answer again" in problem.message

    def test_the_date_is_named(self):
        assert only_problem(date(2026, 5, 3)).value == "2026-05-03"

    @pytest.mark.parametrize("cell", [0, 6, "7", -1, "10", 99.0])
    def test_numbers_out_of_range(self, cell):
        sheet = Sheet([TEXTS[:1], [cell]])
        mapping = Mapping(1, {0: Target("statement", CODES[0])})
        (problem,) = parse_responses(sheet, mapping, ASKED).problems
        assert "is not between 1 and 5" in problem.message

    @pytest.mark.parametrize("cell", [3.5, "3.5", "3,5", 0.5])
    def test_fractions(self, cell):
        assert "is not a whole number" in only_problem(cell).message

    @pytest.mark.parametrize("cell", ["#N/A", "#REF!", "#DIV/0!", "#value!", "Err:502"])
    @pytest.mark.parametrize("column", [0, 1, 2, 6, 7])
    def test_error_values(self, cell, column):
        assert f"shows an error here ({cell})" in only_problem(cell, column).message

    @pytest.mark.parametrize("cell", [True, False])
    def test_booleans(self, cell):
        assert f"{str(cell).upper()} is not an answer" in only_problem(cell).message

    @pytest.mark.parametrize("cell", ["maybe", "?", "agreee", "marginally 4", "may be", "x" * 500])
    def test_words_not_known(self, cell):
        problem = only_problem(cell)
        assert problem.message == (
            f"“{cell}” is not an answer we recognise. Match it to one, or enter 1 to 5."
        )

    def test_organisations_not_known(self):
        assert "is not an organisation in this partnership" in only_problem("Elsewhere", 0).message

    def test_levels_not_known(self):
        assert "is not a level we recognise" in only_problem("Boss", 1).message

    def test_every_one_of_them(self):
        reading = read(ANA, *[["x", "y", "w", 3.5, True, "05-Mar", "z", "#N/A"]] * 1000)
        assert len(reading.problems) == 8000
        assert reading.problems[0] == CellProblem(
            *(3, "A", "Organisation", "x"),
            "“x” is not an organisation in this partnership. Match it to one, or add it to the "
            "partnership first.",
        )
        assert reading.problems[-1].row == 1002
        assert reading.problems[-1].column == "H"

    def test_a_value_that_the_mapping_can_not_mean(self):
        sheet = Sheet([["x", "y"], ["good", "boss"]])
        columns = {0: Target("statement", CODES[0]), 1: Target("level")}
        mapping = Mapping(1, columns, ratings={"good": "9"}, levels={"boss": "chief"})
        assert [p.column for p in parse_responses(sheet, mapping, ASKED).problems] == ["A", "B"]
