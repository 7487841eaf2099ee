"""Taking a member's place away."""

from django.urls import reverse
from django.utils import timezone

from discussions.models import Action
from partnerships.models import Member, Person
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


def test_the_last_coordinator_stays(as_, cast, at):
    page = as_("ana").post(at("member-remove", cast.ana), follow=True)
    assert "Ana is the only coordinator." in page.content.decode()
    assert cast.partnership.members.contains(cast.ana)


def test_a_coordinator_who_leaves_is_led_to_the_first_page(as_, cast, at):
    Member.objects.filter(pk=cast.ben.pk).update(role="coordinator")
    answer = as_("ana").post(at("member-remove", cast.ana))
    assert answer.headers["Location"] == reverse("home:home")
    assert not cast.partnership.members.contains(cast.ana)


def test_somebody_with_actions_stays_and_it_says_what_to_do(as_, cast, at):
    Action.objects.create(
        review=scenarios.draft_review(cast.partnership),
        consideration="power",
        what="Write a plain summary",
        owner=cast.ben,
        due=timezone.localdate(),
    )
    page = as_("ana").post(at("member-remove", cast.ben), follow=True)
    assert "Ben is down for actions" in page.content.decode()
    assert "discussion page" in page.content.decode()
    assert cast.partnership.members.contains(cast.ben)


def test_a_member_of_another_partnership_is_not_found(as_, cast, at):
    elsewhere = cast.dev.memberships.get()
    assert as_("ana").post(at("member-remove", elsewhere)).status_code == 404
    assert Member.objects.filter(pk=elsewhere.pk).exists()


def test_only_coordinators(cast, at, only_for_coordinators):
    only_for_coordinators(at("member-remove", cast.ben))
