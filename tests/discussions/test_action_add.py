"""Adding an action outside the discussion itself."""

from datetime import timedelta

import pytest
from django.utils import timezone


def address(review, code="clarity") -> str:
    return f"/reviews/{review.pk}/discussion/{code}/actions/add/"


@pytest.fixture
def action(cast) -> dict[str, str]:
    due = timezone.localdate() + timedelta(days=30)
    return {"what": "Write to the board", "owner": cast.ben.pk, "due": due.isoformat()}


def test_it_works(as_, closed, cast, action):
    client = as_("finn")
    assert client.get(address(closed)).status_code == 200
    page = client.post(address(closed), action)
    assert (page.status_code, page.url) == (302, f"/reviews/{closed.pk}/discussion/clarity/")
    assert (closed.actions.get().owner, closed.actions.get().consideration) == (cast.ben, "clarity")


@pytest.mark.parametrize("missing", ["what", "owner", "due"])
def test_all_three_parts_are_asked_for(as_, closed, action, missing):
    page = as_("finn").post(address(closed), action | {missing: ""})
    assert list(page.context["form"].errors) == [missing]
    assert not closed.actions.exists()


def test_somebody_of_another_partnership_can_not_be_given_it(as_, closed, cast, action):
    outsider = cast.dev.memberships.get()
    page = as_("finn").post(address(closed), action | {"owner": outsider.pk})
    assert list(page.context["form"].errors) == ["owner"]


def test_an_unknown_consideration_is_not_found(as_, closed, action):
    assert as_("finn").post(address(closed, "weather"), action).status_code == 404


@pytest.mark.parametrize(
    ("name", "status"), [("ben", 403), ("olu", 403), ("dev", 404), ("stranger", 302)]
)
def test_others_are_refused(as_, shared, action, name, status):
    assert as_(name).post(address(shared), action).status_code == status
    assert not shared.actions.exists()
