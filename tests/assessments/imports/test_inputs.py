"""Files in the style of other tools' exports, and what each of them comes to."""

import pytest

from .pulse import foreign, matched_by_place

CERTAIN = {
    "gforms-grid.csv": 3.01,
    "scale-agree-strongly.xlsx": 3.01,
    "scale-number-equals.xlsx": 3.01,
}

SCALES = {  # what is asked together, and the mean that the first proposal gives
    "scale-0-to-4.xlsx": (["0", "1", "2", "3", "4"], 3.01),
    "scale-minus2-to-2.xlsx": (["-2", "-1", "0", "1", "2"], 3.01),
    "scale-percent-cells.xlsx": (["0", "0.25", "0.5", "0.75", "1"], 3.01),
    "scale-1-to-7.xlsx": (["1", "2", "3", "4", "5", "6", "7"], 2.97),
    "scale-4-point-words.xlsx": (
        ["Strongly disagree", "Disagree", "Agree", "Strongly agree"],
        3.38,
    ),
    "scale-7-words.xlsx": (
        [
            *("Strongly disagree", "Disagree", "Somewhat disagree", "Neither agree nor disagree"),
            *("Somewhat agree", "Agree", "Strongly agree"),
        ],
        3.12,
    ),
    "suggestion-opposite-tend.xlsx": (
        ["Strongly disagree", "Tend to disagree", "Tend to agree", "Agree", "Strongly agree"],
        3.39,
    ),
    "suggestion-opposite-mostly.xlsx": (
        ["Strongly disagree", "Mostly disagree", "Mostly agree", "Agree", "Strongly agree"],
        3.25,
    ),
}

ALONE = {
    "scale-wilder.xlsx": {"Neutral, No Opinion"},
    "scale-welsh.xlsx": {
        *("Cytuno", "Anghytuno", "Cytuno'n gryf", "Anghytuno'n gryf"),
        "Ddim yn cytuno nac yn anghytuno",
    },
    "suggestion-do-not-agree.xlsx": {"Don't agree"},
    "suggestion-not-at-all-agree.xlsx": {"Not at all agree"},
    "sheet-numbers-as-text.xlsx": {"IV", "4*"},
}

MARKS = {
    "missing-999.csv": "999",
    "missing-minus-99.csv": "-99",
    "missing-NA-from-R.csv": "NA",
    "missing-NULL-from-sql.csv": "NULL",
    "missing-None.csv": "None",
    "missing-hash-null-from-spss.xlsx": "#NULL!",
}


@pytest.mark.parametrize("name", CERTAIN)
def test_what_is_certain_needs_no_word(name):
    file = foreign(name)
    assert file.recognition.questions == []
    assert file.mean == CERTAIN[name]


@pytest.mark.parametrize("name", SCALES)
def test_a_scale_in_doubt_is_asked_about_as_a_whole(name):
    values, mean = SCALES[name]
    file = foreign(name)
    (scale,) = file.recognition.open_scales
    assert [one.value for one in scale.found] == values
    assert file.recognition.single_questions == []
    assert file.mapping.ratings == {}
    assert file.settled(statement=scale.interpretations[0].values).mean == mean


@pytest.mark.parametrize(
    "name", ["scale-0-to-4.xlsx", "scale-minus2-to-2.xlsx", "scale-percent-cells.xlsx"]
)
def test_a_scale_can_be_read_the_other_way_round(name):
    file = foreign(name)
    scale, turned = (
        file.recognition.open_scales[0],
        file.recognition.open_scales[0].interpretations[1],
    )
    assert [turned.values[one.key] for one in scale.found] == ["5", "4", "3", "2", "1"]
    assert file.settled(statement=turned.values).mean == 2.99


@pytest.mark.parametrize("name", ALONE)
def test_other_values_are_asked_about_one_by_one_without_a_guess(name):
    file = foreign(name)
    assert {one.found.value for one in file.recognition.single_questions} == ALONE[name]
    assert {one.suggestion for one in file.recognition.single_questions} == {""}
    assert (
        not {one.found.key for one in file.recognition.single_questions}
        & file.mapping.ratings.keys()
    )
    assert file.recognition.open_scales == []


@pytest.mark.parametrize("name", MARKS)
@pytest.mark.parametrize("meaning", ["blank", "not_applicable"])
def test_a_mark_for_no_answer_is_asked_about_once_and_is_never_a_rating(name, meaning):
    file = foreign(name)
    (question,) = file.recognition.questions
    assert (question.found.kind, question.found.value) == ("missing", MARKS[name])
    assert question.found.count == 24
    read = file.settled(missing={question.found.key: meaning})
    answers = [one for row in read.parsed.responses for one in row.answers.values()]
    assert sum(1 for one in answers if one.rating) == 120
    assert sum(1 for one in answers if one.reason) == (24 if meaning != "blank" else 0)
    assert read.mean == 3.01


def test_codes_of_a_tool_are_proposed_in_their_order():
    file = matched_by_place("limesurvey-codes.csv", header_row=1, first=9)
    (scale,) = file.recognition.open_scales
    assert [one.value for one in scale.found] == ["AO01", "AO02", "AO03", "AO04", "AO05"]
    assert file.settled(statement=scale.interpretations[0].values).mean == 3.01


def test_previews_and_unfinished_rows_are_told_from_people():
    file = matched_by_place("qualtrics-preview-and-unfinished.csv", header_row=2, first=19)
    assert {sort.value: rows for sort, rows in file.rows.row_issues.items() if rows} == {
        "test": [3],
        "unfinished": [4],
    }
    assert [one.row for one in file.parsed.responses] == list(range(5, 15))


def test_a_record_that_is_incomplete_is_told_from_people():
    file = foreign("redcap-labels.csv")
    assert {sort.value: rows for sort, rows in file.rows.row_issues.items() if rows} == {
        "unfinished": [2]
    }


def test_a_row_that_is_there_twice_comes_in_once():
    file = foreign("gforms-duplicate-row.csv")
    assert {sort.value: rows for sort, rows in file.rows.row_issues.items() if rows} == {
        "repeated": [14]
    }
    assert len(file.parsed.responses) == 12
