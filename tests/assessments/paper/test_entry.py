"""Sheets of paper are typed in by the coordinator's helper."""

import pytest
from django.urls import reverse

from assessments.models.response import Response
from insights.closing import close_review
from insights.results.load import load_results
from tests import opened, scenarios


@pytest.fixture
def review(cast):
    return scenarios.open_quietly(cast.partnership)


@pytest.fixture
def sheet(review, cast):
    """What the page sends of one sheet."""
    data = {
        one.code: "4"
        for part in review.questionnaire.sections_in_order
        for one in part.statements[1:]
    }
    data |= {
        part.statements[0].code: "dont_know" for part in review.questionnaire.sections_in_order
    }
    return data | {
        "organisation": cast.ben.organisation_id,
        "level": "community",
        "importance-clarity": "5",
        "comment-clarity": "Written by hand.",
    }


@pytest.fixture
def type_in(as_, review):
    browser = as_("ana")

    def typing(data, name="review-entry"):
        address = reverse(f"assessments:{name}", args=[review.pk])
        return browser.post(address, data, follow=True).content.decode()

    return typing


def test_a_sheet_counts_as_a_submitted_response_that_belongs_to_no_member(
    review, cast, sheet, type_in
):
    assert "The response has been saved" in type_in(sheet)
    assert Response.objects.get().submitted
    escrow = opened.response().escrow
    assert (escrow.organisation, escrow.level) == (cast.ben.organisation_id, "community")
    assert len(opened.answers()) == 40
    assert [one.reason for one in opened.answers()].count("dont_know") == 8
    about = opened.section()
    assert (about.importance, about.comment) == (5, "Written by hand.")
    assert not review.invitations.filter(started=True).exists()


def test_the_review_says_how_many_sheets_were_typed_in(review, sheet, type_in, as_):
    type_in(sheet)
    page = as_("ana").get(reverse("assessments:review", args=[review.pk])).content.decode()
    assert "1 paper response was entered." in page
    assert "0 of 3 people have submitted." in page


def test_sheets_count_in_the_results(review, cast, sheet, type_in):
    scenarios.answered_by_more(review, 9)
    for _sheet in range(6):
        type_in(sheet)
    assert load_results(close_review(review=review)).people == 15


def test_the_last_sheet_can_be_taken_out_again(sheet, type_in):
    type_in(sheet)
    type_in(sheet)
    assert "been removed" in type_in({}, "review-entry-undo")
    assert Response.objects.count() == 1
    assert "no response to remove" in type_in({}, "review-entry-undo")
    assert Response.objects.count() == 1


@pytest.mark.parametrize(
    ("change", "says"),
    [
        ({"organisation": ""}, "Select the organisation"),
        ({"level": ""}, "Select the level"),
    ],
)
def test_what_is_missing_is_named_and_nothing_is_kept(sheet, type_in, change, says):
    assert says in type_in(sheet | change)
    assert not Response.objects.exists()


def test_an_empty_sheet_is_none(cast, type_in):
    where = {"organisation": cast.ben.organisation_id, "level": "community"}
    assert "at least one answer" in type_in(where)
    assert not Response.objects.exists()


def test_nothing_is_typed_in_once_the_review_has_closed(review, sheet, type_in):
    close_review(review=review)
    assert "while the review is open" in type_in(sheet)
    assert not Response.objects.exists()


def test_one_voice_each_takes_no_sheets(cast, as_, review, sheet):
    scenarios.assessments.cancel(review=review)
    voiced = scenarios.open_quietly(cast.partnership, confidentiality="one-voice")
    as_("ana").post(reverse("assessments:review-entry", args=[voiced.pk]), sheet)
    assert not Response.objects.exists()


def test_a_comment_may_be_as_long_as_a_members_and_a_new_line_counts_once(type_in, sheet):
    lines = "\r\n".join(["x" * 99] * 20)
    type_in(sheet | {"comment-clarity": lines + "x"})
    [kept] = [one for one in opened.sections() if one.comment]
    assert kept.comment == lines.replace("\r\n", "\n") + "x"
    page = type_in(sheet | {"comment-clarity": lines + "xx"})
    assert "2000 characters" in page
    assert Response.objects.count() == 1
