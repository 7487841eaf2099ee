"""Guessing what somebody else's columns and values stand for, and asking about the rest."""

import json
import time
from dataclasses import dataclass
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assessments.imports.mapping import (
    IGNORED,
    Mapping,
    Target,
    describe,
    guess_mapping,
    recognise_values,
    targets,
    unmapped_values,
)
from assessments.imports.words import point_in, value_key
from partnerships.sheets import Sheet


@dataclass(frozen=True)
class Statement:
    code: str
    text: str
    consideration: str


@dataclass(frozen=True)
class Consideration:
    code: str
    name: str


@dataclass(frozen=True)
class Questionnaire:
    statements: tuple[Statement, ...]
    considerations: tuple[Consideration, ...]
    rating_labels: tuple[str, ...]
    importance_labels: tuple[str, ...]


ASKED = Questionnaire(
    statements=(
        Statement("approach-need", "Tackling this issue takes more than one body.", "approach"),
        Statement("approach-gain", "Together we do more for local people.", "approach"),
        Statement("power-equal", "Partners don't overrule one another & listen well.", "power"),
        Statement("power-open", "It is clear who decides: we can all see how.", "power"),
    ),
    considerations=(
        Consideration("approach", "The right approach"),
        Consideration("power", "Power and transparency"),
    ),
    rating_labels=(
        *("Strongly disagree", "Disagree", "Neither agree nor disagree"),
        *("Agree", "Strongly agree"),
    ),
    importance_labels=("Hardly at all", "A little", "Somewhat", "A lot", "Above all"),
)
ORGANISATIONS = ["Riverside Council", "The Hub", "NHS Riverside"]
TEXTS = [statement.text for statement in ASKED.statements]
CODES = [statement.code for statement in ASKED.statements]


def guess(head, *rows):
    return guess_mapping(Sheet([list(head), *map(list, rows)]), ASKED, ORGANISATIONS)


def columns(*head):
    """What each heading is taken for, beside the statements that make it a row of headings."""
    mapping = guess([*head, *TEXTS])
    return [str(mapping.columns[index]) for index in range(len(head))]


def alone(*head):
    mapping = guess(head)
    return [str(mapping.columns[index]) for index in range(len(head))]


def ratings(*values):
    """What is made of these values in a column of ratings."""
    mapping = guess(TEXTS[:1], *[[value] for value in values])
    return [mapping.ratings.get(value_key(value)) for value in values]


class TestTarget:
    @pytest.mark.parametrize("text", ["organisation", "level", "ignore", "statement:approach-need"])
    def test_there_and_back(self, text):
        assert str(Target.parse(text)) == text

    @pytest.mark.parametrize("text", ["", "statement", "level:x", "colour", "comment:", ":power"])
    def test_nothing_else(self, text):
        with pytest.raises(ValueError, match="not something a column can stand for"):
            Target.parse(text)

    def test_in_words(self):
        assert describe(Target("organisation"), ASKED) == "Organisation"
        assert describe(Target("statement", "approach-gain"), ASKED) == f"Statement: {TEXTS[1]}"
        assert describe(Target("importance", "power"), ASKED) == (
            "Importance: Power and transparency"
        )
        assert describe(Target("statement", "gone"), ASKED) == "Statement: gone"
        assert len({describe(target, ASKED) for target in targets(ASKED)}) == 3 + 4 + 2 + 2


