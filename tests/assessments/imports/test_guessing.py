"""Guessing what somebody else's columns stand for."""

import time
from dataclasses import replace

import pytest

from assessments.imports.guessing import guess_mapping
from assessments.imports.recognition.columns import HeadingMatcher, describe, targets
from assessments.imports.recognition.targets import IGNORED, Target
from spreadsheets.reader import Sheet

from .foreign import ASKED, CODES, ORGANISATIONS, TEXTS, Statement, alone, columns, guess


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
            "3.2. Together we do more for local people. - How far do you agree?",
            "How far do you agree or disagree with the following? - Together we do more for local "
            "people.",
            "<p>Together we do <b>more</b>&nbsp;for local people.</p>",
            "Together we do more for local people.2",
            "Together we do more for local people2",
            "G02Q03[SQ002]. How far do you agree? [Together we do more for local people.]",
            "Q3_2: Please rate from 1 (not at all) to 5 - Together we do more for local people.",
            "Partnership working | Together we do more for local people. | Rating",
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
            "It is not true that together we do more for local people.",
            "We never said: Together we do more for local people.",
            "I disagree that together we do more for local people.",
            "False or not? [Together we do more for local people.]",
        ],
    )
    def test_a_close_text_that_says_something_else_is_left(self, heading):
        assert columns(heading) == ["ignore"]

    @pytest.mark.parametrize(
        "heading",
        [
            "Comment: Together we do more for local people.",
            "Together we do more for local people. - Comments",
            "Why? [Together we do more for local people.]",
            "How important is this to you? - Together we do more for local people.",
            "Points - Together we do more for local people.",
            "Feedback - Together we do more for local people.",
            "Together we do more for local people. - Other (please specify) - Text",
        ],
    )
    def test_what_else_is_asked_about_a_statement_is_no_rating_of_it(self, heading):
        assert alone(heading) == ["ignore"]

    def test_a_heading_with_two_statements_is_left(self):
        assert alone(" / ".join(TEXTS[:2])) == ["ignore"]

    def test_the_longest_text_wins_where_one_contains_another(self):
        longer = Statement("approach-both", f"We know that {TEXTS[1].lower()}", "approach")
        asked = replace(ASKED, statements=(*ASKED.statements, longer))
        sheet = Sheet([[f"How far do you agree? - {longer.text}", f"Agree? - {TEXTS[1]}"]])
        assert list(guess_mapping(sheet, asked, []).columns.values()) == [
            Target("statement", "approach-both"),
            Target("statement", "approach-gain"),
        ]

    def test_a_short_text_within_another_heading_is_no_statement(self):
        asked = replace(ASKED, statements=(Statement("trust", "We trust.", "approach"),))
        sheet = Sheet([["Whom do we trust?", "Agree? [We trust.]"]])
        assert list(guess_mapping(sheet, asked, []).columns.values()) == [
            IGNORED,
            Target("statement", "trust"),
        ]

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

    @pytest.mark.parametrize(
        "heading",
        [
            "Which organisation do you work for?: Response",
            "Q1: Which organisation do you work for? - Selected Choice",
            "G01Q01. Which organisation do you work for?",
        ],
    )
    def test_organisation_as_other_tools_head_it(self, heading):
        assert columns(heading) == ["organisation"]

    def test_organisation_and_level_are_told_by_their_values(self):
        mapping = guess(
            ["Where?", "Role", "Done", TEXTS[0]],
            ["the hub", "Strategic", "yes", 4],
            ["NHS Riverside", "Community level", "no", 3],
            ["Somewhere else", None, "yes", 3],
        )
        assert list(map(str, mapping.columns.values()))[:3] == ["organisation", "level", "ignore"]

    def test_a_heading_counts_for_more_than_values(self):
        mapping = guess(["Where?", "Organisation", TEXTS[0]], ["The Hub", "Somewhere else", 4])
        assert list(map(str, mapping.columns.values()))[:2] == ["ignore", "organisation"]

    def test_two_columns_with_the_same_values_are_left_to_be_chosen(self):
        mapping = guess(["Yours", "Theirs", TEXTS[0]], ["The Hub", "NHS Riverside", 4])
        assert list(map(str, mapping.columns.values()))[:2] == ["ignore", "ignore"]

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

    @pytest.mark.parametrize(
        "head",
        [
            ["q1", "q2", "q3", "q4"],
            ["id", "G1Q01[SQ001]", "G1Q01[SQ002]", "G1Q02[SQ001]", "G1Q02[SQ002]"],
            ["v_4", "v_1", "v_3", "v_2"],
        ],
    )
    def test_codes_are_offered_in_order_when_they_are_as_many_as_the_statements(self, head):
        in_order = HeadingMatcher(ASKED).match_in_order(head, {})
        by_number = sorted(in_order, key=lambda index: head[index])
        assert [in_order[index].code for index in by_number] == CODES

    @pytest.mark.parametrize("head", [["q1", "q2", "q3"], ["a", "b", "c", "d"], TEXTS])
    def test_other_headings_are_never_put_in_order(self, head):
        assert HeadingMatcher(ASKED).match_in_order(head, {}) == {}

    def test_what_is_told_by_a_number_alone_is_known_to_be(self):
        known, target = HeadingMatcher(ASKED), Target("statement", "approach-gain")
        told = {
            title: known.is_matched_by_number(title, target)
            for title in ["q2", "2", "Statement 2:", "SQ002", TEXTS[1], f"Q2: {TEXTS[1]}"]
        }
        assert [title for title, by_number in told.items() if by_number] == [
            *("q2", "2", "Statement 2:", "SQ002")
        ]

    def test_five_thousand_columns_take_little_time(self):
        head = [f"Some other question that nobody here asks, number {i}" for i in range(4_996)]
        start = time.process_time()
        guess([*head, *TEXTS], *[[f"some words {i} {j}" for i in range(5_000)] for j in range(30)])
        assert time.process_time() - start < 15  # 1 s where it was written
