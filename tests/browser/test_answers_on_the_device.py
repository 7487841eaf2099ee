"""What a device keeps until it is sent, and what becomes of it in the end."""

import re

import pytest
from playwright.sync_api import expect

from tests import opened

from .answering import (
    ANSWERS,
    KEPT,
    RATINGS,
    WAITING,
    begin,
    chosen,
    cut_off,
    go_on,
    is_saved,
    kept,
    let_through,
    nothing_is_left,
    reload_with,
    says,
    touch,
)
from .conftest import PHONE

pytestmark = pytest.mark.once

FLEETING = "Kept only while this page is open, until it can be sent"
BLOCKED = """Object.defineProperty(window, "localStorage", {
    get() { throw new DOMException("blocked", "SecurityError"); } })"""
FULL = """() => { Storage.prototype.setItem = () => {
    throw new DOMException("full", "QuotaExceededError"); } }"""
DAY = 24 * 60 * 60 * 1000
WRONG_CLOCK = """(() => {
    const shift = Number(sessionStorage.getItem("shift") ?? %d);
    const rightly = Date.now;
    Date.now = () => rightly() + shift;
    Object.defineProperty(performance, "timeOrigin", { value: performance.timeOrigin + shift });
})()"""
RIGHT_CLOCK = """sessionStorage.setItem("shift", 0)"""


def test_what_was_kept_for_longer_than_three_months_is_dropped(unsent):
    unsent.evaluate(
        """(old) => {
            for (const [key, value] of Object.entries(localStorage)) {
                const all = JSON.parse(value);
                all["approach-need"].at = old;
                localStorage.setItem(key, JSON.stringify(all));
            }
        }""",
        unsent.evaluate("Date.now()") - 91 * DAY,
    )
    unsent.reload()
    expect(unsent.get_by_role("textbox")).to_have_value("In a tunnel.")
    says(unsent, KEPT)
    assert list(kept(unsent)["approach"]) == ["comment"]
    assert not chosen(unsent)


@pytest.mark.parametrize("shift", [-400 * DAY, 400 * DAY])
def test_nothing_is_dropped_because_a_devices_clock_was_wrong_and_is_put_right(phone, link, shift):
    phone.add_init_script(WRONG_CLOCK % shift)
    begin(phone, link)
    cut_off(phone)
    touch(phone, "Agree")
    says(phone, KEPT)
    phone.evaluate(RIGHT_CLOCK)
    phone.reload()
    says(phone, KEPT)
    assert chosen(phone) == ["4"]
    let_through(phone)
    is_saved(phone)
    assert opened.answer().rating == 4


