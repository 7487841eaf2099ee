"""Taking a member's place away."""

from django.utils import timezone

from accounts.models import Person
from discussions.models import Action
from insights.closing import close_review
from partnerships.members.services import add_members
from partnerships.models import Member
from tests import scenarios


def test_it_asks_first_and_then_removes(as_, cast, at):
    page = as_("ana").get(at("member-remove", cast.ben))
    assert "Remove Ben?" in page.content.decode()
    assert cast.partnership.members.contains(cast.ben)
    answer = as_("ana").post(at("member-remove", cast.ben))
    assert answer.headers["Location"] == at("partnership")
    assert not Member.objects.filter(pk=cast.ben.pk).exists()
    assert Person.objects.filter(email="ben@example.org").exists()


def test_they_see_the_partnership_no_longer(as_, cast, at):
    ben = as_("ben")
    as_("ana").post(at("member-remove", cast.ben))
    assert ben.get(at("partnership")).status_code == 404


def test_answers_they_submitted_still_count(as_, cast, at):
    review = scenarios.open_review(cast.partnership)
    scenarios.answer(review, cast.ben)
    as_("ana").post(at("member-remove", cast.ben))
    assert review.responses.filter(submitted=True).count() == 1


def put_back(cast, review) -> list[str]:
    """Add Ben again and invite whoever has no link yet: their names."""
    add_members(partnership=cast.partnership, members=[scenarios.new_member("Ben")])
    invited = scenarios.assessments.invite_newcomers(review=review)
    return [invitation.member.name for invitation in invited]


def test_whoever_has_submitted_is_not_asked_again_when_they_are_put_back(as_, cast, at):
    review = scenarios.open_review(cast.partnership)
    scenarios.answer(review, cast.ben)
    as_("ana").post(at("member-remove", cast.ben))
    assert put_back(cast, review) == []
    assert review.responses.filter(submitted=True).count() == 1
    close_review(review=review)
    assert not review.answered_and_left.exists()


def test_whoever_had_not_submitted_is_asked_anew(as_, cast, at):
    review = scenarios.open_review(cast.partnership)
    scenarios.answer(review, cast.ben, submit=False)
    as_("ana").post(at("member-remove", cast.ben))
    assert put_back(cast, review) == ["Ben"]


def test_with_one_voice_each_whoever_is_put_back_speaks_with_their_organisation(as_, cast, at):
    review = scenarios.open_review(cast.partnership, confidentiality="one-voice")
    scenarios.answer(review, cast.ben)
    as_("ana").post(at("member-remove", cast.ben))
    assert put_back(cast, review) == ["Ben"]
    assert review.responses.count() == 1


def test_whoever_would_remove_themselves_is_led_to_leaving(as_, cast, at):
    answer = as_("ana").post(at("member-remove", cast.ana))
    assert answer.headers["Location"] == at("membership-leave")
    assert cast.partnership.members.contains(cast.ana)


def test_somebody_with_actions_stays_and_it_says_what_to_do(as_, cast, at):
    Action.objects.create(
        review=scenarios.draft_review(cast.partnership),
        consideration="power",
        what="Write a plain summary",
        owner=cast.ben,
        due=timezone.localdate(),
    )
    page = as_("ana").post(at("member-remove", cast.ben), follow=True)
    assert "Ben has actions" in page.content.decode()
    assert "discussion page" in page.content.decode()
    assert cast.partnership.members.contains(cast.ben)


def test_a_member_of_another_partnership_is_not_found(as_, cast, at):
    elsewhere = cast.dev.memberships.get()
    assert as_("ana").post(at("member-remove", elsewhere)).status_code == 404
    assert Member.objects.filter(pk=elsewhere.pk).exists()


def test_only_coordinators(cast, at, only_for_coordinators):
    only_for_coordinators(at("member-remove", cast.ben))
