"""A helper types in a sheet with the keyboard alone."""

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from tests import opened, scenarios

from .conftest import sign_in

pytestmark = pytest.mark.once


def test_a_key_chooses_and_moves_on(window, cast):
    review = scenarios.open_review(cast.partnership)
    page = window()
    sign_in(page, cast.ana.person)
    page.goto(page.watch.home + reverse("assessments:review-entry", args=[review.pk]))
    page.get_by_label("Organisation").select_option(label="Riverside Council")
    page.get_by_label("Level").select_option(label="Community")
    page.get_by_label("Level").focus()
    page.keyboard.press("Tab")
    for key in "4d5n3":
        page.keyboard.press(key)
    page.keyboard.press("5")
    page.keyboard.press("Enter")
    page.keyboard.press("1")
    page.get_by_role("button", name="Save the response").focus()
    page.keyboard.press("Enter")
    expect(page.get_by_text("The response has been saved.")).to_be_visible()
    assert [(one.rating, one.reason) for one in opened.answers()] == [
        (4, ""),
        (None, "dont_know"),
        (5, ""),
        (None, "not_applicable"),
        (3, ""),
        (1, ""),
    ]
