"""Responses from somebody else's spreadsheet, and every cell that stands in the way."""

import time

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from assessments.imports.guessing import guess_mapping
from assessments.imports.mapping import Mapping
from assessments.imports.parse import ImportedResponse, ParsedAnswer, parse_responses
from assessments.imports.recognition.targets import Target
from spreadsheets.reader import Sheet

from .foreign import ASKED, CODES, ORGANISATIONS, TEXTS
from .reading import ANA, BEN, HEAD, POINTS, read


class TestResponses:
    def test_it_works(self):
        reading = read(ANA, BEN)
        assert reading.problems == []
        assert reading.responses[0] == ImportedResponse(
            row=2,
            organisation="Riverside Council",
            level="strategic",
            answers={
                CODES[0]: ParsedAnswer(4),
                CODES[1]: ParsedAnswer(5),
                CODES[2]: ParsedAnswer(reason="dont_know"),
                CODES[3]: ParsedAnswer(reason="not_applicable"),
            },
            importances={"approach": 4},
            comments={"power": "Good."},
        )
        assert reading.responses[1].answers == {
            CODES[0]: ParsedAnswer(1),
            CODES[1]: ParsedAnswer(2),
            CODES[2]: ParsedAnswer(3),
        }

    def test_an_answer_is_a_rating_or_a_reason(self):
        for given_ in ({}, {"rating": 3, "reason": "dont_know"}):
            with pytest.raises(ValueError, match="either a rating or a reason"):
                ParsedAnswer(**given_)

    def test_blank_rows_are_skipped_and_numbers_kept(self):
        assert [response.row for response in read(ANA, [], BEN, []).responses] == [2, 4]

    @pytest.mark.parametrize("blank", [None, "-", "no answer"])
    def test_blanks_are_no_answers(self, blank):
        reading = read([*ANA[:2], blank, *ANA[3:6], blank, blank])
        assert reading.problems == []
        assert CODES[0] not in reading.responses[0].answers
        assert reading.responses[0].importances == {}
        assert reading.responses[0].comments == {}

    def test_organisation_and_level_need_not_be_stated(self):
        reading = read([None, "-", *ANA[2:]])
        assert reading.problems == []
        assert (reading.responses[0].organisation, reading.responses[0].level) == ("", "")

    def test_comments_are_text_whatever_they_hold(self):
        assert read([*ANA[:7], 2026]).responses[0].comments == {"power": "2026"}
        assert read([*ANA[:7], "05-Mar\n3/5"]).responses[0].comments == {"power": "05-Mar\n3/5"}

    def test_a_row_with_nothing_but_a_comment_is_a_response(self):
        reading = read(ANA, [None] * 7 + ["Hard to say."])
        assert reading.problems == []
        assert reading.responses[1].comments == {"power": "Hard to say."}

    def test_the_mapping_has_the_last_word(self):
        sheet = Sheet([["x"], [1], ["sort of"], [7]])
        mapping = Mapping(
            1,
            {0: Target("statement", CODES[0])},
            ratings={"1": "5", "sort of": "3", "7": "dont_know"},
        )
        reading = parse_responses(sheet, mapping, ASKED)
        assert [list(response.answers.values()) for response in reading.responses] == [
            *([ParsedAnswer(5)], [ParsedAnswer(3)], [ParsedAnswer(reason="dont_know")])
        ]

    def test_true_is_not_one_though_python_says_so(self):
        reading = read(ANA, [*BEN[:2], True, *BEN[3:]], [*BEN[:2], 1.0, *BEN[3:]], [*BEN[:2], 5])
        assert [problem.row for problem in reading.problems] == [3]

    def test_progress_is_told(self):
        told = []
        read(*[ANA] * 450, progress=lambda done, rows: told.append((done, rows)))
        assert told == [(200, 450), (400, 450), (450, 450)]


class TestMissing:
    MAPPING = Mapping(
        1,
        {
            0: Target("statement", CODES[0]),
            1: Target("importance", "approach"),
            2: Target("comment", "power"),
            3: Target("organisation"),
        },
        ratings=POINTS,
        importances=POINTS,
        organisations={"the hub": "The Hub"},
        missing={"999": "not_applicable", "na": "blank", "5": "blank"},
    )

    def read(self, *rows):
        return parse_responses(Sheet([["a", "b", "c", "d"], *rows]), self.MAPPING, ASKED)

    def test_a_mark_says_nothing_wherever_it_stands(self):
        reading = self.read([4, 4, "Fine.", "The Hub"], [999, 999, "NA", "NA"])
        assert reading.problems == []
        assert reading.responses[1].answers == {CODES[0]: ParsedAnswer(reason="not_applicable")}
        assert reading.responses[1].importances == {}
        assert reading.responses[1].comments == {}
        assert reading.responses[1].organisation == ""

    def test_a_row_with_nothing_else_is_nobody(self):
        assert self.read([4], ["NA", "NA", "NA", "The Hub"]).empty_rows == [3]

    def test_a_mark_is_never_a_rating(self):
        mapping = Mapping(1, {0: Target("statement", CODES[0])}, missing={"999": "5"})
        assert parse_responses(Sheet([["a"], [999]]), mapping, ASKED).problems

    def test_what_is_matched_in_its_own_column_is_no_mark(self):
        assert self.read([5]).responses[0].answers == {CODES[0]: ParsedAnswer(5)}


