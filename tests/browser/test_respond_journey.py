"""A member's way from the e-mail to the thank-you, on a phone, in a tunnel, by keyboard."""

import re

from playwright.sync_api import expect

from assessments.models import Invitation
from assessments.models.response import Answer, Response
from insights.closing import close_review
from tests import opened

from .answering import (
    KEPT,
    RATINGS,
    WAITING,
    begin,
    chosen,
    go_on,
    hold,
    hold_file,
    is_held,
    is_saved,
    nothing_is_left,
    release,
    says,
    touch,
)
from .conftest import PHONE

PARTS = 8


def test_a_member_answers_on_a_phone_stops_and_comes_back(phone, link, review, cast):
    phone.goto(link)
    expect(phone.get_by_text("Ben, you see this partnership")).to_be_visible()
    expect(phone.get_by_text("fewer than 5 people").first).to_be_visible()
    phone.get_by_role("link", name="Start").tap()
    expect(phone.get_by_text(f"Part 1 of {PARTS}")).to_be_visible()

    touch(phone, "Agree")
    is_saved(phone)
    assert opened.answer().rating == 4
    touch(phone, "Don’t know", 1)
    touch(phone, "Disagree", 2)
    expect(phone.locator("#answered")).to_have_text("3 of 40 answered")
    phone.locator(".choices.choices--importance label").last.tap()
    is_saved(phone)
    with phone.expect_response("**/answer/"):
        phone.get_by_role("textbox").fill("We meet, and then?")
    kept = [(one.rating, one.reason) for one in opened.answers()]
    assert list(kept) == [(4, ""), (None, "dont_know"), (2, "")]
    assert opened.section().comment == "We meet, and then?"

    phone.reload()
    assert chosen(phone) == ["4", "dont_know", "2", "5"]
    expect(phone.get_by_role("textbox")).to_have_value("We meet, and then?")

    phone.goto(link)
    expect(phone.get_by_text("3 of 40 answered")).to_be_visible()
    phone.get_by_role("link", name="Continue where you left off").tap()
    expect(phone.get_by_text(f"Part 1 of {PARTS}")).to_be_visible()
    assert chosen(phone) == ["4", "dont_know", "2", "5"]
    for _part in range(PARTS - 1):
        go_on(phone)
    go_on(phone, "Check your answers")
    expect(phone.get_by_text("37 statements have no answer")).to_be_visible()
    assert not Response.objects.get().submitted
    phone.get_by_role("button", name="Submit your answers").first.tap()
    expect(phone.get_by_role("heading", name="Thank you")).to_be_visible()
    expect(phone.get_by_text("3 of 40 statements")).to_be_visible()
    assert Response.objects.get().submitted
    assert Invitation.objects.get(review=review, member=cast.ben).submitted

    phone.get_by_role("button", name="Take your submission back").tap()
    expect(phone.get_by_text("Your submission has been taken back")).to_be_visible()
    assert not Response.objects.get().submitted
    phone.get_by_role("link", name="Check and submit").tap()
    phone.get_by_role("button", name="Submit your answers").first.tap()
    expect(phone.get_by_role("heading", name="Thank you")).to_be_visible()
    assert Invitation.objects.get(review=review, member=cast.ben).submitted
    phone.goto(link)
    phone.get_by_role("button", name="Take your submission back").tap()
    expect(phone.get_by_text("Your submission has been taken back")).to_be_visible()


def test_everything_works_without_scripts(window, link):
    page = window(PHONE, java_script_enabled=False)
    page.goto(link)
    page.get_by_role("link", name="Start").click()
    for part in range(1, PARTS + 1):
        expect(page.get_by_text(f"Part {part} of {PARTS}")).to_be_visible()
        for group in page.locator(RATINGS).all():
            group.get_by_text("Agree", exact=True).click()
        go_on(page, "Continue" if part < PARTS else "Check your answers")
    expect(page.get_by_text("You have answered every statement.")).to_be_visible()
    page.get_by_role("button", name="Submit your answers").first.click()
    expect(page.get_by_text("40 of 40 statements")).to_be_visible()
    assert opened.ratings(response__submitted=True).count(4) == 40


def test_an_answer_is_cleared_and_changed_from_the_check_page_without_scripts(window, link):
    page = window(PHONE, java_script_enabled=False)
    page.goto(link)
    page.get_by_role("link", name="Start").click()
    clear = page.get_by_role("button", name="Clear this answer")
    expect(clear).to_have_count(0)
    agree = page.locator(RATINGS).first.get_by_text("Agree", exact=True)
    agree.click()
    page.locator(RATINGS).nth(1).get_by_text("Disagree", exact=True).click()
    expect(clear).to_have_count(2)
    clear.first.click()
    expect(page).to_have_url(re.compile(r"#id_approach-need_group$"))
    assert chosen(page) == ["2"]
    agree.click()
    page.locator("input:focus, input:checked").first.press("Enter")
    expect(page.get_by_text(f"Part 2 of {PARTS}")).to_be_visible()
    assert sorted(opened.ratings()) == [2, 4]

    page.goto(f"{link}check/")
    page.get_by_role("link", name="Change").nth(1).click()
    expect(page.get_by_text("Not submitted yet")).to_be_visible()
    page.locator(RATINGS).nth(1).get_by_text("Strongly agree", exact=True).click()
    go_on(page, "Save and go back to your answers")
    expect(page.locator(":target")).to_contain_text("Strongly agree")
    expect(page.locator(":target")).to_be_focused()
    page.get_by_role("button", name="Submit your answers").first.click()
    page.get_by_role("button", name="Take your submission back").click()
    expect(page.get_by_text("Your submission has been taken back")).to_be_visible()
    assert not Response.objects.get().submitted


