"""Changing an action."""

from datetime import timedelta

import pytest
from django.utils import timezone

from tests import scenarios


def address(review, action) -> str:
    return f"/reviews/{review.pk}/actions/{action.pk}/edit/"


def changed(cast, due) -> dict[str, str]:
    return {"what": "Write to both boards", "owner": cast.cleo.pk, "due": due.isoformat()}


def test_it_works(as_, closed, cast, take_on):
    action, due = take_on(closed, "ben"), timezone.localdate() + timedelta(days=60)
    assert "Write to the board" in as_("finn").get(address(closed, action)).content.decode()
    assert as_("finn").post(address(closed, action), changed(cast, due)).status_code == 302
    action.refresh_from_db()
    assert (action.what, action.owner, action.due) == ("Write to both boards", cast.cleo, due)


def test_a_date_that_has_passed_may_stay_and_may_not_be_chosen(as_, closed, cast, take_on):
    action, client = take_on(closed, "ben", days=-3), as_("finn")
    assert client.post(address(closed, action), changed(cast, action.due)).status_code == 302
    earlier = action.due - timedelta(days=1)
    page = client.post(address(closed, action), changed(cast, earlier))
    assert page.context["form"].errors == {"due": ["Choose today or a later day."]}


def test_an_action_of_another_review_is_not_found_here(as_, closed, cast, take_on):
    action = take_on(scenarios.draft_review(cast.partnership, title="Another"), "ben")
    page = as_("finn").post(address(closed, action), changed(cast, action.due))
    assert page.status_code == 404


@pytest.mark.parametrize(
    ("name", "status"), [("ben", 403), ("olu", 403), ("dev", 404), ("stranger", 302)]
)
def test_others_are_refused(as_, shared, cast, take_on, name, status):
    action = take_on(shared, "ben")
    assert as_(name).get(address(shared, action)).status_code == status
    assert as_(name).post(address(shared, action), changed(cast, action.due)).status_code == status
    action.refresh_from_db()
    assert action.what == "Write to the board"
