"""What answers between a phone and the server is not believed, and nothing given is lost by it."""

import json
import re
from itertools import pairwise

import pytest
from playwright.sync_api import Page, expect

from assessments.models.response import Answer, SectionAnswer
from assessments.reviews import services
from tests import opened

from .answering import (
    ANSWERS,
    KEPT,
    begin,
    cut_off,
    go_on,
    is_saved,
    kept,
    mend,
    nothing_is_left,
    reload_with,
    says,
    touch,
)
from .conftest import sign_in

pytestmark = pytest.mark.once

LONGEST_WAIT = 121_000
NOISE = ("status 4", "status 5", "status of 4", "status of 5", "ERR_FAILED", "failed:")
PORTAL = "<!doctype html><title>Welcome to the free WLAN</title>"
IN_BETWEEN = {
    "a proxy while a new version is put in place": {"status": 404, "body": "not found"},
    "a gateway without a server": {"status": 502},
    "a maintenance page": {"status": 503, "content_type": "text/html", "body": PORTAL},
    "a captive portal": {"status": 200, "content_type": "text/html", "body": PORTAL},
    "a sign-in wall": {"status": 302, "headers": {"Location": "/account/sign-in/"}},
    "a firewall": {"status": 403},
    "a refusal that names nothing": {"status": 422, "content_type": "text/html", "body": PORTAL},
    "a refusal of what was not sent": {"status": 422, "json": {"refused": {"other": "No."}}},
    "an end that is not ours": {"status": 410},
    "a conflict that is not ours": {"status": 409},
}
PATIENT = "Math.random = () => 1"
IN_A_PAGE = """() => {
    window.asked = [];
    window.fetch = (url, { method }) => {
        asked.push(performance.now());
        const after = { 2: "300", 3: "86400" }[asked.length];
        const headers = after ? { "Retry-After": after } : {};
        return Promise.resolve(new Response("", { status: 503, headers }));
    };
}"""


def later(page: Page) -> None:
    """Let so much time pass on the page's clock that whatever waits is tried again."""
    with page.expect_request(ANSWERS):
        page.clock.fast_forward(LONGEST_WAIT)


@pytest.fixture
def noisy(phone):
    phone.watch.expect(*NOISE)
    phone.clock.install()
    return phone


def test_only_204_settles_an_answer(noisy, link):
    begin(noisy, link)
    replies = iter(IN_BETWEEN.values())
    noisy.route(ANSWERS, lambda route: route.fulfill(**next(replies)))
    touch(noisy, "Agree")
    for number, what in enumerate(IN_BETWEEN):
        if number:
            later(noisy)
        says(noisy, KEPT)
        assert kept(noisy)["approach"]["approach-need"]["value"] == "4", what
    assert not Answer.objects.exists()
    noisy.unroute(ANSWERS)
    later(noisy)
    is_saved(noisy)
    assert opened.answer().rating == 4
    assert nothing_is_left(noisy)


def test_it_is_tried_again_after_longer_and_longer_while_and_as_the_server_asks(noisy, link):
    noisy.add_init_script(PATIENT)
    begin(noisy, link)
    noisy.evaluate(IN_A_PAGE)
    touch(noisy, "Agree")
    says(noisy, KEPT)
    waits = [4, 300 + 8, 16, 32, 64, 120, 120]
    for wait in waits:
        noisy.clock.run_for(wait * 1000)
    times = noisy.evaluate("asked")
    assert [round((b - a) / 1000) for a, b in pairwise(times)] == waits


def test_a_request_that_never_ends_is_given_up(noisy, link):
    begin(noisy, link)
    noisy.route(ANSWERS, lambda _route: None, times=1)
    with noisy.expect_request(ANSWERS):
        touch(noisy, "Agree")
    says(noisy, "Saving…")
    noisy.clock.fast_forward(61_000)
    says(noisy, KEPT)
    later(noisy)
    is_saved(noisy)
    assert opened.answer().rating == 4


def test_a_part_that_can_not_be_sent_holds_up_no_other_and_no_page(noisy, link):
    noisy.add_init_script(PATIENT)
    begin(noisy, link)
    cut_off(noisy, "/approach/answer/")
    touch(noisy, "Agree")
    says(noisy, KEPT)
    go_on(noisy)
    expect(noisy.get_by_text("Part 2 of")).to_be_visible()
    with noisy.expect_response("**/clarity/answer/") as sent:
        touch(noisy, "Disagree")
    assert sent.value.status == 204
    says(noisy, KEPT)
    noisy.goto(f"{link}check/")
    says(noisy, "Some answers are kept on this device until they can be sent")
    submit = noisy.get_by_role("button", name="Submit your answers").first
    submit.click()
    expect(noisy.locator("#saved")).to_contain_text("Not submitted yet")
    assert not Answer.objects.filter(response__submitted=True).exists()
    submit.click()
    expect(noisy.get_by_role("heading", name="Thank you")).to_be_visible()