class TestColumns:
    def test_codes(self):
        assert alone(*CODES) == [f"statement:{code}" for code in CODES]
        assert alone("APPROACH-NEED") == ["statement:approach-need"]

    def test_our_own_names_for_targets(self):
        names = [str(target) for target in targets(ASKED)]
        assert alone(*names) == names

    def test_texts(self):
        assert alone(*TEXTS) == [f"statement:{code}" for code in CODES]

    @pytest.mark.parametrize(
        "heading",
        [
            "TOGETHER WE DO MORE FOR LOCAL PEOPLE",
            " Together  we do more\nfor local people!",
            "Q12. Together we do more for local people.",
            "12) Together we do more for local people",
            "12.Together we do more for local people.",
            "Statement 2: Together we do more for local people.",
            "How far do you agree? [Together we do more for local people.]",
            "The right approach: Together we do more for local people.",
            "Together we do more for the local people.",
            "Togeter we do more for local peple",
        ],
    )
    def test_texts_as_other_tools_write_them(self, heading):
        assert alone(heading) == ["statement:approach-gain"]

    @pytest.mark.parametrize(
        "heading",
        [
            "Partners dont overrule one another and listen well",
            "Partners don’t overrule one another & listen well",
        ],
    )
    def test_apostrophes_and_ampersands(self, heading):
        assert alone(heading) == ["statement:power-equal"]

    @pytest.mark.parametrize(
        "heading",
        [
            "Together we do less",
            "Together we never do more for local people.",
            "Partners overrule one another & listen well.",
            "It is unclear who decides: we can all see how.",
        ],
    )
    def test_a_close_text_that_says_something_else_is_left(self, heading):
        assert columns(heading) == ["ignore"]

    def test_a_close_text_never_takes_a_statement_that_another_heading_names(self):
        assert columns("Together we do more for the local people.") == ["ignore"]

    @pytest.mark.parametrize(
        "form", ["Q{}", "{}", "Statement {}", "q {}.", "Question {}:", "{})", "Q0{}", "#{}"]
    )
    def test_numbers_in_the_order_of_the_questionnaire(self, form):
        head = ["Organisation", "Level", *(form.format(number) for number in (1, 2, 3, 4))]
        assert alone(*head)[2:] == [f"statement:{code}" for code in CODES]

    def test_numbers_that_are_numbers(self):
        assert alone("Organisation", 4, 3.0, 2, 1)[1:] == [
            f"statement:{code}" for code in reversed(CODES)
        ]

    @pytest.mark.parametrize("numbers", [(1, 2), (3, 4, 5), (0, 1, 2), (1, 2, 2, 3)])
    def test_numbers_that_can_not_be_the_questionnaires(self, numbers):
        assert alone("Organisation", *numbers)[1:] == ["ignore"] * len(numbers)

    def test_numbers_beside_texts_are_something_else(self):
        assert columns("1", "2", "3") == ["ignore"] * 3

    @pytest.mark.parametrize("heading", ["organisation", "Organization", "AGENCY", "Partner:"])
    def test_organisation(self, heading):
        assert columns(heading) == ["organisation"]

    @pytest.mark.parametrize("heading", ["Level", "Your level", "level *"])
    def test_level(self, heading):
        assert columns(heading) == ["level"]

    @pytest.mark.parametrize(
        ("heading", "target"),
        [
            ("Importance: The right approach", "importance:approach"),
            ("Right approach (importance)", "importance:approach"),
            ("How much does Power and transparency matter to us now?", "importance:power"),
            ("How important is power & transparency?", "importance:power"),
            ("Power - importance", "importance:power"),
            ("Comments on the right approach", "comment:approach"),
            ("Power and transparency: any other comments", "comment:power"),
            ("Why? (Power and transparency)", "comment:power"),
            ("Comment power", "comment:power"),
            ("Comments", "ignore"),
            ("It matters that people have power over their lives", "ignore"),
            ("Comments on the right approach, and on power and transparency", "ignore"),
            ("Timestamp", "ignore"),
            ("", "ignore"),
        ],
    )
    def test_importance_and_comments(self, heading, target):
        assert columns(heading) == [target]

    def test_banners_tell_columns_apart(self):
        rows = [
            ["Who", None, "The right approach", None, "Power and transparency", None],
            ["Agency", TEXTS[0], "Importance", "Comment", "Importance", "Comment"],
            ["The Hub", 4, "A lot", "x", 2, "y"],
        ]
        mapping = guess_mapping(Sheet(rows), ASKED, ORGANISATIONS)
        assert mapping.header_row == 2
        assert [str(target) for target in mapping.columns.values()] == [
            *("organisation", "statement:approach-need", "importance:approach"),
            *("comment:approach", "importance:power", "comment:power"),
        ]

    def test_headings_below_titles_though_answers_look_alike(self):
        rows = [
            ["Survey 2026"],
            [],
            ["Level", "Q1", "Q2", "Q3"],
            *[["Community", "1", "2", "3"]] * 9,
        ]
        assert guess_mapping(Sheet(rows), ASKED, []).header_row == 3

    def test_a_column_without_heading_is_left_out(self):
        mapping = guess([TEXTS[0]], [4, "note"])
        assert mapping.columns == {0: Target("statement", "approach-need"), 1: IGNORED}

    def test_the_same_heading_twice_is_for_reading_to_refuse(self):
        assert alone(TEXTS[0], TEXTS[0]) == ["statement:approach-need"] * 2

    def test_five_hundred_columns_take_little_time(self):
        head = [f"Some other question that nobody here asks, number {i}" for i in range(496)]
        start = time.perf_counter()
        guess([*head, *TEXTS], *[[f"some words {i}" for i in range(500)]] * 30)
        assert time.perf_counter() - start < 8


