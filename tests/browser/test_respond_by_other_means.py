"""Answering with an older browser, without scripts, or by keyboard."""

import pytest
from playwright.sync_api import Page, expect

from tests import opened

from .answering import ANSWERS, KEPT, RATINGS, begin, go_on, is_saved, says, touch
from .conftest import PHONE

pytestmark = pytest.mark.once

WITHOUT_REQUEST_SUBMIT = """
    delete HTMLFormElement.prototype.requestSubmit;
    Object.defineProperty(SubmitEvent.prototype, "submitter", { value: undefined });
"""
WITHOUT_NEWER_SELECTORS = """() => {
    const newer = /:has\\(|:focus-visible/;
    const drop = (rules) => {
        for (let at = rules.cssRules.length; at--;) {
            const rule = rules.cssRules[at];
            if (newer.test(rule.selectorText)) rules.deleteRule(at);
            else if (rule.cssRules) drop(rule);
        }
    };
    for (const sheet of document.styleSheets) drop(sheet);
}"""
OUTLINES = """(group) => [...group.querySelectorAll("label")].map(
    (one) => getComputedStyle(one, "::after").outlineStyle)"""
EDGES = """(group) => [...group.querySelectorAll("label")].map(
    (one) => getComputedStyle(one, "::after").borderTopStyle)"""


def part(page: Page, number: int) -> None:
    expect(page.get_by_text(f"Part {number} of")).to_be_visible()


def test_back_saves_without_scripts(window, link):
    page = begin(window(PHONE, java_script_enabled=False), link)
    go_on(page)
    part(page, 2)
    touch(page, "Agree")
    go_on(page, "Back")
    part(page, 1)
    assert opened.answer().rating == 4


def test_back_saves_what_could_not_be_sent_before(phone, link):
    begin(phone, link)
    go_on(phone)
    part(phone, 2)
    phone.watch.expect("ERR_FAILED", "failed:")
    phone.route(ANSWERS, lambda route: route.abort())
    touch(phone, "Agree")
    says(phone, KEPT)
    go_on(phone, "Back")
    part(phone, 1)
    assert opened.answer().rating == 4


def test_enter_on_an_answer_continues(window, link):
    page = begin(window(), link)
    go_on(page)
    part(page, 2)
    page.locator(RATINGS).first.locator("input").first.focus()
    page.keyboard.press("Space")
    page.keyboard.press("Enter")
    part(page, 3)
    assert opened.answer().rating == 1


GOES_ON = {"Continue": "**/about/clarity/", "Save and check": "**/check/"}


@pytest.mark.parametrize("button", GOES_ON)
def test_a_browser_without_request_submit_goes_on_after_a_spell_without_connection(
    phone, link, button
):
    phone.add_init_script(WITHOUT_REQUEST_SUBMIT)
    begin(phone, link)
    touch(phone, "Agree")
    is_saved(phone)
    phone.goto(f"{link}check/")
    phone.get_by_role("button", name="Submit your answers").first.click()
    expect(phone.get_by_role("heading", name="Thank you")).to_be_visible()
    phone.goto(f"{link}about/approach/")
    phone.watch.expect("ERR_FAILED", "failed:")
    phone.route(ANSWERS, lambda route: route.abort())
    touch(phone, "Disagree", 1)
    says(phone, KEPT)
    go_on(phone, button)
    phone.wait_for_url(GOES_ON[button])
    assert sorted(opened.ratings()) == [2, 4]


def test_the_focus_and_the_choice_show_in_a_browser_without_newer_selectors(window, link):
    page = begin(window(), link)
    page.evaluate(WITHOUT_NEWER_SELECTORS)
    group = page.locator(RATINGS).first
    group.locator("input").first.focus()
    page.keyboard.press("Space")
    page.keyboard.press("ArrowDown")
    expect(group.locator("input").nth(1)).to_be_checked()
    rest = ["none"] * 5
    assert group.evaluate(OUTLINES) == ["none", "solid", *rest]
    assert group.evaluate(EDGES) == ["none", "solid", *rest]
