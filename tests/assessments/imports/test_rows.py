"""Which rows of somebody else's spreadsheet are people whose answers count."""

from dataclasses import replace
from datetime import date, datetime

import pytest

from assessments.imports.guessing import guess_mapping
from assessments.imports.mapping import RowIssue
from assessments.imports.recognition.rows import classify_rows, row_digests
from spreadsheets.reader import Sheet

from .foreign import ASKED, ORGANISATIONS, TEXTS

NINE = datetime(2026, 3, 5, 9, 10, 3)  # noqa: DTZ001 (spreadsheets know no time zones)
SECRET = b"known to the review alone"


def sorted_rows(head, *rows, hidden=(), **choices):
    sheet = Sheet([list(head), *map(list, rows)], hidden=frozenset(hidden))
    mapping = replace(guess_mapping(sheet, ASKED, ORGANISATIONS), header_row=1, rows=choices)
    return classify_rows(sheet, mapping)


def of(sort, head, *rows, **more):
    return sorted_rows(head, *rows, **more).row_issues[sort]


@pytest.mark.parametrize(
    ("heading", "unfinished", "finished"),
    [
        *(("Finished", "False", "True"), ("Finished", 0, 1), ("Finished", False, True)),
        *(("Progress", 35, 100), ("Progress", "99", "100"), ("submitdate", None, "2026-03-05")),
        *(("Date submitted", None, "2026-03-05"), ("survey_complete", 0, 2)),
        *(("survey_complete", "1", "2"), ("Complete?", "Incomplete", "Complete")),
        *(("Response Type", "partial", "completed"), ("Completed", "No", "Yes")),
        *(("Complete", "FALSE", "TRUE"), ("Submitted", "no", "yes")),
        *(("Complete?", "Unverified", "Complete"), ("Response Status", "Partial", "Complete")),
    ],
)
def test_people_who_did_not_finish(heading, unfinished, finished):
    rows = [4, unfinished], [4, finished], [5, finished]
    assert of(RowIssue.UNFINISHED, [TEXTS[0], heading], *rows) == [2]


@pytest.mark.parametrize(
    ("heading", "value"),
    [
        *(("Progress", "we meet more often"), ("Complete?", "very"), ("Finished", "True")),
        *(("submitdate", None), ("Status", "IP Address"), ("Status", "submitted_via_web")),
    ],
)
def test_columns_that_say_nothing_of_it(heading, value):
    assert of(RowIssue.UNFINISHED, [TEXTS[0], heading], [4, value], [5, value]) == []


@pytest.mark.parametrize(
    ("heading", "value"),
    [
        *(("Status", "Survey Preview"), ("Response Type", "Survey Test"), ("Status", "Spam")),
        *(("DistributionChannel", "preview"), ("Distribution Channel", "test")),
    ],
)
def test_previews_and_tests(heading, value):
    head = [TEXTS[0], heading]
    assert of(RowIssue.TEST, head, [4, value], [4, "anonymous"], [5, "IP Address"]) == [2]


@pytest.mark.parametrize("code", [1, "2", 8, 9])
def test_previews_where_the_tool_writes_a_code_for_them(code):
    head = ["Status", "Finished", "ResponseId", TEXTS[0]]
    rows = [code, 1, "R_1f8k3d9s0a", 4], [0, 1, "R_9sk2m4n1b7", 4]
    assert of(RowIssue.TEST, head, *rows) == [2]


def test_rows_that_are_hidden():
    assert of(RowIssue.HIDDEN, [TEXTS[0]], [4], [3], [5], hidden={3}) == [3]


def test_a_row_twice_is_a_repetition_where_a_time_tells_people_apart():
    rows = sorted_rows(["Timestamp", TEXTS[0]], ["10:01:02", 4], ["10:05:00", 4], ["10:01:02", 4])
    assert rows.row_issues[RowIssue.REPEATED] == [4]
    assert rows.left_out == {4}


def test_and_may_be_somebody_else_where_nothing_does():
    rows = sorted_rows([TEXTS[0]], [4], [4])
    assert rows.row_issues[RowIssue.REPEATED] == [3]
    assert rows.left_out == frozenset()


@pytest.mark.parametrize("choice", ["keep", "leave"])
def test_rows_of_a_kind_come_in_or_stay_out_by_one_choice(choice):
    head = [TEXTS[0], "Finished"]
    rows = sorted_rows(head, [4, "False"], [5, "True"], [3, "False"], unfinished=choice)
    assert rows.left_out == (set() if choice == "keep" else {2, 4})


def earlier(sheet, numbers):
    mapping = guess_mapping(sheet, ASKED, ORGANISATIONS)
    return [("monday.csv", row_digests(sheet, mapping, numbers, SECRET))]


def came_in_before(sheet, files):
    mapping = guess_mapping(sheet, ASKED, ORGANISATIONS)
    return classify_rows(sheet, mapping, secret=SECRET, earlier=files).imported_before


HEAD = ["Response ID", "Organisation", *TEXTS]
MONDAY = [["R_1f8k3d9s0a", "The Hub", 4, 4, 4, 5], ["R_9sk2m4n1b7", "The Hub", 1, 2, 2, 1]]


