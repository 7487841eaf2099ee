"""The questionnaire on paper."""

import pytest
from django.urls import reverse

from assessments.questionnaires.versions import bring_into_use, current_definition
from assessments.reviews.tailoring import AddedStatement, tailor
from reports.paper import write_paper
from tests import scenarios

pytestmark = pytest.mark.once


@pytest.fixture
def review(cast):
    return scenarios.draft_review(cast.partnership, introduction="Please be frank.")


def test_forty_statements_fit_on_one_sheet_of_two_sides(review, paper):
    assert len(paper(write_paper(review)).pdf.pages) == 2


def test_it_is_tagged_with_a_heading_and_a_table_for_each_consideration(review, paper):
    sheet = paper(write_paper(review))
    assert sheet.pdf.Root.MarkInfo.Marked
    with sheet.pdf.open_metadata() as about:
        assert about["pdfuaid:part"] == "1"
    assert len(sheet.elements("/H2")) == len(sheet.elements("/Table")) == 8
    assert len(sheet.elements("/TR")) == 8 + 40


@pytest.mark.parametrize("code", ["pulse", "starting-out"])
def test_the_other_questionnaires_print_too(cast, paper, code):
    review = scenarios.draft_review(cast.partnership, questionnaire=scenarios.questionnaire(code))
    assert len(paper(write_paper(review)).pdf.pages) <= 2


def test_statements_of_ones_own_are_printed_and_no_text_is_markup(review, paper):
    review = tailor(
        review=review, without=[], added=[AddedStatement("clarity", "#panic() *us* $x$", "input")]
    )
    assert len(paper(write_paper(review)).elements("/TR")) == 8 + 41


def test_a_coordinator_downloads_it_and_nobody_else(review, as_):
    address = reverse("reports:paper", args=[review.pk])
    reply = as_("ana").get(address)
    assert reply["Content-Type"] == "application/pdf"
    assert "riverside-partnership-autumn-review-paper.pdf" in reply["Content-Disposition"]
    assert as_("ben").get(address).status_code == 403


def test_it_prints_in_each_language_of_the_questionnaire_and_says_which(as_, cast, paper):
    review = scenarios.draft_review(cast.partnership, questionnaire=scenarios.pulse_in_gaelic())
    address = reverse("reports:paper", args=[review.pk])
    in_english, in_gaelic = (
        paper(as_("ana").get(address, {"language": code}).content).pdf for code in ("", "gd")
    )
    assert in_english.Root.Lang == "en-GB"
    assert in_gaelic.Root.Lang == "gd"


def test_a_heading_of_statements_is_printed_above_them(cast, paper):
    own = scenarios.custom_questionnaire(cast.partnership)
    own.content["considerations"][0]["statements"][1]["heading"] = "Worth the effort"
    asked = bring_into_use(current_definition(own))
    review = scenarios.draft_review(cast.partnership, questionnaire=asked)
    assert len(paper(write_paper(review)).elements("/TR")) == 8 + 12 + 1