def test_submitting_first_sends_what_is_kept(noisy, link):
    begin(noisy, link)
    touch(noisy, "Agree")
    is_saved(noisy)
    cut_off(noisy)
    touch(noisy, "Disagree", 1)
    says(noisy, KEPT)
    noisy.goto(f"{link}check/")
    says(noisy, "Some answers are kept on this device until they can be sent")
    mend(noisy)
    noisy.get_by_role("button", name="Submit your answers").first.click()
    expect(noisy.get_by_text("2 of 40 statements")).to_be_visible()
    assert nothing_is_left(noisy)


def test_what_is_refused_is_named_and_no_longer_sent_and_the_rest_is_saved(noisy, link):
    begin(noisy, link)
    noisy.evaluate("document.querySelector('[name=approach-need][value=\"4\"]').value = '11'")
    noisy.route(ANSWERS, lambda route: route.abort(), times=1)
    touch(noisy, "Agree")
    says(noisy, KEPT)
    touch(noisy, "Disagree", 1)
    says(noisy, "Not saved. Correct what is marked")
    marked = noisy.get_by_role("group").filter(has=noisy.locator("[name=approach-need]"))
    expect(marked).to_have_accessible_description(re.compile("11"))
    assert opened.answer().rating == 2
    assert list(kept(noisy)["approach"]) == ["approach-need"]

    sent = []
    noisy.on("request", lambda request: sent.append(request.post_data or ""))
    reload_with(noisy, kept(noisy))
    says(noisy, "Not saved. Correct what is marked")
    touch(noisy, "Disagree", 2)
    expect(noisy.locator("#answered")).to_have_text("2 of 40 answered")
    assert not [body for body in sent if "approach-need" in body]
    touch(noisy, "Strongly agree")
    is_saved(noisy)
    expect(marked).not_to_have_accessible_description(re.compile("11"))
    assert sorted(opened.ratings()) == [2, 2, 5]
    assert nothing_is_left(noisy)


def test_what_is_too_long_to_outlive_its_page_is_sent_all_the_same(noisy, link):
    begin(noisy, link)
    with noisy.expect_response(ANSWERS) as sent:
        noisy.evaluate("""() => {
            const comment = document.querySelector("textarea");
            comment.value = "x".repeat(70000);
            comment.dispatchEvent(new Event("change", { bubbles: true }));
        }""")
    assert sent.value.status == 422


def test_an_answer_that_was_changed_later_elsewhere_is_not_said_to_be_saved(noisy, link):
    begin(noisy, link)
    headers = {"Parallax-Later": "approach-need"}
    noisy.route(ANSWERS, lambda route: route.fulfill(status=204, headers=headers), times=1)
    touch(noisy, "Agree")
    expect(noisy.locator("#saved")).to_contain_text(
        "A later answer, given elsewhere, has been kept"
    )
    touch(noisy, "Disagree", 1)
    expect(noisy.locator("#answered")).to_have_text("2 of 40 answered")
    expect(noisy.locator("#saved")).to_contain_text(
        "A later answer, given elsewhere, has been kept"
    )
    touch(noisy, "Disagree")
    is_saved(noisy)


def test_what_is_typed_is_sent_when_the_page_is_left(noisy, link):
    begin(noisy, link)
    noisy.get_by_role("textbox").fill("Half a")
    with noisy.context.expect_event("requestfinished", lambda one: "/answer/" in one.url) as sent:
        noisy.evaluate("""() => {
            Object.defineProperty(document, "hidden", { value: true });
            document.dispatchEvent(new Event("visibilitychange"));
        }""")
    assert "comment=Half+a" in sent.value.post_data


def test_signing_in_in_another_tab_changes_nothing_for_who_answers(phone, link, cast):
    begin(phone, link)
    sign_in(phone, cast.ben.person)
    other = phone.context.new_page()
    other.goto("/account/")
    touch(phone, "Agree")
    is_saved(phone)
    go_on(phone)
    expect(phone.get_by_text("Part 2 of")).to_be_visible()


def test_the_end_of_a_review_is_believed_when_we_say_so(noisy, link, review):
    begin(noisy, link)
    touch(noisy, "Agree")
    is_saved(noisy)
    services.cancel(review=review)
    touch(noisy, "Disagree", 1)
    says(noisy, "The review has been cancelled. This was not saved")
    assert json.dumps(kept(noisy)).count("value") == 1
    go_on(noisy)
    expect(noisy.get_by_role("heading", name="This review has been cancelled")).to_be_visible()
    assert not SectionAnswer.objects.exists()