def test_a_newer_export_is_told_by_the_tools_own_numbers():
    before = earlier(Sheet([HEAD, *MONDAY]), [2, 3])
    changed = ["R_9sk2m4n1b7", "The Hub", 5, 5, 5, 5, "a column more"]
    newer = Sheet([[*HEAD, "Notes"], ["R_x8d7f6g5h4", "The Hub", 3, 3, 3, 3], MONDAY[0], changed])
    assert came_in_before(newer, before) == {"monday.csv": [3, 4]}


def test_short_numbers_are_those_of_another_survey_unless_the_answers_are_the_same():
    head = ["ID", *HEAD[1:]]
    before = earlier(Sheet([head, [1, "The Hub", 4, 4, 4, 5]]), [2])
    newer = Sheet([head, [1, "The Hub", 4, 4, 4, 5], [2, "The Hub", 4, 4, 4, 5]])
    elsewhere = Sheet([head, [1, "NHS Riverside", 2, 5, 5, 5]])
    assert came_in_before(newer, before) == {"monday.csv": [2]}
    assert came_in_before(elsewhere, before) == {}


def test_of_people_who_answer_alike_as_many_as_came_in():
    same = ["The Hub", 4, 4, 4, 5]
    before = earlier(Sheet([HEAD[1:], same, same]), [2, 3])
    assert came_in_before(Sheet([HEAD[1:], same, same, same]), before) == {"monday.csv": [2, 3]}


def test_digests_say_nothing_without_the_secret_and_lie_in_no_order():
    sheet = Sheet([HEAD, *MONDAY])
    mapping = guess_mapping(sheet, ASKED, ORGANISATIONS)
    digests = row_digests(sheet, mapping, [2, 3], SECRET)
    assert digests == row_digests(sheet, mapping, [3, 2], SECRET)
    assert not set(digests) & set(row_digests(sheet, mapping, [2, 3], b"another"))


@pytest.mark.parametrize("told", [None, "2026-03-05", date(2026, 3, 5), "Councillor"])
def test_people_who_agree_are_kept_where_the_tools_column_tells_nobody_apart(told):
    heading = "Respondent" if told == "Councillor" else "Date submitted"
    rows = sorted_rows([heading, TEXTS[0]], [told, 4], [told, 4], [told, 1])
    assert rows.row_issues[RowIssue.REPEATED] == [3]
    assert rows.left_out == frozenset()


def test_of_people_on_one_day_those_who_came_in_before_are_told_by_their_answers():
    head = ["Date submitted", *HEAD[1:]]
    monday = [["2026-03-05", "The Hub", 4, 4, 4, 5], ["2026-03-05", "The Hub", 1, 2, 2, 1]]
    before = earlier(Sheet([head, *monday]), [2, 3])
    newer = Sheet([head, ["2026-03-05", "The Hub", 3, 3, 3, 3], *monday])
    assert came_in_before(newer, before) == {"monday.csv": [3, 4]}


@pytest.mark.parametrize(
    ("monday", "friday"),
    [
        ("2026-03-05 14:10:03", "3/5/26 2:10:03 PM"),
        ("05/03/2026 09:10:03", "2026/03/05 9:10:03 am GMT"),
        ("2026-03-05T09:10:03.120Z", NINE),
    ],
)
def test_a_time_is_the_same_however_an_export_writes_it(monday, friday):
    head = ["Timestamp", *HEAD[1:]]
    before = earlier(Sheet([head, [monday, "The Hub", 4, 4, 4, 5]]), [2])
    newer = Sheet([head, [friday, "The Hub", 4, 4, 4, 5]])
    assert came_in_before(newer, before) == {"monday.csv": [2]}


def test_a_tools_number_tells_a_row_again_whatever_its_times_say():
    head = ["Response ID", "End date", *HEAD[1:]]
    before = earlier(
        Sheet([head, ["R_1f8k3d9s0a", "2026-03-05 09:10", "The Hub", 4, 4, 4, 5]]), [2]
    )
    newer = Sheet([head, ["R_1f8k3d9s0a", "2026-03-07 17:20", "The Hub", 5, 4, 4, 5]])
    assert came_in_before(newer, before) == {"monday.csv": [2]}


@pytest.mark.parametrize(
    "label",
    [
        *("Total", "TOTALS:", "Grand Total", "Average", "Mean score", "Median", "Std. deviation"),
        *("Riverside Council Total", "The Hub Average", "Average rating", "Count"),
    ],
)
@pytest.mark.parametrize("heading", ["Respondent", "Organisation"])
def test_a_row_that_sums_up_the_others_is_no_person(heading, label):
    rows = sorted_rows([heading, *TEXTS], ["x", 4, 4, 4, 4], ["y", 4, 2, 2, 1], [label, 4, 3, 3, 3])
    assert rows.row_issues[RowIssue.SUMMARY] == [4]
    assert rows.left_out == {4}


@pytest.mark.parametrize(
    "said",
    ["Total Care", "Max", "Meanwood Trust", "We have a total of three meetings", "Counting House"],
)
def test_a_name_or_remark_sums_up_nothing(said):
    assert of(RowIssue.SUMMARY, ["Who", *TEXTS], [said, 4, 4, 4, 4]) == []


def test_headings_that_are_repeated_further_down_are_no_person():
    head = ["Who", "Organisation", *TEXTS]
    assert of(
        RowIssue.SUMMARY, head, ["a", "The Hub", 1, 2, 3, 4], head, ["b", "", 1, 2, 3, 4]
    ) == [3]
