"""What was not sent before a review or a link ended is named until its member deletes it."""

import re

import pytest
from playwright.sync_api import Page, expect

from assessments.invitations.withdrawal import withdraw_link
from insights.closing import close_review
from tests import scenarios

from .answering import (
    KEPT,
    begin,
    cut_off,
    go_to,
    is_saved,
    kept,
    let_through,
    nothing_is_left,
    reload_with,
    says,
    touch,
)

pytestmark = pytest.mark.once

NOT_SENT = "Not sent from this device"


def deletes_when_asked(page: Page, *texts: str) -> None:
    """The page says what was not sent; it is there until whoever gave it deletes it."""
    area = page.get_by_role("region", name=NOT_SENT)
    for text in texts:
        expect(area.get_by_role("listitem").filter(has_text=text)).to_have_count(1)
    reload_with(page, kept(page))
    expect(area).to_be_visible()
    assert len(kept(page)["approach"]) == len(texts)
    area.get_by_role("button", name="Delete them from this device").click()
    expect(page.get_by_role("status").filter(has_text="deleted from this device")).to_be_focused()
    assert nothing_is_left(page)
    page.reload()
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    expect(area).to_be_hidden()


def test_once_a_review_has_closed_what_was_not_sent_is_named_until_its_member_deletes_it(
    unsent, link, review
):
    close_review(review=review)
    unsent.watch.expect("409")
    let_through(unsent)
    says(unsent, "The review has closed. This was not saved")
    go_to(unsent, link)
    expect(unsent.get_by_role("heading", name="This review has closed")).to_be_visible()
    need = review.questionnaire.sections_in_order[0].statements[0].text
    deletes_when_asked(unsent, f"{need} – Agree", "your comment, “In a tunnel.”")


def test_what_was_weighed_or_cleared_is_named_as_such(phone, link, review):
    begin(phone, link)
    touch(phone, "Agree")
    is_saved(phone)
    cut_off(phone)
    phone.locator("[name=clear][value=approach-need]").click()
    phone.get_by_text("A lot", exact=True).click()
    says(phone, KEPT)
    close_review(review=review)
    go_to(phone, link)
    area = phone.get_by_role("region", name=NOT_SENT)
    expect(area.get_by_role("listitem")).to_have_text(
        [
            "Tackling this issue well takes more than one organisation. – cleared",
            re.compile("^The right approach: How much .* – A lot$"),
        ]
    )


def test_so_it_is_when_the_link_was_withdrawn(unsent, link, review, cast):
    withdraw_link(review=review, invitation=scenarios.invitation_of(review, cast.ben))
    unsent.watch.expect("410")
    let_through(unsent)
    says(unsent, "This link has been withdrawn. This was not saved")
    go_to(unsent, link)
    need = review.questionnaire.sections_in_order[0].statements[0].text
    deletes_when_asked(unsent, need, "your comment")


def test_so_it_is_when_the_link_opens_nothing_any_more(unsent, link, review):
    review.invitations.all().delete()
    unsent.watch.expect("404")
    let_through(unsent)
    says(unsent, "This link no longer works. This was not saved")
    go_to(unsent, link)
    expect(unsent.get_by_role("heading", name="This link does not work")).to_be_visible()
    part = str(review.questionnaire.sections_in_order[0])
    deletes_when_asked(unsent, f"{part}: an answer", f"{part}: your comment")
