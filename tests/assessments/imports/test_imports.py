"""Answers collected elsewhere come in whole, or not at all."""

import io
import json
import re

import pytest
from django.core.management import CommandError, call_command
from django.urls import reverse
from openpyxl import Workbook

from assessments.models.response import Import, Response
from insights.closing import close_review
from insights.results.load import load_results
from tests import opened, scenarios

from .importing import add, as_csv, chosen, matched, statements, table, upload

WORDS = ["Totally disagree", "Disagree", "Neutral", "Agree", "Totally agree"]


@pytest.fixture
def review(cast):
    return scenarios.open_quietly(cast.partnership)


def test_a_file_of_another_tool_comes_in(cast, as_, review):
    reply = matched(as_("ana"), review, as_csv(table(), delimiter=";", encoding="windows-1252"))
    page = as_("ana").get(reply.url)
    assert "Import 6 responses?" in page.content.decode()
    assert not Response.objects.exists()
    assert "6 responses have been imported." in add(as_("ana"), reply).content.decode()
    assert [one.escrow.level for one in opened.responses()] == ["operational"] * 6
    assert opened.ratings().count(4) == 240


def test_the_file_itself_is_not_kept(cast, as_, review):
    add(as_("ana"), matched(as_("ana"), review, as_csv(table())))
    assert bytes(Import.objects.get().content) == b""


def test_imported_answers_count_in_the_results(cast, as_, review):
    add(as_("ana"), matched(as_("ana"), review, as_csv(table(value="5"))))
    scenarios.answered_by_more(review, 10, rating=5)
    results = load_results(close_review(review=review))
    assert results.people == 16
    assert results.consideration("power").everyone.mean == 5


def test_one_bad_cell_keeps_everything_out_and_is_named(cast, as_, review):
    rows = table()
    rows[3][7] = "2026-05-03"
    reply = matched(as_("ana"), review, as_csv(rows))
    page = as_("ana").get(reply.url).content.decode()
    assert "Nothing has been imported" in page
    assert re.search(r'<th scope="row">4</th>\s*<td>\s*H', page)
    as_("ana").post(reply.url)
    assert not Response.objects.exists()


def test_an_unknown_word_is_asked_about(cast, as_, review):
    content = as_csv(table(value="Kind of"))
    page = matched(as_("ana"), review, content)
    assert "Select what “Kind of” means." in page.content.decode()
    add(as_("ana"), matched(as_("ana"), review, content, **{"Kind of": "3"}))
    assert set(opened.ratings()) == {3}


def test_dont_know_comes_in_as_such_and_a_blank_as_no_answer(cast, as_, review):
    rows = table(people=1)
    rows[1][3], rows[1][4] = "Not sure", ""
    add(as_("ana"), matched(as_("ana"), review, as_csv(rows)))
    assert [one.reason for one in opened.answers()].count("dont_know") == 1
    assert len(opened.answers()) == 39


def test_comments_and_importance_come_in(cast, as_, review):
    rows = table(people=1)
    rows[0] += ["Comment: Power and transparency", "Importance: Power and transparency"]
    rows[1] += ["Papers come late.", "4"]
    add(as_("ana"), matched(as_("ana"), review, as_csv(rows)))
    kept = opened.section()
    assert (kept.comment, kept.importance) == ("Papers come late.", 4)


def test_an_organisation_that_is_not_ours_is_asked_about(cast, as_, review):
    content = as_csv(table(organisation="The Health Board"))
    page = matched(as_("ana"), review, content).content.decode()
    assert "Select what “The Health Board” means." in page
    add(as_("ana"), matched(as_("ana"), review, content, **{"The Health Board": "NHS Riverside"}))
    assert [one.escrow.organisation for one in opened.responses()] == [cast.ana.organisation_id] * 6


def test_the_same_file_comes_in_once(cast, as_, review):
    content = as_csv(table())
    add(as_("ana"), matched(as_("ana"), review, content))
    assert "has already been imported" in upload(as_("ana"), review, content).content.decode()
    assert Response.objects.count() == 6