def test_a_page_is_answered_by_keyboard_alone(window, link):
    page = window()
    page.goto(link)
    focus = page.locator("*:focus")
    page.keyboard.press("Tab")
    expect(focus).to_have_text("Skip to the main content")
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    expect(focus).to_have_text("Read what this means first")
    page.keyboard.press("Tab")
    expect(focus).to_have_text("Start")
    page.keyboard.press("Enter")
    expect(page.get_by_text(f"Part 1 of {PARTS}")).to_be_visible()

    groups = page.locator(RATINGS).count()
    page.locator("#main").focus()
    for number in range(groups):
        page.keyboard.press("Tab")
        expect(page.locator(RATINGS).nth(number).locator("*:focus")).to_have_count(1)
        page.keyboard.press("Space")
        page.keyboard.press("ArrowDown")
        page.keyboard.press("Tab")
        expect(focus).to_contain_text("Clear this answer")
    is_saved(page)
    assert chosen(page) == ["2"] * groups
    page.keyboard.press("Tab")
    page.keyboard.press("Space")
    page.keyboard.press("Tab")
    expect(focus).to_contain_text("Clear this answer")
    page.keyboard.press("Tab")
    page.keyboard.type("Typed, not touched.")
    page.keyboard.press("Tab")
    expect(focus).to_have_text("Continue")
    page.keyboard.press("Enter")
    expect(page.get_by_text(f"Part 2 of {PARTS}")).to_be_visible()
    assert list(opened.ratings()) == [2] * groups
    assert opened.section().comment == "Typed, not touched."


def test_nothing_is_lost_when_the_train_enters_a_tunnel(phone, link):
    phone.goto(link)
    phone.get_by_role("link", name="Start").tap()
    touch(phone, "Agree")
    is_saved(phone)

    phone.watch.expect("ERR_INTERNET_DISCONNECTED")
    phone.context.set_offline(True)
    touch(phone, "Disagree", 1)
    touch(phone, "Strongly agree", 2)
    expect(phone.locator("#saved")).to_have_text(KEPT)
    go_on(phone)
    says(phone, WAITING)
    expect(phone.get_by_text(f"Part 1 of {PARTS}")).to_be_visible()
    assert len(opened.answers()) == 1

    phone.context.set_offline(False)
    is_saved(phone)
    assert sorted(opened.ratings()) == [2, 4, 5]
    assert nothing_is_left(phone)


def test_the_last_of_two_quick_answers_stays_though_the_first_takes_long(phone, link):
    begin(phone, link)
    hold(phone)
    touch(phone, "Agree")
    is_held(phone)
    touch(phone, "Disagree")
    release(phone)
    is_saved(phone)
    assert opened.answer().rating == 2


def test_of_two_tabs_the_later_answer_stays_though_the_earlier_arrives_last(window, link):
    early, late = window(), window()
    for page in (early, late):
        page.goto(link)
        page.get_by_role("link", name="Start").click()
    early.watch.expect("ERR_INTERNET_DISCONNECTED")
    early.context.set_offline(True)
    early.locator(RATINGS).first.get_by_text("Disagree", exact=True).click()
    early.locator(RATINGS).nth(1).get_by_text("Disagree", exact=True).click()
    expect(early.locator("#saved")).to_have_text(KEPT)
    late.locator(RATINGS).first.get_by_text("Strongly agree", exact=True).click()
    is_saved(late)
    early.context.set_offline(False)
    says(early, "A later answer, given elsewhere, has been kept. Open this page again to see it.")
    assert nothing_is_left(early)
    kept = opened.ratings()
    assert list(kept) == [5, 2]


def test_what_was_touched_before_the_script_arrived_is_saved_too(phone, link):
    phone.goto(link)
    release_script = hold_file(phone, "**/respond.js")
    phone.get_by_role("link", name="Start").tap(no_wait_after=True)
    touch(phone, "Agree")
    assert not Answer.objects.exists()
    release_script()
    is_saved(phone)
    assert opened.answer().rating == 4


def test_a_review_that_closes_meanwhile_says_so(phone, link, review):
    phone.goto(link)
    phone.get_by_role("link", name="Start").tap()
    touch(phone, "Agree")
    is_saved(phone)
    close_review(review=review)

    phone.watch.expect("409")
    touch(phone, "Disagree", 1)
    expect(phone.locator("#saved")).to_have_text("The review has closed. This was not saved")
    go_on(phone)
    expect(phone.get_by_role("heading", name="This review has closed")).to_be_visible()
    expect(phone.get_by_text("your answers were not counted")).to_be_visible()
    assert len(opened.answers()) == 1
