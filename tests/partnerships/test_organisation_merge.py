"""Merging two organisations that are the same."""

import pytest

from assessments.models.response import Import
from assessments.responses.read_model import OwnResponse
from insights.closing import close_review
from insights.publishing.perceptions import count_answers
from partnerships.members.services import add_members
from partnerships.models import Organisation
from tests import opened, scenarios


@pytest.fixture
def twice(cast):
    """The council, in the list under a second name as well, with Dee in it."""
    [dee] = add_members(
        partnership=cast.partnership,
        members=[scenarios.new_member("Dee", ("Riverside Cncl", "housing"), "strategic")],
    )
    return dee


@pytest.fixture
def merge(as_, cast, at):
    """Makes one part of the other, as Ana."""

    def merge_them(gone, kept):
        url = at("organisation-merge", gone)
        return as_("ana").post(url, {"into": kept.pk}, follow=True).content.decode()

    return merge_them


def test_it_shows_what_moves_and_changes_nothing(as_, cast, at, twice):
    review = scenarios.open_quietly(cast.partnership)
    scenarios.answer(review, twice)
    council = cast.ben.organisation
    url = at("organisation-merge", twice.organisation)
    assert "Riverside Council" in as_("ana").get(url).content.decode()
    page = as_("ana").get(url, {"into": council.pk}).content.decode()
    assert "Merge Riverside Cncl into Riverside Council?" in page
    assert "Dee will belong to Riverside Council." in page
    assert "Any answers given for Riverside Cncl in “Autumn review” will count for" in page
    assert "They will count as Council or local government from now on, not as Housing." in page
    assert Organisation.objects.contains(twice.organisation)


def test_members_and_answers_move_and_the_other_is_gone(cast, merge, twice):
    review = scenarios.open_quietly(cast.partnership)
    scenarios.answer(review, twice)
    gone, council = twice.organisation, cast.ben.organisation
    assert "Riverside Cncl has been merged into Riverside Council." in merge(gone, council)
    twice.refresh_from_db()
    assert twice.organisation == council
    assert opened.response(review).escrow.organisation == council.pk
    assert not Organisation.objects.filter(pk=gone.pk).exists()


def test_an_answer_counts_for_the_one_that_is_left_after_several_mergers(cast, merge, twice):
    review = scenarios.open_quietly(cast.partnership)
    scenarios.answer(review, twice)
    merge(twice.organisation, cast.ben.organisation)
    merge(cast.ben.organisation, cast.cleo.organisation)
    assert count_answers(review).people == {(cast.cleo.organisation_id, twice.level): 1}


def test_dee_still_finds_her_answers(cast, merge, twice):
    review = scenarios.open_quietly(cast.partnership)
    scenarios.answer(review, twice, rating=2)
    merge(twice.organisation, cast.ben.organisation)
    invitation = scenarios.invitation_of(review, twice)
    response = OwnResponse.for_link(invitation, scenarios.token_for(review, twice))
    assert response.answered == response.total


def test_what_was_published_stays_as_it_was(cast, merge):
    review = scenarios.closed_review(cast.partnership)
    before = list(review.published_groups.order_by("pk").values())
    scenarios.assessments.record_reading(review=review)
    merge(cast.cleo.organisation, cast.ben.organisation)
    assert list(review.published_groups.order_by("pk").values()) == before


def test_with_one_voice_each_the_answer_becomes_the_others(cast, merge, twice):
    review = scenarios.open_quietly(cast.partnership, confidentiality="one-voice")
    scenarios.answer(review, twice, rating=2)
    merge(twice.organisation, cast.ben.organisation)
    invitation = scenarios.invitation_of(review, cast.ben)
    assert invitation.submitted
    scenarios.answer(review, cast.ben, rating=5)
    assert opened.response().escrow.organisation == cast.ben.organisation_id
    assert set(opened.ratings()) == {5}


def test_two_voices_are_not_made_one_until_their_results_have_been_read(cast, merge, twice):
    review = scenarios.open_quietly(cast.partnership, confidentiality="one-voice")
    scenarios.answer(review, twice)
    scenarios.answer(review, cast.ben)
    gone, council = twice.organisation, cast.ben.organisation
    assert "Both have answered “Autumn review”" in merge(gone, council)
    review = close_review(review=review)
    assert "Both have answered “Autumn review”" in merge(gone, council)
    assert Organisation.objects.contains(gone)
    scenarios.assessments.record_reading(review=review)
    assert "has been merged into" in merge(gone, council)


def test_a_spreadsheet_that_waits_is_matched_to_the_one_that_stays(cast, merge, twice):
    review = scenarios.open_quietly(cast.partnership)
    named = {"rc": "Riverside Cncl", "od": "Open Door"}
    waiting = Import.objects.create(
        review=review, file_name="a.csv", digest="1", mapping={"organisations": named}
    )
    merge(twice.organisation, cast.ben.organisation)
    waiting.refresh_from_db()
    assert waiting.mapping["organisations"] == {"rc": "Riverside Council", "od": "Open Door"}


def test_it_needs_another_one_of_the_same_partnership(as_, cast, at):
    url = at("organisation-merge", cast.ben.organisation)
    elsewhere = cast.dev.memberships.get().organisation
    for into in (cast.ben.organisation, elsewhere):
        page = as_("ana").post(url, {"into": into.pk}).content.decode()
        assert "Select an organisation from the list." in page


def test_only_coordinators(cast, at, only_for_coordinators):
    only_for_coordinators(at("organisation-merge", cast.ben.organisation))
