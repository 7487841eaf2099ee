"""Members from a spreadsheet: read in any order and wording, and tidied."""

import csv
import io

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

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

from .rosters import ANA, BEN, CLEO, HEAD, changed, roster


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
        head = ["Email", "Agency", "Sector", "Level"]
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
        read = roster(["Dev", "dev@x.example", "observer"], head=["Name", "Email", "Role"])
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
