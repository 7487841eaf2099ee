"""Saying that an action is not done after all."""

import pytest
from django.utils import timezone

from tests import scenarios


def address(review, action) -> str:
    return f"/reviews/{review.pk}/actions/{action.pk}/reopen/"


@pytest.mark.parametrize("name", ["ben", "finn", "ana"])
def test_its_owner_and_those_who_lead_may(as_, shared, take_on, name):
    action = take_on(shared, "ben", done_at=timezone.now())
    page = as_(name).post(address(shared, action))
    assert (page.status_code, page.url) == (302, "/actions/")
    action.refresh_from_db()
    assert action.state == "to-do"


def test_its_owner_may_before_results_are_shared(as_, closed, take_on):
    action = take_on(closed, "ben", done_at=timezone.now())
    assert as_("ben").post(address(closed, action)).status_code == 302
    action.refresh_from_db()
    assert action.state == "to-do"


def test_it_leads_back_to_the_page_of_the_button(as_, shared, take_on):
    action, back = (
        take_on(shared, "ben", done_at=timezone.now()),
        f"/reviews/{shared.pk}/discussion/",
    )
    assert as_("ben").post(address(shared, action), {"next": back}).url == back


@pytest.mark.parametrize("elsewhere", ["https://example.com/", "//example.com", "javascript:x"])
def test_it_never_leads_to_another_site(as_, shared, take_on, elsewhere):
    action = take_on(shared, "ben", done_at=timezone.now())
    assert as_("ben").post(address(shared, action), {"next": elsewhere}).url == "/actions/"


def test_looking_changes_nothing(as_, shared, take_on):
    action = take_on(shared, "ben", done_at=timezone.now())
    before = action.done_at
    assert as_("ben").get(address(shared, action)).status_code == 302
    action.refresh_from_db()
    assert action.done_at == before


def test_an_action_of_another_review_is_not_found_here(as_, shared, cast, take_on):
    action = take_on(
        scenarios.draft_review(cast.partnership, title="Another"), "ben", done_at=timezone.now()
    )
    assert as_("ben").post(address(shared, action)).status_code == 404


@pytest.mark.parametrize(
    ("name", "status"), [("ben", 403), ("olu", 403), ("dev", 404), ("stranger", 302)]
)
def test_others_leave_cleos_action_as_it_is(as_, shared, take_on, name, status):
    action = take_on(shared, "cleo", done_at=timezone.now())
    before = action.done_at
    assert as_(name).post(address(shared, action)).status_code == status
    action.refresh_from_db()
    assert action.done_at == before
