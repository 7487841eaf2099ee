"""Everything that is published about a review, as CSV, Excel and JSON."""

import csv
import json
import re
from functools import partial
from html import unescape
from io import BytesIO, StringIO

import pytest
from django.urls import reverse
from django.utils.html import escape
from openpyxl import load_workbook

from insights.export.files import to_csv, to_xlsx
from insights.models import Perception
from insights.results.load import load_results
from insights.tables.base import ResultsTable, mean_cell
from tests import scenarios

pytestmark = pytest.mark.once


@pytest.fixture(scope="module")
def begun(lasting):
    return lasting(
        partial(scenarios.reviewed, scenarios.larger_review, title="Autumn / winter: review")
    )


@pytest.fixture
def review(cast):
    return scenarios.share(review=cast.review)


def export(browser, review, kind):
    reply = browser.get(reverse("insights:results-export", args=[review.pk, kind]))
    assert reply.status_code == 200
    assert reply["X-Content-Type-Options"] == "nosniff"
    assert "no-store" in reply["Cache-Control"]
    return reply


def rows_of(content: bytes) -> list[list[str]]:
    return list(csv.reader(StringIO(content.decode("utf-8-sig"))))


def test_files_are_named_after_the_partnership_and_the_review(as_, review):
    for kind in ("csv", "xlsx", "json"):
        named = export(as_("olu"), review, kind)["Content-Disposition"]
        expected = f"riverside-partnership-autumn-winter-review-results.{kind}"
        assert named == f'attachment; filename="{expected}"'


def test_the_table_holds_every_published_figure_and_says_why_there_is_none(as_, review):
    Perception.objects.filter(group__grouping="organisation", subject="statement").first().delete()
    head, *rows = rows_of(export(as_("ben"), review, "csv").content)
    results = load_results(review)
    figures = [
        figure
        for one in results
        for seen in (one, *one.statements)
        for figure in (seen.everyone, *(s.figure for g in seen.groups.values() for s in g))
    ]
    figures += [one.importance for one in results]
    mean = head.index("Mean")
    written = [row for row in rows if row[1] != "Comment"]
    assert sorted(row[mean] for row in written) == sorted(str(mean_cell(one)) for one in figures)
    assert "too few ratings" in [row[mean] for row in written]


def test_a_step_is_given_in_words_and_by_its_ends_and_by_no_count(as_, review):
    head, *rows = rows_of(export(as_("ben"), review, "csv").content)
    steps = [dict(zip(head, row, strict=True)) for row in rows if row[head.index("Step from")]]
    assert {one["Compared by"] for one in steps} >= {"Organisation", "Sector"}
    for one in steps:
        assert one["Mean"].startswith("about") or "or" in one["Mean"] or "to" in one["Mean"]
        assert float(one["Step from"]) < float(one["Step up to"])
        for column in ("People who gave a rating", "Don’t know", "Doesn’t apply", "Agree"):
            assert one[column] == ""
    ends = {one["End of the scale"] for one in steps}
    assert ends <= {"", "lowest step", "highest step"}
    assert len(ends) > 1


def test_the_book_has_a_sheet_for_each_kind_and_a_head_that_stays(as_, review):
    book = load_workbook(BytesIO(export(as_("ben"), review, "xlsx").content))
    assert book.sheetnames == ["About", "Considerations", "Statements", "Gaps", "Comments"]
    for sheet in book:
        assert sheet.freeze_panes == "B2"
    about = {row[0].value: row[1].value for row in book["About"]}
    assert about["People who answered"] == load_results(review).people
    assert "“About 4½” is from 4¼ up to 4¾" in about["Steps"]
    assert "too few ratings" in about["No figure"].lower()
    statements = list(book["Statements"].values)
    assert isinstance(statements[1][statements[0].index("Mean")], float)


def test_the_data_hold_no_number_where_there_is_no_figure_and_no_mean_of_a_step(as_, review):
    data = json.loads(export(as_("ben"), review, "json").content)
    assert data["smallest_group"] == 5
    assert data["detail"]["everyone"] == "exact"
    for figure in data["figures"]:
        if not figure["shown"]:
            assert figure["why_not"]
            assert figure.keys().isdisjoint({"mean", "n", "step", "counts"})
        elif figure["grouping"] == "everyone":
            assert figure["n"] >= 5
            assert figure["step"] is None
        else:
            assert figure["mean"] is None
            assert figure.keys().isdisjoint({"n", "dont_know", "not_applicable"})
            assert figure["step"].keys() == {"words", "low", "high", "bound"}


