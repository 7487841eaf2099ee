"""Taking an organisation off the list."""

import pytest

from tests import scenarios


@pytest.fixture
def empty(cast):
    return cast.partnership.organisations.create(name="Fire Service", sector="police-fire")


def test_it_asks_first_and_then_removes(as_, cast, at, empty):
    page = as_("ana").get(at("organisation-remove", empty))
    assert "Remove Fire Service?" in page.content.decode()
    assert cast.partnership.organisations.contains(empty)
    answer = as_("ana").post(at("organisation-remove", empty))
    assert answer.headers["Location"] == at("partnership")
    assert not cast.partnership.organisations.filter(name="Fire Service").exists()


def test_one_with_members_stays(as_, cast, at):
    page = as_("ana").post(at("organisation-remove", cast.ben.organisation), follow=True)
    assert "Riverside Council still has members." in page.content.decode()
    assert cast.partnership.organisations.filter(name="Riverside Council").exists()


def test_one_that_a_review_has_answers_from_stays(as_, cast, at):
    review = scenarios.open_quietly(cast.partnership)
    scenarios.answer(review, cast.cleo)
    organisation = cast.cleo.organisation
    cast.cleo.delete()
    page = as_("ana").post(at("organisation-remove", organisation), follow=True)
    assert "A review has answers from Open Door" in page.content.decode()
    assert cast.partnership.organisations.contains(organisation)


def test_one_of_another_partnership_is_not_found(as_, cast, at):
    elsewhere = cast.dev.memberships.get().organisation
    assert as_("ana").post(at("organisation-remove", elsewhere)).status_code == 404


def test_only_coordinators(at, empty, only_for_coordinators):
    only_for_coordinators(at("organisation-remove", empty))
