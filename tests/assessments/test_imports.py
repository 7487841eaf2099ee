"""Answers collected elsewhere come in whole, or not at all."""

import json
import re

import pytest
from django.core.management import CommandError, call_command
from django.urls import reverse

from assessments.models import Answer, Import, Response, SectionAnswer
from insights.results import load_results
from insights.services import close_review
from tests import scenarios

from .bringing import add, as_csv, matched, table, upload

WORDS = ["Totally disagree", "Disagree", "Neutral", "Agree", "Totally agree"]


@pytest.fixture
def review(cast):
    return scenarios.open_review(cast.partnership)


def test_a_file_of_another_tool_comes_in(cast, as_, review):
    reply = matched(as_("ana"), review, as_csv(table(), delimiter=";", encoding="windows-1252"))
    page = as_("ana").get(reply.url)
    assert "Add 6 responses?" in page.content.decode()
    assert not Response.objects.exists()
    assert "6 responses added." in add(as_("ana"), reply).content.decode()
    assert Response.objects.filter(submitted=True, level="operational").count() == 6
    assert Answer.objects.filter(rating=4).count() == 240


def test_the_file_itself_is_not_kept(cast, as_, review):
    add(as_("ana"), matched(as_("ana"), review, as_csv(table())))
    assert bytes(Import.objects.get().content) == b""


def test_imported_answers_count_in_the_results(cast, as_, review):
    add(as_("ana"), matched(as_("ana"), review, as_csv(table(value="5"))))
    results = load_results(close_review(review=review))
    assert results.people == 6
    assert results.consideration("power").everyone.mean == 5


def test_one_bad_cell_keeps_everything_out_and_is_named(cast, as_, review):
    rows = table()
    rows[3][7] = "2026-05-03"
    reply = matched(as_("ana"), review, as_csv(rows))
    page = as_("ana").get(reply.url).content.decode()
    assert "Nothing has been added" in page
    assert re.search(r'<th scope="row">4</th>\s*<td>H', page)
    as_("ana").post(reply.url)
    assert not Response.objects.exists()


def test_an_unknown_word_is_asked_about(cast, as_, review):
    content = as_csv(table(value="Kind of"))
    page = matched(as_("ana"), review, content)
    assert "Choose what “Kind of” stands for." in page.content.decode()
    add(as_("ana"), matched(as_("ana"), review, content, **{"Kind of": "3"}))
    assert set(Answer.objects.values_list("rating", flat=True)) == {3}


def test_dont_know_comes_in_as_such_and_a_blank_as_no_answer(cast, as_, review):
    rows = table(people=1)
    rows[1][3], rows[1][4] = "Not sure", ""
    add(as_("ana"), matched(as_("ana"), review, as_csv(rows)))
    assert Answer.objects.filter(reason="dont_know").count() == 1
    assert Answer.objects.count() == 39


def test_comments_and_importance_come_in(cast, as_, review):
    rows = table(people=1)
    rows[0] += ["Comment: Power and transparency", "Importance: Power and transparency"]
    rows[1] += ["Papers come late.", "4"]
    add(as_("ana"), matched(as_("ana"), review, as_csv(rows)))
    kept = SectionAnswer.objects.get()
    assert (kept.comment, kept.importance) == ("Papers come late.", 4)


def test_an_organisation_that_is_not_ours_is_asked_about(cast, as_, review):
    content = as_csv(table(organisation="The Health Board"))
    page = matched(as_("ana"), review, content).content.decode()
    assert "Choose what “The Health Board” stands for." in page
    add(as_("ana"), matched(as_("ana"), review, content, **{"The Health Board": "NHS Riverside"}))
    assert Response.objects.filter(organisation__name="NHS Riverside").count() == 6


def test_the_same_file_comes_in_once(cast, as_, review):
    content = as_csv(table())
    add(as_("ana"), matched(as_("ana"), review, content))
    assert "has been brought in already" in upload(as_("ana"), review, content).content.decode()
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
    assert "6 responses added." in capsys.readouterr().out
    assert Response.objects.count() == 6


def test_the_command_names_every_bad_cell_and_keeps_nothing(review, tmp_path, capsys):
    rows = table()
    rows[2][5] = rows[4][6] = "2026-05-03"
    file = tmp_path / "answers.csv"
    file.write_bytes(as_csv(rows))
    with pytest.raises(CommandError, match="Nothing was added"):
        call_command("import_responses", review.pk, str(file))
    said = capsys.readouterr().err
    assert "F3" in said
    assert "G5" in said
    assert not Response.objects.exists()
    assert not Import.objects.exists()


def test_the_command_names_fifty_cells_and_counts_the_others(review, tmp_path, capsys):
    file = tmp_path / "answers.csv"
    file.write_bytes(as_csv(table(value="2026-05-03", people=2)))
    with pytest.raises(CommandError, match="80 cells to put right"):
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
    assert set(Answer.objects.values_list("rating", flat=True)) == {4}
    assert set(Response.objects.values_list("organisation", flat=True)) == {None}
