"""Guessing what somebody else's values stand for, and asking about the rest."""

import time
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assessments.imports.forms.questions import recognise
from assessments.imports.guessing import guess_mapping, recognise_values
from assessments.imports.mapping import Mapping
from assessments.imports.recognition.targets import Target
from assessments.imports.recognition.value_synonyms import parse_point, value_key
from spreadsheets.reader import Sheet

from .foreign import ASKED, DOUBTFUL, ORGANISATIONS, TEXTS, Questionnaire, guess, ratings


class TestRatings:
    def test_the_questionnaires_labels(self):
        assert ratings(*ASKED.rating_labels) == ["1", "2", "3", "4", "5"]
        assert ratings("  strongly   AGREE. ") == ["5"]

    @pytest.mark.parametrize(
        "value",
        [
            *(4, 4.0, "4", "4.0", "4,0", " 4 ", "4 - Agree", "4: agree", "4. Agree", "4 = agree"),
            *("4 agree", "Agree (4)", "agree [4]", "Agree - 4", "4 (Agree)", "4/5", "4 out of 5"),
            *("AGREE!", "‘4’", "4.", "４"),
        ],
    )
    def test_ways_to_write_four(self, value):
        assert ratings(value) == ["4"]

    @pytest.mark.parametrize(
        ("words", "rating"),
        [
            *(("Totally disagree", "1"), ("completely disagree", "1"), ("Disagree strongly", "1")),
            *(("Agree strongly", "5"), ("Neutral", "3"), ("neither", "3")),
            *(("Neither agree or disagree", "3"), ("Totally agree", "5"), ("Fully agree", "5")),
        ],
    )
    def test_other_words(self, words, rating):
        assert ratings(words) == [rating]

    @pytest.mark.parametrize(
        "words",
        [
            *("Don't know", "Don’t know", "dont know", "DK", "d/k", "Not sure", "unsure"),
            *("No opinion", "6 - don't know", "0 = Not sure"),
        ],
    )
    def test_dont_know(self, words):
        assert ratings(words) == ["dont_know"]

    @pytest.mark.parametrize(
        "words",
        [
            *("Not applicable", "does not apply", "Doesn't apply", "Doesn’t apply to us"),
            "9: not applicable",
        ],
    )
    def test_not_applicable(self, words):
        assert ratings(words) == ["not_applicable"]

    @pytest.mark.parametrize("words", ["-", "–", "—", "No answer", "no  response"])
    def test_blank(self, words):
        assert ratings(words) == ["blank"]

    @pytest.mark.parametrize(
        "value",
        [
            *("2 - Agree", "5: agree", "Agree (1)", "3 - don't know", "4 - quite good", "?", "..."),
            *("maybe", "yes", 0, 6, "7", 3.5, "3,5", "4-5", "3/6", "1,000", "#N/A", True, False),
            *(date(2026, 5, 3), "05-Mar", "03/05/2026", "n", "Agree to disagree", "none"),
            *("tend to agree", "Somewhat agree", "4 – somewhat agree", "mostly disagree"),
            *("Not at all agree", "Don't agree", "Neutral, No Opinion", "100%", "N/A", "NA"),
        ],
    )
    def test_what_is_in_doubt_is_not_taken(self, value):
        assert ratings(value) == [None]

    @pytest.mark.parametrize(
        "found",
        [
            ("agree", "Tend to agree", "Strongly agree"),
            ("strongly disagree", "completely disagree", "agree"),
            ("strongly disagree", "disagree", "neither", "slightly agree", "agree"),
        ],
    )
    def test_where_one_side_is_finer_all_words_are_asked_about(self, found):
        assert ratings(*found) == [None] * len(found)

    def test_a_questionnaires_own_words_are_taken_though_they_are_grades(self):
        labels = ("Strongly disagree", "Tend to disagree", "Neither", "Tend to agree", "Agree")
        asked = Questionnaire(ASKED.statements, ASKED.considerations, labels, ("Low", "High"))
        sheet = Sheet([TEXTS[:1], *[[label] for label in labels]])
        known = guess_mapping(sheet, asked, []).ratings
        assert [known[value_key(label)] for label in labels] == ["1", "2", "3", "4", "5"]

    def test_words_of_agreement_mean_nothing_on_another_scale(self):
        asked = Questionnaire(
            ASKED.statements, ASKED.considerations, ("Never", "At times", "Always"), ("Low", "High")
        )
        sheet = Sheet([[TEXTS[0]], ["agree"], ["Always"], ["3"], ["1"]])
        mapping = guess_mapping(sheet, asked, [])
        assert mapping.ratings == {"always": "3", "3": "3", "1": "1"}


