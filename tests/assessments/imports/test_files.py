"""Files as other tools export them: the right sheet, the right row of headings, every statement."""

from pathlib import Path

import pytest

from assessments.imports.guessing import guess_mapping
from assessments.imports.recognition.columns import HeadingMatcher
from assessments.imports.recognition.tables import find_answer_sheet
from assessments.imports.recognition.targets import Target
from assessments.questionnaires.versions import shipped_definitions
from spreadsheets.reader import UnreadableSheet, headings, read_sheets

from .foreign import Consideration, Questionnaire, Statement

INPUTS = Path(__file__).parents[2] / "inputs"
ORGANISATIONS = ["Riverside Council", "NHS Riverside", "Open Door"]
PULSE = next(one for one in shipped_definitions() if one.code == "pulse")
ASKED = Questionnaire(
    statements=tuple(
        Statement(statement.code, statement.text, section.code)
        for section in PULSE.considerations
        for statement in section.statements
    ),
    considerations=tuple(
        Consideration(section.code, section.code) for section in PULSE.considerations
    ),
    rating_labels=tuple(PULSE.rating.labels),
    importance_labels=tuple(PULSE.importance.labels),
)


def sheet_in(name):
    return find_answer_sheet(read_sheets((INPUTS / name).read_bytes(), name), ASKED)


def guessed(name):
    return guess_mapping(sheet_in(name), ASKED, ORGANISATIONS)


def column_of(mapping, kind):
    return next((index for index, target in mapping.columns.items() if target.kind == kind), None)


@pytest.mark.parametrize(
    ("name", "header_row", "organisation", "level"),
    [
        ("qualtrics-three-rows-text.csv", 3, 17, 18),
        ("qualtrics-three-rows-numbers.csv", 3, 17, 18),
        ("qualtrics-preview-and-unfinished.csv", 2, 17, 18),
        ("jisc-onlinesurveys.csv", 1, 1, 3),
        ("kobo-labels.csv", 1, 2, 3),
        ("redcap-labels.csv", 1, 3, 4),
        ("gforms-grid.csv", 1, 1, 2),
        ("msforms.xlsx", 1, 5, 6),
        ("msforms-suffix.xlsx", 1, 5, 6),
        ("surveymonkey-two-rows.csv", 2, 9, 11),
        ("surveymonkey-two-rows.xlsx", 2, 9, 11),
        ("missing-hash-null-from-spss.xlsx", 1, 0, 1),
        ("sheet-summary-first.xlsx", 1, 0, 1),
        ("sheet-data-hidden-notes-visible.xlsx", 1, 0, 1),
        ("sheet-filtered-row-hidden.xlsx", 1, 0, 1),
        ("sheet-same-heading-twice.xlsx", 1, 0, 1),
        ("sheet-protected.xlsx", 1, 0, 1),
        ("sheet-numbers-as-text.xlsx", 1, 0, 1),
        ("sheet-cell-far-right.xlsx", 1, 0, 1),
        ("sheet-strict-ooxml.xlsx", 1, 0, 1),
        ("sheet-trailing-commas.csv", 1, 0, 1),
    ],
)
def test_every_statement_is_found_and_where_people_work(name, header_row, organisation, level):
    mapping = guessed(name)
    assert mapping.header_row == header_row
    assert column_of(mapping, "organisation") == organisation
    assert column_of(mapping, "level") == level
    found = {target.code for target in mapping.columns.values() if target.kind == "statement"}
    assert found == {statement.code for statement in ASKED.statements}


@pytest.mark.parametrize(
    "name", ["limesurvey-codes.csv", "limesurvey-codes-5point.csv", "redcap-raw.csv"]
)
def test_coded_columns_are_left_until_they_are_matched_in_order(name):
    sheet, mapping = sheet_in(name), guessed(name)
    assert column_of(mapping, "statement") is None
    assert column_of(mapping, "organisation") is not None
    assert column_of(mapping, "level") is not None
    in_order = HeadingMatcher(ASKED).match_in_order(headings(sheet, 1), mapping.columns)
    assert [target.code for _index, target in sorted(in_order.items())] == [
        statement.code for statement in ASKED.statements
    ]


@pytest.mark.parametrize("name", ["sheet-pipe.csv", "sheet-quote-starting.csv"])
def test_three_statements_by_their_numbers(name):
    found = [target for target in guessed(name).columns.values() if target.kind == "statement"]
    assert found == [Target("statement", statement.code) for statement in ASKED.statements[:3]]


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("decidim-matrix.csv", "Column F has the answers to several statements in one cell"),
        ("sheet-long-to-wide.csv", "Column B lists the statements one below the other"),
        ("sheet-formula-uncalculated.xlsx", "Cell C2 contains a formula, but its result is not"),
    ],
)
def test_another_shape_is_refused_in_words_that_help(name, words):
    with pytest.raises(UnreadableSheet, match=words):
        sheet_in(name)


@pytest.mark.parametrize(
    ("name", "chosen", "visible"),
    [
        ("sheet-summary-first.xlsx", "Sheet", True),
        ("sheet-data-hidden-notes-visible.xlsx", "Sheet", False),
    ],
)
def test_the_sheet_with_the_statements_is_chosen_and_named(name, chosen, visible):
    sheet = sheet_in(name)
    assert (sheet.name, sheet.visible) == (chosen, visible)
    assert guess_mapping(sheet, ASKED, ORGANISATIONS).sheet == chosen


def test_rows_that_a_filter_hides_are_marked():
    assert sheet_in("sheet-filtered-row-hidden.xlsx").hidden == {3}


def test_errors_keep_what_the_spreadsheet_shows():
    assert sheet_in("missing-hash-null-from-spss.xlsx").row(2)[2] == "#NULL!"
