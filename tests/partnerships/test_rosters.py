"""Members from a spreadsheet: read in any order and wording, with every problem named at once."""

import csv
import io
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from partnerships.names import LONGEST_NAME
from partnerships.roster.parse import Problem, read_roster
from partnerships.vocabulary import (
    LEVEL_WORDS,
    ROLE_WORDS,
    SECTOR_WORDS,
    Level,
    Role,
    Sector,
    by_words,
    plain,
)
from spreadsheets.reader import Sheet, read_sheet

HEAD = ["Name", "E-mail", "Organisation", "Sector", "Level", "Role"]
ANA = ["Ana", "ana@council.example", "Riverside Council", "Council", "Strategic", "Coordinator"]
BEN = ["Ben", "ben@nhs.example", "NHS Riverside", "NHS", "operational", None]
CLEO = ["Cleo", "cleo@hub.example", "The Hub", "Charity", "COMMUNITY", "member"]


def roster(*rows, head=HEAD, **given):
    return read_roster(Sheet([head, *map(list, rows)]), **given)


def messages(roster):
    return [(problem.row, problem.column, problem.message) for problem in roster.problems]


def changed(row, **cells):
    names = ["name", "email", "organisation", "sector", "level", "role"]
    return [cells.get(name, cell) for name, cell in zip(names, row, strict=True)]


class TestReading:
    def test_it_works(self):
        read = roster(ANA, BEN, CLEO)
        assert read.problems == []
        ana, ben, cleo = read.entries
        assert (ana.row, ana.name, ana.email) == (2, "Ana", "ana@council.example")
        assert (ana.organisation, ana.sector) == ("Riverside Council", "local-government")
        assert (ana.level, ana.role) == ("strategic", "coordinator")
        assert (ben.sector, ben.level, ben.role) == ("health", "operational", "member")
        assert (cleo.sector, cleo.level, cleo.role) == ("third-sector", "community", "member")

    def test_columns_in_any_order_case_and_wording(self):
        read = roster(
            ["x", "operational", "NHS", "NHS Riverside", "ben@nhs.example", "Ben"],
            head=["Phone", "LEVEL *", "sector", "Partner Agency", "email  address:", "full name"],
        )
        assert read.problems == []
        assert read.entries[0].name == "Ben"
        assert read.entries[0].organisation == "NHS Riverside"
        assert read.ignored == ["Phone"]

    @pytest.mark.parametrize("word", ["Organisation", "Organization", "Agency", "Partner"])
    def test_words_for_organisation(self, word):
        assert not roster(ANA, head=["Name", "Email", word, "Sector", "Level", "Role"]).problems

    def test_titles_and_banners_above(self):
        rows = [["Our members"], [], ["Person", None, "Place", None, None, None], HEAD, ANA]
        read = read_roster(Sheet(rows))
        assert read.problems == []
        assert read.entries[0].row == 5

    def test_names_in_two_columns(self):
        rest = ["b@x.example", "Hub", "Charity", "Community"]
        head = ["E-mail", "Agency", "Sector", "Level"]
        read = roster(["Ben", "Okoro", *rest], head=["First name", "Surname", *head])
        assert read.entries[0].name == "Ben Okoro"
        read = roster(["Ben", "Okoro", *rest], head=["Name", "Surname", *head])
        assert read.entries[0].name == "Ben Okoro"
        read = roster(["Ben Okoro", "Okoro", *rest], head=["Name", "Surname", *head])
        assert read.entries[0].name == "Ben Okoro"

    def test_blank_rows_are_skipped_and_numbers_kept(self):
        read = roster(ANA, [], [None, None], BEN)
        assert [entry.row for entry in read.entries] == [2, 5]

    def test_addresses_are_kept_in_lower_case_and_spaces_tidied(self):
        read = roster(changed(ANA, email="Ana@Council.Example", name="Ana  B\nC"))
        assert read.entries[0].email == "ana@council.example"
        assert read.entries[0].name == "Ana B C"

    def test_sector_once_for_each_organisation_will_do(self):
        read = roster(
            changed(ANA, sector=None),
            changed(BEN, organisation="riverside  COUNCIL", sector="council"),
        )
        assert read.problems == []
        assert {(e.organisation, e.sector) for e in read.entries} == {
            ("Riverside Council", "local-government")
        }

    def test_sector_of_a_known_organisation_may_be_blank(self):
        known = {"riverside council": "housing"}
        read = roster(changed(ANA, sector=None), known_organisations=known)
        assert read.problems == []
        assert read.entries[0].sector == "housing"

    def test_no_column_for_sector_is_needed_then(self):
        head = [title for title in HEAD if title != "Sector"]
        row = [cell for cell in ANA if cell != "Council"]
        known = {"riverside council": "housing"}
        assert not roster(row, head=head, known_organisations=known).problems

    @pytest.mark.parametrize("role", ["Observer", "facilitator"])
    def test_those_who_look_on_need_no_organisation_or_level(self, role):
        read = roster(ANA, ["Dev", "dev@x.example", None, None, None, role])
        assert read.problems == []
        dev = read.entries[1]
        assert (dev.organisation, dev.sector, dev.level) == ("", "", "")

    def test_nor_the_columns_if_nobody_does(self):
        read = roster(["Dev", "dev@x.example", "observer"], head=["Name", "E-mail", "Role"])
        assert read.problems == []

    @pytest.mark.parametrize(
        ("choices", "words"),
        [(Sector, SECTOR_WORDS), (Level, LEVEL_WORDS), (Role, ROLE_WORDS)],
    )
    def test_codes_labels_and_other_words_are_taken_in_any_case(self, choices, words):
        known = by_words(choices, words)
        for choice in choices:
            for text in (choice.value, choice.label, *words[choice]):
                assert known[plain(str(text).upper())] == choice.value

    @pytest.mark.parametrize(
        ("word", "code"),
        [
            *(("Council", "local-government"), ("Local government", "local-government")),
            *(("local authority", "local-government"), ("NHS", "health"), ("Health", "health")),
            *(("Third sector", "third-sector"), ("Voluntary", "third-sector")),
            *(("Charity", "third-sector"), ("Community & voluntary", "third-sector")),
            *(("Police and fire", "police-fire"), ("Emergency services", "police-fire")),
            *(("Business", "private"), ("Private", "private"), ("Housing", "housing")),
            *(("Community body", "community"), ("Community council", "community")),
            *(("National agency", "national-agency"), ("Government agency", "national-agency")),
            *(("Education", "education"), ("Other", "other")),
        ],
    )
    def test_words_for_sectors(self, word, code):
        assert roster(changed(ANA, sector=word)).entries[0].sector == code

    def test_a_whole_file(self):
        text = io.StringIO()
        csv.writer(text, delimiter=";").writerows([HEAD, ANA, BEN, CLEO])
        read = read_roster(read_sheet(text.getvalue().encode("utf-16"), "members.csv"))
        assert read.problems == []
        assert len(read.entries) == 3


