"""Retiring an organisation, and bringing it back."""

import pytest

from assessments.paper.entry_form import EntryForm
from partnerships.members.services import add_members
from tests import opened, scenarios


@pytest.fixture
def left(cast):
    """The charity after its only member has left; it has answered a review."""
    review = scenarios.open_quietly(cast.partnership)
    scenarios.answer(review, cast.cleo)
    organisation = cast.cleo.organisation
    cast.cleo.delete()
    return organisation


def test_it_is_offered_no_more_and_its_past_stays(as_, cast, at, left):
    page = as_("ana").post(at("organisation-retire", left), follow=True).content.decode()
    assert "Open Door has been retired." in page
    assert "1 retired organisation" in page
    review = cast.partnership.reviews.get()
    assert opened.response(review).escrow.organisation == left.pk
    assert left not in EntryForm(review).fields["organisation"].queryset
    assert "Open Door" not in as_("ana").get(at("member-add")).content.decode()


def test_it_can_be_brought_back(as_, cast, at, left):
    ana = as_("ana")
    ana.post(at("organisation-retire", left))
    page = ana.post(at("organisation-bring-back", left), follow=True).content.decode()
    assert "Open Door has been brought back." in page
    assert "retired organisation" not in page
    assert "Open Door" in ana.get(at("member-add")).content.decode()


def test_whoever_is_seated_in_it_brings_it_back(as_, cast, at, left):
    as_("ana").post(at("organisation-retire", left))
    add_members(
        partnership=cast.partnership, members=[scenarios.new_member("Ida", scenarios.CHARITY)]
    )
    left.refresh_from_db()
    assert left.retired_at is None


def test_one_with_members_stays(as_, cast, at):
    url = at("organisation-retire", cast.ben.organisation)
    page = as_("ana").post(url, follow=True).content.decode()
    assert "Riverside Council still has members." in page


def test_another_of_its_name_is_not_added(as_, at, left):
    ana = as_("ana")
    ana.post(at("organisation-retire", left))
    form = {"name": "open door", "sector": "third-sector"}
    page = ana.post(at("organisation-add"), form).content.decode()
    assert "An organisation with this name has been retired. Bring it back instead." in page


def test_only_coordinators(as_, cast, at, left):
    for name in ("finn", "ben", "olu"):
        assert as_(name).post(at("organisation-retire", left)).status_code == 403