class TestOtherValues:
    def test_organisations(self):
        head = ["Organisation", TEXTS[0]]
        values = [
            "RIVERSIDE  council",
            "The Riverside Council",
            "hub",
            "the hub",
            "-",
            "n/a",
            "Hug",
        ]
        mapping = guess(head, *[[value, 4] for value in values])
        assert mapping.organisations == {
            "riverside council": "Riverside Council",
            "the riverside council": "Riverside Council",
            "hub": "The Hub",
            "the hub": "The Hub",
            "-": "",
        }

    def test_organisations_that_look_alike_are_asked_about(self):
        sheet = Sheet([["Organisation", TEXTS[0]], ["hub", 4]])
        assert guess_mapping(sheet, ASKED, ["The Hub", "Hub"]).organisations == {}

    def test_levels(self):
        head = ["Level", TEXTS[0]]
        values = ["STRATEGIC", "Operational level", "Community", "-", "boss"]
        assert guess(head, *[[value, 4] for value in values]).levels == {
            "strategic": "strategic",
            "operational level": "operational",
            "community": "community",
            "-": "",
        }

    def test_importances(self):
        head = [TEXTS[0], "Importance: The right approach"]
        values = ["Above all", "a lot", 3, "2 - A little", "Don't know", "agree", "-"]
        assert guess(head, *[[4, value] for value in values]).importances == {
            "above all": "5",
            "a lot": "4",
            "3": "3",
            "2 - a little": "2",
            "don't know": "blank",
            "-": "blank",
        }


class TestUnmapped:
    SHEET = DOUBTFUL

    def test_distinct_values_with_counts_and_first_cells(self):
        mapping = guess_mapping(self.SHEET, ASKED, ORGANISATIONS)
        asked = recognise(self.SHEET, mapping, ASKED, ORGANISATIONS).questions
        found = [(one.found, one.suggestion) for one in asked]
        assert [(one.kind, one.value, one.count, one.at, slip) for one, slip in found] == [
            ("organisation", "The Hubb", 2, "A2", "The Hub"),
            ("level", "Stratgic", 1, "B2", "strategic"),
            ("statement", "quite", 2, "C2", ""),
            ("statement", "4", 1, "D2", ""),
            ("importance", "loads", 1, "E2", ""),
            ("organisation", "Elsewhere", 1, "A3", ""),
            ("statement", "Agre", 1, "C3", "4"),
            ("importance", "7", 1, "E3", ""),
            ("statement", "7", 1, "C6", ""),
        ]

    def test_what_was_answered_is_not_asked_again(self):
        mapping = guess_mapping(self.SHEET, ASKED, ORGANISATIONS)
        mapping = Mapping(
            mapping.header_row,
            mapping.columns,
            ratings=mapping.ratings | {"quite": "4", "agre": "4", "7": "5", "4": "3"},
            importances={"loads": "5", "7": "blank"},
            organisations=mapping.organisations | {"the hubb": "The Hub", "elsewhere": ""},
            levels=mapping.levels | {"stratgic": "strategic"},
        )
        assert recognise_values(self.SHEET, mapping, ASKED, ORGANISATIONS) == mapping
        assert recognise(self.SHEET, mapping, ASKED, ORGANISATIONS).questions == []

    def test_values_are_learnt_when_columns_change_and_answers_kept(self):
        sheet = Sheet([["x", "y"], ["agree", "disagree"], ["fine", "1 - Agree"]])
        mapping = Mapping(1, {0: Target("statement", "power-open")}, ratings={"disagree": "5"})
        mapping = recognise_values(sheet, mapping, ASKED, [])
        assert mapping.ratings == {"agree": "4", "disagree": "5"}
        mapping = Mapping(
            1, mapping.columns | {1: Target("statement", "power-equal")}, {"fine": "4"}
        )
        mapping = recognise_values(sheet, mapping, ASKED, [])
        assert mapping.ratings == {"agree": "4", "disagree": "2", "fine": "4"}
        asked = recognise(sheet, mapping, ASKED, []).questions
        assert [one.found.value for one in asked] == ["1 - Agree"]

    def test_a_comment_column_taken_for_ratings_takes_little_time(self):
        rows = [[f"{i} we went to the {i}th meeting; " * 9] for i in range(3_000)]
        sheet = Sheet([["x"], *rows])
        mapping = Mapping(1, {0: Target("statement", "power-open")})
        start = time.process_time()
        assert len(recognise(sheet, mapping, ASKED, []).questions) == 3_000
        assert time.process_time() - start < 8