def test_a_clock_that_was_an_hour_ahead_does_not_put_an_old_answer_in_place_of_a_later(
    window, phone, link
):
    phone.add_init_script(WRONG_CLOCK % (DAY // 24))
    begin(phone, link)
    cut_off(phone)
    touch(phone, "Agree")
    says(phone, KEPT)
    elsewhere = begin(window(PHONE), link)
    touch(elsewhere, "Strongly agree")
    is_saved(elsewhere)
    phone.evaluate(RIGHT_CLOCK)
    phone.reload()
    says(phone, KEPT)
    let_through(phone)
    expect(phone.locator("#saved")).to_have_attribute("data-state", "later")
    assert opened.answer().rating == 5


def test_what_a_page_with_mistakes_shows_and_did_not_save_is_sent(phone, link):
    """As when the script arrived after a page had been sent."""
    script = "**/js/respond*.js"
    phone.watch.expect("ERR_FAILED", "failed:")
    phone.route(script, lambda route: route.abort())
    begin(phone, link)
    touch(phone, "Agree")
    phone.get_by_role("textbox").fill("x" * 2001)
    phone.unroute(script)
    go_on(phone)
    expect(phone.get_by_role("heading", name="There is a problem")).to_be_visible()
    says(phone, "Not saved. Correct what is marked")
    assert opened.answer().rating == 4
    phone.get_by_role("textbox").fill("x" * 2000)
    is_saved(phone)


def test_elsewhere_a_member_is_told_of_what_was_refused(phone, link):
    begin(phone, link)
    phone.watch.expect("422")
    touch(phone, "Agree")
    phone.get_by_role("textbox").fill("x" * 2001)
    says(phone, "Not saved. Correct what is marked")
    phone.goto(f"{link}check/")
    says(
        phone, "One of your answers was not saved. Go to its part and correct what is marked there."
    )
    expect(phone.get_by_role("button", name="Submit your answers").first).to_be_visible()


def test_the_end_of_a_long_comment_is_not_cut_off_unseen(phone, link):
    begin(phone, link)
    phone.watch.expect("422")
    phone.get_by_role("textbox").focus()
    phone.keyboard.insert_text("x" * 2001)
    says(phone, "Not saved. Correct what is marked")
    expect(phone.get_by_text("There are 2001 now.")).to_be_visible()


def test_a_browser_that_blocks_storage_keeps_answers_as_long_as_the_page_is_open(phone, link):
    phone.add_init_script(BLOCKED)
    begin(phone, link)
    cut_off(phone)
    touch(phone, "Agree")
    says(phone, FLEETING)
    touch(phone, "Disagree", 1)
    let_through(phone)
    is_saved(phone)
    assert sorted(opened.ratings()) == [2, 4]


def test_a_full_storage_does_not_send_what_was_given_before(unsent):
    unsent.evaluate(FULL)
    touch(unsent, "Disagree")
    says(unsent, FLEETING)
    let_through(unsent)
    is_saved(unsent)
    assert opened.answer().rating == 2
    assert nothing_is_left(unsent)


def test_what_another_tab_has_sent_is_saved(unsent, link):
    other = unsent.context.new_page()
    other.goto(unsent.url)
    is_saved(other)
    is_saved(unsent)
    assert opened.answer().rating == 4
    assert nothing_is_left(unsent)


def test_opening_the_page_again_does_not_make_what_was_kept_new(window, unsent, link):
    elsewhere = begin(window(PHONE), link)
    touch(elsewhere, "Strongly agree")
    is_saved(elsewhere)
    reload_with(unsent, kept(unsent))
    says(unsent, KEPT)
    assert chosen(unsent) == ["4"]
    let_through(unsent)
    expect(unsent.locator("#saved")).to_have_attribute("data-state", re.compile("saved|later"))
    assert nothing_is_left(unsent)
    assert opened.answer().rating == 5
    go_on(unsent)
    expect(unsent.get_by_text("Part 2 of")).to_be_visible()
    assert opened.answer().rating == 5


def test_going_on_at_once_does_not_make_an_answer_new_either(phone, link):
    """The page says when each answer was given, as the answer on its own does."""
    begin(phone, link)
    sent = []
    phone.on("request", lambda request: sent.append(request.post_data or ""))
    touch(phone, "Agree")
    is_saved(phone)
    go_on(phone)
    expect(phone.get_by_text("Part 2 of")).to_be_visible()
    [alone, whole] = [body for body in sent if body]
    [at] = [pair for pair in alone.split("&") if pair.startswith("at-approach-need=")]
    assert at in whole.split("&")


def test_a_page_in_another_language_goes_by_what_is_the_case(unsent):
    """A browser's translation changes what can be read."""
    unsent.evaluate("document.getElementById('saved').textContent = 'Conservé sur cet appareil'")
    unsent.watch.expect("ERR_FAILED", "failed:")
    unsent.route("**/respond/*/*/", lambda route: route.abort())
    go_on(unsent)
    says(unsent, WAITING)
    expect(unsent.get_by_text("Part 1 of")).to_be_visible()
    let_through(unsent)
    is_saved(unsent)
    go_on(unsent)
    expect(unsent.get_by_text("Part 2 of")).to_be_visible()


def test_without_a_connection_a_page_on_which_all_is_saved_stays(phone, link):
    begin(phone, link)
    touch(phone, "Agree")
    is_saved(phone)
    phone.watch.expect("ERR_INTERNET_DISCONNECTED")
    phone.context.set_offline(True)
    go_on(phone)
    expect(phone.locator("#saved")).to_contain_text("No connection")
    phone.context.set_offline(False)
    is_saved(phone)
    go_on(phone)
    expect(phone.get_by_text("Part 2 of")).to_be_visible()


def test_a_browser_that_believes_itself_without_connection_goes_on_all_the_same(phone, link):
    phone.add_init_script("Object.defineProperty(Navigator.prototype, 'onLine', { value: false })")
    begin(phone, link)
    touch(phone, "Agree")
    is_saved(phone)
    go_on(phone)
    expect(phone.get_by_text("Part 2 of")).to_be_visible()


def test_clearing_an_answer_is_sent_like_an_answer(phone, link):
    begin(phone, link)
    phone.route(ANSWERS, lambda route: route.fulfill(status=204))
    if not phone.locator("[name=clear][value=approach-need]").count():
        phone.locator("#id_approach-need_group").evaluate(
            """(group) => group.insertAdjacentHTML("beforeend",
            '<button type="submit" name="clear" value="approach-need">Clear</button>')"""
        )
    clear = phone.locator("[name=clear][value=approach-need]")
    touch(phone, "Agree")
    is_saved(phone)
    expect(clear).to_be_visible()
    with phone.expect_request(ANSWERS) as sent:
        clear.click()
    assert "approach-need=&" in sent.value.post_data
    is_saved(phone)
    expect(clear).to_be_hidden()
    expect(phone.locator("#answered")).to_have_text("0 of 40 answered")
    expect(phone.locator(RATINGS).first.locator("input").first).to_be_focused()
    assert not chosen(phone)
