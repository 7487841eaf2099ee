"""Changing an action."""

from datetime import timedelta

import pytest
from django.utils import timezone

from discussions.models import Action
from tests import scenarios

from .conftest import as_sent


def address(review, action) -> str:
    return f"/reviews/{review.pk}/actions/{action.pk}/edit/"


def changed(cast, due) -> dict[str, str]:
    return {"what": "Write to both boards", "owner": cast.cleo.pk, "due": due.isoformat()}


def test_it_works(as_, closed, cast, take_on):
    action, due = take_on(closed, "ben"), timezone.localdate() + timedelta(days=60)
    page = as_("finn").get(address(closed, action))
    assert "Write to the board" in page.content.decode()
    sent = as_sent(page, **changed(cast, due))
    assert as_("finn").post(address(closed, action), sent).status_code == 302
    action.refresh_from_db()
    assert (action.what, action.owner, action.due) == ("Write to both boards", cast.cleo, due)


def test_a_date_that_has_passed_may_stay_and_may_not_be_chosen(as_, closed, cast, take_on):
    action, client = take_on(closed, "ben", days=-3), as_("finn")
    sent = as_sent(client.get(address(closed, action)), what="Write to both boards")
    assert client.post(address(closed, action), sent).status_code == 302
    earlier = (action.due - timedelta(days=1)).isoformat()
    page = client.post(
        address(closed, action), as_sent(client.get(address(closed, action)), due=earlier)
    )
    assert page.context["form"].errors == {"due": ["Enter a date that is today or later."]}


def test_two_who_change_different_parts_of_it_keep_both(as_, closed, cast, take_on):
    action = take_on(closed, "ben")
    one, other = as_("finn"), as_("ana")
    seen = one.get(address(closed, action)), other.get(address(closed, action))
    one.post(address(closed, action), as_sent(seen[0], what="Write to both boards"))
    other.post(address(closed, action), as_sent(seen[1], owner=str(cast.cleo.pk)))
    kept = Action.objects.get()
    assert (kept.what, kept.owner, kept.due) == ("Write to both boards", cast.cleo, action.due)


def test_of_two_who_change_the_same_the_second_sees_the_first(as_, closed, take_on):
    action = take_on(closed, "ben")
    one, other = as_("finn"), as_("ana")
    seen = one.get(address(closed, action)), other.get(address(closed, action))
    one.post(address(closed, action), as_sent(seen[0], what="Write to both boards"))
    page = other.post(address(closed, action), as_sent(seen[1], what="Write to nobody"))
    assert "to “Write to both boards” after" in page.context["form"].errors["what"][0]
    assert Action.objects.get().what == "Write to both boards"
    other.post(address(closed, action), as_sent(page))
    assert Action.objects.get().what == "Write to nobody"


def test_a_page_left_open_overwrites_nothing(as_, closed, take_on):
    action = take_on(closed, "ben")
    client = as_("finn")
    stale = client.get(address(closed, action))
    Action.objects.update(what="Write to both boards")
    client.post(address(closed, action), as_sent(stale))
    assert Action.objects.get().what == "Write to both boards"


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