class TestRatings:
    def test_the_questionnaires_labels(self):
        assert ratings(*ASKED.rating_labels) == ["1", "2", "3", "4", "5"]
        assert ratings("  strongly   AGREE. ") == ["5"]

    @pytest.mark.parametrize(
        "value",
        [
            *(4, 4.0, "4", "4.0", "4,0", " 4 ", "4 - Agree", "4: agree", "4. Agree", "4 = agree"),
            *("4 agree", "Agree (4)", "agree [4]", "Agree - 4", "4 (Agree)", "4/5", "4 out of 5"),
            *("tend to agree", "Somewhat agree", "4 – somewhat agree", "AGREE!"),
        ],
    )
    def test_ways_to_write_four(self, value):
        assert ratings(value) == ["4"]

    @pytest.mark.parametrize(
        ("words", "rating"),
        [
            *(("Totally disagree", "1"), ("completely disagree", "1"), ("Tend to disagree", "2")),
            *(("somewhat disagree", "2"), ("Neutral", "3"), ("neither", "3")),
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
            *("n/a", "N/A", "NA", "Not applicable", "does not apply", "Doesn't apply"),
            *("Doesn’t apply to us", "9: n/a"),
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
        ],
    )
    def test_what_is_in_doubt_is_not_taken(self, value):
        assert ratings(value) == [None]

    def test_a_finer_scale_is_not_squeezed_into_ours_unasked(self):
        assert ratings("agree", "Tend to agree", "Strongly agree") == ["4", None, "5"]
        assert ratings("strongly disagree", "completely disagree") == ["1", None]
        assert ratings("somewhat agree", "tend to agree") == [None, None]

    def test_words_of_agreement_mean_nothing_on_another_scale(self):
        asked = Questionnaire(
            ASKED.statements, ASKED.considerations, ("Never", "At times", "Always"), ("Low", "High")
        )
        sheet = Sheet([[TEXTS[0]], ["agree"], ["Always"], ["4"], ["3"]])
        mapping = guess_mapping(sheet, asked, [])
        assert mapping.ratings == {"always": "3", "3": "3"}


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
            "n/a": "",
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
        values = ["Above all", "a lot", 3, "2 - A little", "Don't know", "agree", "-", 6]
        assert guess(head, *[[4, value] for value in values]).importances == {
            "above all": "5",
            "a lot": "4",
            "3": "3",
            "2 - a little": "2",
            "don't know": "blank",
            "-": "blank",
        }


