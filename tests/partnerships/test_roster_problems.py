"""What is wrong with a roster is named by row and column, all of it at once."""

import time

import pytest

from partnerships.names import LONGEST_NAME
from partnerships.roster.parse import read_roster
from spreadsheets.reader import Sheet

from .rosters import ANA, BEN, CLEO, HEAD, changed, messages, roster


class TestProblems:
    def test_all_of_them_at_once(self):
        read = roster(
            ["", "ana@", "Riverside Council", "Councl", "strategical", "chair"],
            changed(BEN, email=None, organisation=None),
        )
        assert [(problem.row, problem.column) for problem in read.problems] == [
            *((2, "Role"), (2, "Name"), (2, "Email"), (2, "Sector"), (2, "Level")),
            *((3, "Email"), (3, "Organisation")),
        ]

    def test_a_near_miss_is_helped(self):
        read = roster(changed(ANA, level="strategical"))
        assert messages(read) == [
            (
                *(2, "Level"),
                (
                    "Level “strategical” is not one we recognise. Did you mean strategic? Use "
                    "strategic, operational or community."
                ),
            )
        ]

    def test_a_far_miss_is_told_what_there_is(self):
        read = roster(changed(ANA, role="Chief executive"))
        assert read.problems[0].message == (
            "Role “Chief executive” is not one we recognise. Use coordinator, facilitator, "
            "member or observer."
        )

    def test_a_near_miss_of_another_word_for_a_sector(self):
        read = roster(changed(ANA, sector="Councill"))
        assert "Did you mean Council or local government?" in read.problems[0].message

    @pytest.mark.parametrize("field", ["name", "email", "organisation", "level"])
    def test_required_cells(self, field):
        title = HEAD[["name", "email", "organisation", "sector", "level"].index(field)]
        read = roster(changed(ANA, **{field: None}))
        assert messages(read) == [(2, title, f"{title} is blank. Fill it in.")]

    def test_the_heading_is_named_as_the_file_has_it(self):
        read = roster(changed(ANA, organisation=None), head=["Name", "Email", "Agency", *HEAD[3:]])
        assert read.problems[0].column == "Agency"

    @pytest.mark.parametrize("email", ["ana", "ana@", "a b@x.example", "ana@x..example", 42])
    def test_addresses_that_are_none(self, email):
        read = roster(changed(ANA, email=email))
        assert messages(read) == [
            (2, "Email", f"“{email}” is not an email address. Enter it like name@example.org.")
        ]

    def test_an_address_twice(self):
        read = roster(ANA, BEN, changed(CLEO, email="ANA@council.example"))
        assert messages(read) == [
            (4, "Email", "ana@council.example is in rows 2 and 4. Keep one of them.")
        ]

    def test_already_a_member(self):
        read = roster(ANA, already_members={"ana@council.example"})
        assert messages(read) == [
            (2, "Email", "ana@council.example is already a member. Leave this row out.")
        ]

    def test_two_sectors_for_one_organisation(self):
        read = roster(ANA, changed(BEN, organisation="riverside council"))
        assert messages(read) == [
            (
                *(3, "Sector"),
                "riverside council is Council or local government in row 2 and Health in row 3. "
                "Give it one sector.",
            )
        ]

    def test_another_sector_than_the_known_one(self):
        read = roster(ANA, known_organisations={"riverside council": "housing"})
        assert "already listed as Housing, not Council or local government" in (
            read.problems[0].message
        )

    def test_no_sector_anywhere(self):
        one = changed(ANA, sector=None)
        read = roster(one, changed(BEN, organisation="Riverside Council", sector=None))
        assert messages(read) == [
            (
                *(2, "Sector"),
                "Enter the sector of Riverside Council. Once in the file is enough.",
            )
        ]

    def test_a_sector_that_is_not_known_is_reported_once(self):
        assert len(roster(changed(ANA, sector="Space")).problems) == 1

    def test_columns_that_are_not_there(self):
        read = roster(["Ana", "Council"], head=["Name", "Sector"])
        assert messages(read) == [
            (None, "Email", "There is no column headed “Email”. Add one."),
            (None, "Organisation", "There is no column headed “Organisation”. Add one."),
            (None, "Level", "There is no column headed “Level”. Add one."),
        ]

    def test_a_column_that_may_be_meant(self):
        read = roster(ANA, head=[*HEAD[:4], "Levl", "Role"])
        assert messages(read) == [
            (
                *(None, "Level"),
                "There is no column headed “Level”. If “Levl” is the one, rename it.",
            )
        ]

    def test_two_columns_for_the_same(self):
        read = roster([*ANA, "Hub"], head=[*HEAD, "Agency"])
        assert messages(read) == [
            (
                *(None, "Agency"),
                "“Organisation” and “Agency” mean the same. Keep one of these columns.",
            )
        ]

    @pytest.mark.parametrize("rows", [[], [["1", "2"], ["3", "4"]]])
    def test_no_headings(self, rows):
        read = read_roster(Sheet(rows))
        assert read.entries == []
        assert read.problems[0].row is None
        assert "No headings were found" in read.problems[0].message

    def test_nobody_below_the_headings(self):
        assert messages(roster()) == [
            (None, None, "There are no members below the headings in row 1. Add some.")
        ]

    def test_an_error_value_is_no_name(self):
        read = roster(changed(ANA, organisation="#REF!"), changed(BEN, role="#N/A"))
        assert [(p.row, p.column) for p in read.problems] == [(2, "Organisation"), (3, "Role")]
        assert "shows an error here (#REF!)" in read.problems[0].message

    def test_names_have_a_length(self):
        read = roster(
            changed(ANA, name="x" * LONGEST_NAME),
            changed(BEN, organisation="y" * (LONGEST_NAME + 1)),
        )
        assert messages(read) == [
            (3, "Organisation", "This is longer than 150 characters. Shorten it.")
        ]

    def test_a_whole_number_of_problems_takes_little_time(self):
        rows = [["", f"{i}", f"Organisation {i}", "x", "y", "z"] for i in range(5_000)]
        start = time.process_time()
        assert len(roster(*rows).problems) == 25_000
        assert time.process_time() - start < 20