def test_it_can_be_taken_out_until_the_review_closes(cast, as_, review):
    add(as_("ana"), matched(as_("ana"), review, as_csv(table())))
    undo = reverse("assessments:import-undo", args=[review.pk, Import.objects.get().pk])
    as_("ana").post(undo)
    assert not Response.objects.exists()
    add(as_("ana"), matched(as_("ana"), review, as_csv(table())))
    close_review(review=review)
    undo = reverse("assessments:import-undo", args=[review.pk, Import.objects.get().pk])
    as_("ana").post(undo)
    assert Response.objects.count() == 6


def test_what_is_no_spreadsheet_is_refused_in_plain_words(cast, as_, review):
    page = upload(as_("ana"), review, b"%PDF-1.7 not a sheet", "answers.csv").content.decode()
    assert "This is not a spreadsheet" in page


def test_nothing_comes_into_a_review_that_is_not_open(cast, as_):
    draft = scenarios.draft_review(cast.partnership)
    upload(as_("ana"), draft, as_csv([["Organisation", "Q1"], ["NHS", "4"]]))
    assert not Import.objects.exists()


@pytest.mark.parametrize("stem", ["import-match", "import-check", "import-undo"])
def test_only_a_coordinator_brings_answers_in(cast, as_, review, stem):
    upload(as_("ana"), review, as_csv(table()))
    address = reverse(f"assessments:{stem}", args=[review.pk, Import.objects.get().pk])
    assert as_("ana").get(address).status_code == 200
    assert as_("finn").get(address).status_code == 403
    assert as_("ben").get(address).status_code == 403
    assert as_("dev").get(address).status_code == 404


def test_the_command_does_the_same(review, tmp_path, capsys):
    file = tmp_path / "answers.csv"
    file.write_bytes(as_csv(table()))
    call_command("import_responses", review.pk, str(file))
    assert "6 responses have been imported." in capsys.readouterr().out
    assert Response.objects.count() == 6


def test_the_command_names_every_bad_cell_and_keeps_nothing(review, tmp_path, capsys):
    rows = table()
    rows[2][5] = rows[4][6] = "2026-05-03"
    file = tmp_path / "answers.csv"
    file.write_bytes(as_csv(rows))
    with pytest.raises(CommandError, match="Nothing was imported"):
        call_command("import_responses", review.pk, str(file))
    said = capsys.readouterr().err
    assert "F3" in said
    assert "G5" in said
    assert not Response.objects.exists()
    assert not Import.objects.exists()


def test_the_command_names_fifty_cells_and_counts_the_others(review, tmp_path, capsys):
    file = tmp_path / "answers.csv"
    file.write_bytes(as_csv(table(value="2026-05-03", people=2)))
    with pytest.raises(CommandError, match="80 cells to correct"):
        call_command("import_responses", review.pk, str(file))
    said = capsys.readouterr().err.splitlines()
    assert len(said) == 51
    assert said[-1] == "And 30 more."


def test_the_command_refuses_what_is_not_settled_and_prints_it(review, tmp_path, capsys):
    file, mapping = tmp_path / "answers.csv", tmp_path / "mapping.json"
    file.write_bytes(as_csv(table(value="Tend to agree", organisation="NA")))
    with pytest.raises(CommandError, match="2 values to settle"):
        call_command("import_responses", review.pk, str(file))
    said = capsys.readouterr().err
    assert "C2: 'NA' (6 times) is not in “missing”" in said
    assert "D2: 'Tend to agree' (240 times) is not in “ratings”" in said
    assert not Response.objects.exists()
    call_command("import_responses", review.pk, str(file), "--guess")
    guessed = json.loads(capsys.readouterr().out)
    agree, na = guessed["unsettled"]
    assert agree == {
        "map": "ratings",
        "found": {"tend to agree": 240},
        "proposed": [{"tend to agree": "4"}],
    }
    assert na == {"map": "missing", "found": {"na": 6}, "first": "C2", "proposed": []}
    settled = {"ratings": agree["proposed"][0], "missing": {"na": "blank"}}
    mapping.write_text(json.dumps(guessed | settled))
    call_command("import_responses", review.pk, str(file), "--mapping", str(mapping))
    assert set(opened.ratings()) == {4}
    assert {one.escrow.organisation for one in opened.responses()} == {""}