def test_files_say_whom_or_what_each_outcome_is_for(as_, review):
    asked = {
        one.text: one for part in review.questionnaire.sections_in_order for one in part.statements
    }
    told = json.loads(export(as_("ben"), review, "json").content)["figures"]
    told = [one for one in told if one["subject"] == "statement"]
    assert {one["level"] for one in told} == {None, "partners", "services", "people"}
    for one in told:
        assert (one["level"] or "") == asked[one["text"]].level
    head, *rows = rows_of(export(as_("ben"), review, "csv").content)
    seen = {(row[head.index("Stage")], row[head.index("Outcome for")]) for row in rows}
    assert ("What difference it makes", "Services") in seen
    assert ("How partners work", "") in seen


def test_a_comment_that_is_withheld_is_in_no_file(as_, cast):
    review = cast.review
    comment = review.published_comments.first()
    comment.text, comment.withheld = "It was the manager.", True
    comment.save()
    for kind in ("csv", "json"):
        text = export(as_("ana"), review, kind).content.decode()
        assert comment.text not in text
        assert "1 comment is withheld" in text or '"withheld": 1' in text
    book = load_workbook(BytesIO(export(as_("ana"), review, "xlsx").content))
    cells = [cell for row in book["Comments"].values for cell in row]
    assert comment.text not in cells
    assert "1 comment is withheld because it might identify someone." in cells


def test_a_kind_that_is_not_made_is_not_found(as_, review):
    assert as_("ben").get(f"/reviews/{review.pk}/results.exe").status_code == 404


@pytest.mark.parametrize("text", ["=1+1", "+cmd|' /C calc'!A0", "-2+3", "@SUM(A1)", "\t=1", "\r=1"])
def test_nothing_that_somebody_wrote_runs(text):
    table = ResultsTable(
        "t", "Words: a [very] long/caption that goes on?", ["=Head"], [[text], ["+0.3"]]
    )
    head, written, change = rows_of(to_csv(table))
    assert head == ["'=Head"]
    assert written[0].startswith("'")
    assert change == ["+0.3"]
    sheet = load_workbook(BytesIO(to_xlsx([table, table]))).worksheets[1]
    assert len(sheet.title) <= 31
    assert {row[0].data_type for row in sheet} == {"s"}


VIEW = "?by=organisation&hide=open-door"


def tables_of(page: str) -> set[str]:
    return set(re.findall(r'id="table-([a-z-]+)"', page))


@pytest.mark.parametrize(("name", "more"), [("results", ()), ("consideration", ("power",))])
def test_every_table_of_a_page_can_be_taken_away_as_it_stands_there(as_, review, name, more):
    browser = as_("olu")
    page = browser.get(reverse(f"insights:{name}", args=[review.pk, *more]) + VIEW).content.decode()
    links = [unescape(one) for one in re.findall(r'href="([^"]*/tables/[^"]*)"', page)]
    for table in tables_of(page):
        for kind in ("csv", "xlsx"):
            [link] = [one for one in links if f"/tables/{table}.{kind}?" in one]
            reply = browser.get(link)
            assert reply.status_code == 200
            assert "no-store" in reply["Cache-Control"]
            if kind == "csv":
                assert "Open Door" not in reply.content.decode()
                head, *rows = rows_of(reply.content)
                shown = [cell for row in (head, *rows) for cell in row]
                assert all(escape(cell) in page for cell in shown)


def test_a_table_that_there_is_not_is_not_found(as_, review):
    for path in ("tables/nothing.csv", "tables/standing.exe", "power/tables/nothing.csv"):
        assert as_("ben").get(f"/reviews/{review.pk}/results/{path}").status_code == 404
    nowhere = f"/reviews/{review.pk}/results/nowhere/tables/statements.csv"
    assert as_("ben").get(nowhere).status_code == 404