class TestRows:
    @pytest.mark.parametrize(
        "row", [["Riverside Council", "strategic"], [None] * 8 + ["a note"], ["-"] * 8]
    )
    def test_a_row_without_answers_is_nobody_and_is_named(self, row):
        reading = read(ANA, row, BEN, head=[*HEAD, "Notes of ours"])
        assert reading.problems == []
        assert [response.row for response in reading.responses] == [2, 4]
        assert reading.empty_rows == [3]

    def test_rows_that_are_left_out_are_not_read(self):
        sheet = Sheet([HEAD, ANA, ["Elsewhere", "Boss", "maybe"], BEN])
        mapping = guess_mapping(sheet, ASKED, ORGANISATIONS)
        reading = parse_responses(sheet, mapping, ASKED, without={3})
        assert reading.problems == []
        assert [response.row for response in reading.responses] == [2, 4]

    def test_bad_answers_are_not_called_none(self):
        (problem,) = read(ANA, ["Riverside Council", "strategic", "maybe"]).problems
        assert problem.column == "C"

    def test_nothing_below_the_headings(self):
        (problem,) = read().problems
        assert (problem.row, problem.column) == (None, None)
        assert "There are no answers below the headings in row 1" in problem.message


class TestMapping:
    def test_no_column_of_a_statement(self):
        reading = read(["Riverside Council", "x"], head=["Organisation", "Mood"])
        assert reading.responses == []
        assert [problem.row for problem in reading.problems] == [None]
        assert "No column is matched to a statement" in reading.problems[0].message

    def test_one_target_twice(self):
        reading = read([4, 4], [4, "bad"], head=[TEXTS[0], TEXTS[0]])
        assert [(p.row, p.column) for p in reading.problems] == [(None, "B"), (3, "B")]
        assert reading.problems[0].message == (
            f"Columns A and B are both matched to “Statement: {TEXTS[0]}”. "
            "Keep one, and leave the other out."
        )

    def test_a_column_that_is_not_there(self):
        sheet = Sheet([["x"], [4]])
        columns = {0: Target("statement", CODES[0]), 30: Target("level")}
        (problem,) = parse_responses(sheet, Mapping(1, columns, POINTS), ASKED).problems
        assert (problem.row, problem.column) == (None, "AE")
        assert "There is no column AE" in problem.message

    @pytest.mark.parametrize("target", ["statement:gone", "comment:gone"])
    def test_what_the_review_does_not_ask(self, target):
        sheet = Sheet([["x", "y"], [4, 4]])
        columns = {0: Target("statement", CODES[0]), 1: Target.parse(target)}
        (problem,) = parse_responses(sheet, Mapping(1, columns, POINTS), ASKED).problems
        assert (problem.row, problem.column, problem.heading) == (None, "B", "y")
        assert "which this review does not ask" in problem.message

    @pytest.mark.parametrize("row", [0, -3, 99])
    def test_headings_in_a_row_that_is_not_there(self, row):
        mapping = Mapping(row, {0: Target("statement", CODES[0])})
        assert parse_responses(Sheet([["x"], ["y"]]), mapping, ASKED).problems


def test_ten_thousand_rows_of_43_columns_are_fast():
    rows = [
        [ORGANISATIONS[i % 3], "strategic", *([1, "4", "DK", 2.0] * 10), f"{i}"]
        for i in range(10_000)
    ]
    sheet = Sheet([[f"column {i}" for i in range(43)], *rows])
    columns = {0: Target("organisation"), 1: Target("level"), 42: Target("comment", "power")}
    columns |= {index: Target("statement", f"s{index}") for index in range(2, 42)}
    mapping = Mapping(
        1,
        columns,
        ratings=POINTS | {"dk": "dont_know"},
        organisations={name.casefold(): name for name in ORGANISATIONS},
        levels={"strategic": "strategic"},
    )
    start = time.process_time()
    reading = parse_responses(sheet, mapping, ASKED)
    assert time.process_time() - start < 3
    assert sum(len(response.answers) for response in reading.responses) == 400_000


ANSWERS = st.sampled_from(
    [
        *(
            (1, ParsedAnswer(1)),
            ("2", ParsedAnswer(2)),
            (3.0, ParsedAnswer(3)),
            ("Agree", ParsedAnswer(4)),
        ),
        *(
            ("5 - strongly agree", ParsedAnswer(5)),
            ("4/5", ParsedAnswer(4)),
            (None, None),
            ("-", None),
        ),
        ("not sure", ParsedAnswer(reason="dont_know")),
        ("doesn't apply", ParsedAnswer(reason="not_applicable")),
        *(("?", ...), (3.5, ...), ("#N/A", ...), (True, ...), ("05-Mar", ...), ("hm", ...)),
    ]
)


@example([[(None, None)] * 4])
@given(st.lists(st.lists(ANSWERS, min_size=4, max_size=4), min_size=1, max_size=9))
@settings(deadline=None)
def test_each_cell_is_an_answer_or_a_blank_or_a_problem(rows):
    high = [5, 5, 5, 5]  # else there may be four points
    reading = read(high, *[[cell for cell, _meant in row] for row in rows], head=TEXTS)
    bad = {
        (number, "ABCD"[i])
        for number, row in enumerate(rows, start=3)
        for i, (_cell, meant) in enumerate(row)
        if meant is ...
    }
    assert {(p.row, p.column) for p in reading.problems if p.column} == bad
    answered = {
        (response.row, code): answer
        for response in reading.responses[1:]
        for code, answer in response.answers.items()
    }
    assert answered == {
        (number, CODES[i]): meant
        for number, row in enumerate(rows, start=3)
        for i, (_cell, meant) in enumerate(row)
        if isinstance(meant, ParsedAnswer)
    }
