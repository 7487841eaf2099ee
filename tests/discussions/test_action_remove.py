"""Removing an action, after a page that asks."""

import pytest

from tests import scenarios


def address(review, action) -> str:
    return f"/reviews/{review.pk}/actions/{action.pk}/remove/"


def test_it_asks_first(as_, closed, take_on):
    action, client = take_on(closed, "ben"), as_("finn")
    assert "Write to the board" in client.get(address(closed, action)).content.decode()
    assert closed.actions.exists()
    page = client.post(address(closed, action))
    assert (page.status_code, page.url) == (302, f"/reviews/{closed.pk}/discussion/clarity/")
    assert not closed.actions.exists()


def test_an_action_of_another_review_is_not_found_here(as_, closed, cast, take_on):
    action = take_on(scenarios.draft_review(cast.partnership, title="Another"), "ben")
    assert as_("finn").post(address(closed, action)).status_code == 404
    assert action.review.actions.exists()


@pytest.mark.parametrize(
    ("name", "status"), [("ben", 403), ("olu", 403), ("dev", 404), ("stranger", 302)]
)
def test_others_are_refused(as_, shared, take_on, name, status):
    action = take_on(shared, "ben")
    assert as_(name).post(address(shared, action)).status_code == status
    assert shared.actions.exists()