class TestUnmapped:
    SHEET = Sheet(
        [
            ["Organisation", "Level", TEXTS[0], TEXTS[1], "Importance: The right approach"],
            ["The Hubb", "Stratgic", "quite", 4, "loads"],
            ["Elsewhere", "Community", "Agre", "Quite", 7],
            [],
            ["the hubb", None, 3.5, date(2026, 5, 3), "#N/A"],
            ["NHS Riverside", None, 7, "05-Mar", True],
        ]
    )

    def test_distinct_values_with_counts_and_first_cells(self):
        mapping = guess_mapping(self.SHEET, ASKED, ORGANISATIONS)
        found = unmapped_values(self.SHEET, mapping, ASKED, ORGANISATIONS)
        assert [(v.kind, v.value, v.count, f"{v.column}{v.row}", v.suggestion) for v in found] == [
            ("organisation", "The Hubb", 2, "A2", "The Hub"),
            ("level", "Stratgic", 1, "B2", "strategic"),
            ("statement", "quite", 2, "C2", ""),
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
            ratings=mapping.ratings | {"quite": "4", "agre": "4", "7": "5"},
            importances={"loads": "5", "7": "blank"},
            organisations=mapping.organisations | {"the hubb": "The Hub", "elsewhere": ""},
            levels=mapping.levels | {"stratgic": "strategic"},
        )
        assert unmapped_values(self.SHEET, mapping, ASKED, ORGANISATIONS) == []

    def test_plain_points_need_no_entry(self):
        mapping = Mapping(1, {0: Target("statement", "approach-need")})
        assert unmapped_values(Sheet([["x"], [4], ["5"], ["3/5"]]), mapping, ASKED) == []

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
        assert [v.value for v in unmapped_values(sheet, mapping, ASKED)] == ["1 - Agree"]

    def test_a_comment_column_taken_for_ratings_takes_little_time(self):
        rows = [[f"{i} we went to the {i}th meeting; " * 9] for i in range(3_000)]
        sheet = Sheet([["x"], *rows])
        mapping = Mapping(1, {0: Target("statement", "power-open")})
        start = time.perf_counter()
        assert len(unmapped_values(sheet, mapping, ASKED)) == 3_000
        assert time.perf_counter() - start < 8


class TestJson:
    def test_there_and_back(self):
        mapping = guess_mapping(TestUnmapped.SHEET, ASKED, ORGANISATIONS)
        data = json.loads(json.dumps(mapping.to_json()))
        assert data["columns"]["2"] == "statement:approach-need"
        assert Mapping.from_json(data) == mapping

    def test_what_people_write_by_hand_is_folded(self):
        data = {
            "header_row": 1,
            "columns": {"0": "level"},
            "levels": {" Board  Level": "strategic"},
        }
        assert Mapping.from_json(data).levels == {"board level": "strategic"}

    @pytest.mark.parametrize(
        "data",
        [
            *({}, {"header_row": 1}, {"header_row": "x", "columns": {}}, []),
            {"header_row": 1, "columns": {"a": "level"}},
            {"header_row": 1, "columns": {"0": "colour"}},
            {"header_row": 1, "columns": {"0": "level"}, "levels": ["x"]},
        ],
    )
    def test_anything_else_is_refused(self, data):
        with pytest.raises(ValueError, match=r"."):
            Mapping.from_json(data)


TARGETS = st.sampled_from(targets(ASKED))
VALUES = st.dictionaries(st.text(max_size=9).map(value_key), st.text(max_size=9), max_size=4)


@given(
    st.builds(
        Mapping,
        st.integers(1, 40),
        st.dictionaries(st.integers(0, 499), TARGETS),
        *[VALUES] * 4,
    )
)
def test_any_mapping_survives_json(mapping):
    assert Mapping.from_json(json.loads(json.dumps(mapping.to_json()))) == mapping


@given(st.text(max_size=30))
def test_a_value_is_folded_once_and_for_all(text):
    assert value_key(value_key(text)) == value_key(text)


@given(st.integers(-10, 20), st.integers(0, 11))
def test_points_are_whole_numbers_within_the_scale(number, points):
    within = number if 1 <= number <= points else None
    assert point_in(str(number), points) == point_in(f"{number},0", points) == within