def as_workbook(sheets, hidden=()):
    book = Workbook()
    book.remove(book.active)
    for name, rows in sheets.items():
        sheet = book.create_sheet(name)
        sheet.sheet_state = "hidden" if name in hidden else "visible"
        for row in rows:
            sheet.append(row)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def test_the_sheet_with_the_statements_is_named_and_another_can_be_chosen(cast, as_, review):
    sheets = {"Summary": [["Mean", "n"], [3.4, 6]], "Spring": table(), "Autumn": table(people=2)}
    address = upload(as_("ana"), review, as_workbook(sheets), "answers.xlsx").url
    assert "the sheet “Spring” of answers.xlsx" in as_("ana").get(address).content.decode()
    address += "?sheet=Autumn"
    page = as_("ana").get(address)
    assert "the sheet “Autumn” of answers.xlsx" in page.content.decode()
    add(as_("ana"), as_("ana").post(address, chosen(page)))
    assert Response.objects.count() == 2


def test_a_sheet_that_the_workbook_hides_is_said_to_be_hidden(cast, as_, review):
    sheets = {"Notes": [["Read me"]], "Data": table()}
    address = upload(as_("ana"), review, as_workbook(sheets, hidden=["Data"]), "a.xlsx").url
    page = as_("ana").get(address).content.decode()
    assert "the sheet “Data” of a.xlsx" in page
    assert "This sheet is hidden in the workbook" in page


def test_headings_in_another_row_are_read_in_the_sheet_that_was_chosen(cast, as_, review):
    sheets = {"Spring": table(), "Autumn": [["Taken in October"], *table(people=2)]}
    address = upload(as_("ana"), review, as_workbook(sheets), "answers.xlsx").url
    page = as_("ana").get(address + "?sheet=Autumn&header_row=1").content.decode()
    assert "the sheet “Autumn” of answers.xlsx, with headings in row 1" in page


def test_coded_columns_are_matched_in_order_at_once(cast, as_, review):
    rows = table()
    rows[0][3:] = [f"G02Q03[SQ{number:03}]" for number in range(1, 41)]
    address = upload(as_("ana"), review, as_csv(rows)).url
    page = as_("ana").get(address)
    assert "Match the coded columns in order" in page.content.decode()
    reply = as_("ana").post(address, chosen(page) | {"then": "in-order"}, follow=True)
    shown = reply.content.decode()
    assert "The columns have been matched in order. Check that each one is right." in shown
    assert shown.count("By its number only: check") == 40
    assert not Response.objects.exists()
    add(as_("ana"), as_("ana").post(address, chosen(reply)))
    assert opened.ratings().count(4) == 240


def test_six_hundred_columns_come_in_and_a_page_shows_those_that_matter(cast, as_, review):
    rows = table(people=1)
    for row in rows:
        row[3:3] = [f"{row[0]} other {number}" for number in range(600)]
    address = upload(as_("ana"), review, as_csv(rows)).url
    page = as_("ana").get(address)
    assert page.content.decode().count("<select") < 100
    assert "601 columns are left out" in page.content.decode()
    page = as_("ana").post(address, chosen(page) | {"then": "others"}, follow=True)
    assert "Showing 50 of 601, from column BA" in page.content.decode()
    add(as_("ana"), as_("ana").post(address, chosen(as_("ana").get(address))))
    assert len(opened.answers()) == 40


def test_a_column_among_the_many_left_out_can_be_matched(cast, as_, review):
    rows = table(people=1)
    rows[0][3] = "Something else entirely"
    for row in rows:
        row[3:3] = [f"{row[0]} other {number}" for number in range(80)]
    address = upload(as_("ana"), review, as_csv(rows)).url
    page = as_("ana").get(address)
    assert "1 statement has no column" in page.content.decode()
    page = as_("ana").post(address, chosen(page) | {"then": "others"}, follow=True)
    code = f"statement:{statements()[0].code}"
    here = page.redirect_chain[-1][0].partition("#")[0]
    reply = as_("ana").post(here, chosen(page) | {"column-83": code})
    add(as_("ana"), reply)
    assert len(opened.answers()) == 40


def test_a_file_with_a_row_for_each_answer_is_refused_with_the_shape_that_is_wanted(
    cast, as_, review
):
    rows = [["Respondent", "Question", "Answer"], *[["R1", s.text, 4] for s in statements()]]
    page = upload(as_("ana"), review, as_csv(rows)).content.decode()
    assert "one row for each person and one column for each statement" in page
    assert not Import.objects.exists()
