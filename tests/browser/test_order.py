"""A coordinator puts a questionnaire of their own in order: by dragging, and by keyboard."""

import re

import pytest
from django.urls import reverse
from playwright.sync_api import Locator, Page, expect

from assessments.questionnaires.versions import current_definition
from tests import scenarios

from .conftest import sign_in

pytestmark = pytest.mark.once


@pytest.fixture
def custom(cast):
    return scenarios.custom_questionnaire(cast.partnership, "full-reflection")


@pytest.fixture
def page(window, cast, custom) -> Page:
    page = window()
    sign_in(page, cast.ana.person)
    page.goto(page.watch.home + reverse("assessments:questionnaire", args=[custom.pk]))
    return page


def order(custom, section: str = "") -> list[str]:
    custom.refresh_from_db()
    sections = current_definition(custom).considerations
    [items] = [one.statements for one in sections if one.code == section] or [sections]
    return [one.code for one in items]


def drag(page: Page, handle: Locator, to: Locator) -> None:
    """Take hold of an item and let go of it just below the middle of another."""
    handle.scroll_into_view_if_needed()
    start = handle.bounding_box()
    page.mouse.move(start["x"] + 10, start["y"] + 10)
    page.mouse.down()
    page.mouse.move(start["x"] + 10, start["y"] + 14)
    end = to.bounding_box()
    page.mouse.move(start["x"] + 10, end["y"] + end["height"] * 0.8, steps=8)
    page.mouse.up()


def test_a_statement_and_a_consideration_are_dragged_to_their_place(page, custom):
    before = order(custom, "approach")
    handle = page.locator(f"#statement-{before[0]} [data-handle]")
    drag(page, handle, page.locator(f"#statement-{before[2]}"))
    expect(page.get_by_role("status")).to_contain_text("is now number 3 of 5")
    assert order(custom, "approach") == [before[1], before[2], before[0], *before[3:]]
    sections = order(custom)
    header = page.locator(f"#section-{sections[0]} header [data-handle]")
    drag(page, header, page.locator(f"#section-{sections[1]} header"))
    expect(page.get_by_role("status")).to_contain_text("is now number 2 of 8")
    assert order(custom) == [sections[1], sections[0], *sections[2:]]


def test_a_statement_is_dragged_to_another_consideration(page, custom):
    here, there = order(custom, "approach"), order(custom, "clarity")
    handle = page.locator(f"#statement-{here[4]} [data-handle]")
    drag(page, handle, page.locator(f"#statement-{there[0]}"))
    said = page.get_by_text("It has been moved to “Shared clarity”")
    expect(said).to_be_in_viewport()
    assert order(custom, "approach") == here[:4]
    assert order(custom, "clarity") == [there[0], here[4], *there[1:]]
    page.keyboard.press("Tab")
    expect(page.locator("#order-said")).to_have_class(re.compile("visually-hidden"))


def test_escape_puts_back_what_is_in_hand(page, custom):
    before = order(custom, "approach")
    page.locator(f"#statement-{before[0]} [data-handle]").hover()
    page.mouse.down()
    page.mouse.move(600, page.locator(f"#statement-{before[3]}").bounding_box()["y"])
    page.keyboard.press("Escape")
    page.mouse.up()
    shown = page.locator("#section-approach .asked__text").all_inner_texts()
    assert shown == [one.text for one in current_definition(custom).considerations[0].statements]
    assert order(custom, "approach") == before


def test_by_keyboard_the_focus_stays_on_the_button_and_the_place_is_said(page, custom):
    before = order(custom, "approach")
    text = current_definition(custom).considerations[0].statements[0].text
    down = page.get_by_role("button", name=f"Move down: {text}")
    down.focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("status")).to_contain_text("is now number 2 of 5")
    expect(down).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.get_by_role("status")).to_contain_text("is now number 3 of 5")
    assert order(custom, "approach") == [before[1], before[2], before[0], *before[3:]]


def test_without_javascript_the_buttons_send_the_page_and_come_back_to_the_item(
    window, cast, custom
):
    before = order(custom, "approach")
    page = window(java_script_enabled=False)
    sign_in(page, cast.ana.person)
    page.goto(page.watch.home + reverse("assessments:questionnaire", args=[custom.pk]))
    page.locator(f"#statement-{before[0]}").get_by_role("button", name="Move down").click()
    assert page.url.endswith(f"#statement-{before[0]}")
    assert order(custom, "approach")[:2] == [before[1], before[0]]
    expect(page.locator("[data-handle]").first).to_be_hidden()
