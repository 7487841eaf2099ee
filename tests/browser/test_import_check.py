"""What was understood of a spreadsheet is changed and added on one page, by the button pressed."""

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from assessments.imports.store import begin_import
from assessments.models import Statement
from assessments.models.response import Response
from tests import opened, scenarios

from .conftest import PHONE, sign_in

pytestmark = pytest.mark.once


@pytest.mark.parametrize("scripts", [True, False])
def test_the_button_that_is_pressed_says_whether_answers_are_added(window, cast, scripts):
    review = scenarios.open_review(cast.partnership)
    text = Statement.objects.first().text
    content = f'"{text}"\n1\n5\n'.encode()
    waiting = begin_import(review=review, name="answers.csv", content=content)
    page = window(PHONE, java_script_enabled=scripts)
    sign_in(page, cast.person("ana"))
    page.goto(reverse("assessments:import-check", args=[review.pk, waiting.pk]))
    page.get_by_role("button", name="Change and check again").click()
    expect(page.get_by_role("heading", name="Import 2 responses?")).to_be_visible()
    assert not Response.objects.exists()
    page.get_by_label("The other way round").check()
    page.get_by_role("button", name="Change and check again").click()
    expect(page.get_by_text("The file has been read again with your changes.")).to_be_visible()
    page.get_by_label("What “1” means").select_option(label="Agree")
    page.get_by_role("button", name="Import the responses").click()
    expect(page.get_by_text("The file has been read again with your changes.")).to_be_visible()
    page.get_by_role("button", name="Import the responses").click()
    expect(page.get_by_text("2 responses have been imported.")).to_be_visible()
    assert sorted(opened.ratings()) == [1, 4]