class TestProblems:
    def test_all_of_them_at_once(self):
        read = roster(
            ["", "ana@", "Riverside Council", "Councl", "strategical", "chair"],
            changed(BEN, email=None, organisation=None),
        )
        assert [(problem.row, problem.column) for problem in read.problems] == [
            *((2, "Role"), (2, "Name"), (2, "E-mail"), (2, "Sector"), (2, "Level")),
            *((3, "E-mail"), (3, "Organisation")),
        ]

    def test_a_near_miss_is_helped(self):
        read = roster(changed(ANA, level="strategical"))
        assert messages(read) == [
            (
                *(2, "Level"),
                "Level “strategical” is not one we know. Did you mean strategic? "
                "Use strategic, operational or community.",
            )
        ]

    def test_a_far_miss_is_told_what_there_is(self):
        read = roster(changed(ANA, role="Chief executive"))
        assert read.problems[0].message == (
            "Role “Chief executive” is not one we know. "
            "Use coordinator, facilitator, member or observer."
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
            (2, "E-mail", f"“{email}” is not an e-mail address. Write it like name@example.org.")
        ]

    def test_an_address_twice(self):
        read = roster(ANA, BEN, changed(CLEO, email="ANA@council.example"))
        assert messages(read) == [
            (4, "E-mail", "ana@council.example is in rows 2 and 4. Keep one of them.")
        ]

    def test_already_a_member(self):
        read = roster(ANA, already_members={"ana@council.example"})
        assert messages(read) == [
            (2, "E-mail", "ana@council.example is already a member. Leave this row out.")
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
        assert "already here as Housing, not Council or local government" in (
            read.problems[0].message
        )

    def test_no_sector_anywhere(self):
        one = changed(ANA, sector=None)
        read = roster(one, changed(BEN, organisation="Riverside Council", sector=None))
        assert messages(read) == [
            (
                *(2, "Sector"),
                "Say which sector Riverside Council belongs to. Once in the file will do.",
            )
        ]

    def test_a_sector_that_is_not_known_is_reported_once(self):
        assert len(roster(changed(ANA, sector="Space")).problems) == 1

    def test_columns_that_are_not_there(self):
        read = roster(["Ana", "Council"], head=["Name", "Sector"])
        assert messages(read) == [
            (None, "E-mail", "There is no column headed “E-mail”. Add one."),
            (None, "Organisation", "There is no column headed “Organisation”. Add one."),
            (None, "Level", "There is no column headed “Level”. Add one."),
        ]

    def test_a_column_that_may_be_meant(self):
        read = roster(ANA, head=[*HEAD[:4], "Levl", "Role"])
        assert messages(read) == [
            (
                *(None, "Level"),
                "There is no column headed “Level”. If “Levl” is it, rename that.",
            )
        ]

    def test_two_columns_for_the_same(self):
        read = roster([*ANA, "Hub"], head=[*HEAD, "Agency"])
        assert messages(read) == [
            (
                *(None, "Agency"),
                "“Organisation” and “Agency” say the same. Keep one of these columns.",
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


CELLS = st.sampled_from(
    [
        *(None, "", "Ana", "ana@x.example", "Ben@x.example", "a@b", "Council", "NHS", "Hub"),
        *("strategic", "Community", "observer", "member", "#N/A", 3, 4.5, True),
    ]
)


@given(st.lists(st.lists(CELLS, max_size=7), max_size=8))
@settings(deadline=None)
def test_a_roster_without_problems_can_be_added_as_it_stands(rows):
    read = roster(*rows)
    assert all(isinstance(problem, Problem) and problem.message for problem in read.problems)
    if not read.problems:
        emails = [entry.email for entry in read.entries]
        assert len(set(emails)) == len(emails) > 0
        for entry in read.entries:
            assert entry.name
            assert entry.role in Role.values
            placed = entry.role in (Role.COORDINATOR, Role.MEMBER)
            assert not placed or (entry.organisation and entry.level)
            assert entry.level in ("", *Level.values)
            assert not entry.organisation or entry.sector in Sector.values