class TestSlips:
    @pytest.mark.parametrize(
        ("value", "meant"),
        [
            *(("Stongly agree", "5"), ("agreee", "4"), ("Storngly disagree", "1")),
            *(("Disagre", "2"), ("Neither agre nor disagree", "3"), ("dont knw", "dont_know")),
        ],
    )
    def test_a_slip_of_typing_is_suggested_and_not_chosen(self, value, meant):
        sheet = Sheet([TEXTS[:1], [value]])
        mapping = guess_mapping(sheet, ASKED, [])
        (question,) = recognise(sheet, mapping, ASKED, []).questions
        assert question.suggestion == meant
        assert mapping.ratings == {}

    @pytest.mark.parametrize(
        "value",
        [
            *("Not at all agree", "Tend to agree", "Don't agree", "Not agree", "Never agree"),
            *("Unagree", "Misagree", "Neutral, No Opinion", "Partly", "I do not know you"),
            *("Does not know", "Agree to disagree", "Not neutral"),
        ],
    )
    def test_nothing_is_suggested_across_a_word(self, value):
        sheet = Sheet([TEXTS[:1], [value]])
        mapping = guess_mapping(sheet, ASKED, [])
        assert [one.suggestion for one in recognise(sheet, mapping, ASKED, []).questions] == [""]

    @pytest.mark.parametrize("value", ["Not satisfied", "Unsatisfied", "Dissatisfied"])
    def test_nor_across_the_words_of_another_scale(self, value):
        labels = ("Very poor", "Poor", "Satisfied", "Very satisfied")
        asked = Questionnaire(ASKED.statements, ASKED.considerations, labels, labels)
        sheet = Sheet([TEXTS[:1], [value]])
        mapping = guess_mapping(sheet, asked, [])
        assert [one.suggestion for one in recognise(sheet, mapping, asked, []).questions] == [""]

    @pytest.mark.parametrize(
        ("value", "meant"),
        [
            *(("East Ayrshire Council", ""), ("South Ayrshire", ""), ("Ward 5 Forum", "")),
            ("South Ayrshire Counci", "South Ayrshire Council"),
        ],
    )
    def test_nor_between_organisations_that_differ_in_a_word(self, value, meant):
        names = ["South Ayrshire Council", "Ward 4 Forum"]
        sheet = Sheet([["Organisation", TEXTS[0]], [value, 5]])
        mapping = guess_mapping(sheet, ASKED, names)
        assert [one.suggestion for one in recognise(sheet, mapping, ASKED, names).questions] == [
            meant
        ]


@given(st.text(max_size=30))
def test_a_value_is_folded_once_and_for_all(text):
    assert value_key(value_key(text)) == value_key(text)


@given(st.integers(-10, 20), st.integers(0, 11))
def test_points_are_whole_numbers_within_the_scale(number, points):
    within = number if 1 <= number <= points else None
    assert parse_point(str(number), points) == parse_point(f"{number},0", points) == within
