"""The first page: an invitation to a stranger, and what waits for somebody who has signed in."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts.models import Person
from discussions.models import Action
from partnerships.members.services import add_members
from tests import scenarios

pytestmark = pytest.mark.once


def see(client: Client) -> str:
    page = client.get(reverse("home:home"))
    assert page.status_code == 200
    return page.content.decode()


def link_to_answer(review) -> str:
    return f'href="{reverse("assessments:my-response", args=[review.pk])}"'


def link_to_results(review) -> str:
    return f'href="{reverse("insights:results", args=[review.pk])}"'


def action_for(member, review, **fields) -> Action:
    return Action.objects.create(
        review=review,
        consideration="power",
        what=f"{member.name} writes a plain summary",
        owner=member,
        due=timezone.localdate() + timedelta(days=7),
        **fields,
    )


def test_a_stranger_is_told_what_it_is_and_how_to_begin(client, db):
    text = see(client)
    assert reverse("account_signup") in text
    assert reverse("account_request_login_code") in text
    assert text.count(reverse("evidence:index")) == 2  # in the masthead and on the page
    assert "What Works Scotland" in text


def test_a_stranger_is_told_of_no_partnership(as_):
    assert "Riverside" not in see(as_("stranger"))


def test_somebody_with_nothing_yet_is_shown_how_to_register(client, db):
    client.force_login(Person.objects.known_as("new@example.org"))
    text = see(client)
    assert "You do not belong to a partnership yet" in text
    assert f'href="{reverse("partnerships:register")}"' in text


def test_a_member_sees_their_own_partnerships_with_their_role(as_, cast):
    text = see(as_("olu"))
    assert f'href="{reverse("partnerships:partnership", args=[cast.partnership.pk])}"' in text
    assert "Observer" in text
    assert "Elsewhere" not in text


def test_one_person_has_a_role_in_each_partnership(as_, cast):
    elsewhere = cast.dev.memberships.get().partnership
    add_members(partnership=elsewhere, members=[scenarios.new_member("Ben", None, "", "observer")])
    text = see(as_("ben"))
    assert text.index("Elsewhere") < text.index("Riverside Partnership")
    assert "Observer" in text
    assert "Member</span>" in text


def test_an_open_review_waits_until_it_is_submitted(as_, cast):
    review = scenarios.open_quietly(cast.partnership)
    assert link_to_answer(review) in see(as_("ben"))
    scenarios.answer(review, cast.ben, submit=False)
    assert "Continue" in see(as_("ben"))
    scenarios.answer(review, cast.ben)
    assert link_to_answer(review) not in see(as_("ben"))


@pytest.mark.parametrize("name", ["finn", "olu", "dev"])
def test_an_open_review_does_not_wait_for_those_who_are_not_asked(as_, cast, name):
    assert link_to_answer(scenarios.open_quietly(cast.partnership)) not in see(as_(name))


def test_a_review_that_is_being_set_up_waits_for_nobody(as_, cast):
    review = scenarios.draft_review(cast.partnership)
    assert link_to_answer(review) not in see(as_("ben"))
    assert review.title not in see(as_("ana"))


def test_a_closed_review_no_longer_waits(as_, cast):
    scenarios.fill(cast.partnership, scenarios.COUNCIL, 5)
    review = scenarios.open_quietly(cast.partnership)
    scenarios.close_review(review=review)
    assert link_to_answer(review) not in see(as_("ben"))


@pytest.mark.parametrize(
    ("name", "closed", "shared"),
    [
        ("ana", True, True),
        ("finn", True, True),
        ("ben", False, True),
        ("olu", False, True),
        ("dev", False, False),
    ],
)
def test_results_are_offered_to_those_who_may_see_them(as_, cast, name, closed, shared):
    review = scenarios.closed_review(cast.partnership)
    assert (link_to_results(review) in see(as_(name))) is closed
    scenarios.share(review=review)
    assert (link_to_results(review) in see(as_(name))) is shared


def test_an_action_is_shown_to_its_owner_until_it_is_done(as_, cast):
    review = scenarios.draft_review(cast.partnership)
    action = action_for(cast.ben, review)
    assert action.what in see(as_("ben"))
    assert action.what not in see(as_("cleo"))
    Action.objects.update(done_at=timezone.now())
    assert action.what not in see(as_("ben"))


def test_it_asks_the_database_as_often_for_much_as_for_little(as_, cast, django_assert_num_queries):
    client = as_("ana")
    with django_assert_num_queries(7):
        see(client)
    for title in ("One", "Two"):
        review = scenarios.open_quietly(cast.partnership, title=title)
        action_for(cast.ana, review)
        scenarios.close_review(review=review)
    scenarios.shared_review(cast.partnership, title="Three")
    scenarios.open_quietly(cast.partnership, title="Four")
    elsewhere = cast.dev.memberships.get().partnership
    add_members(partnership=elsewhere, members=[scenarios.new_member("Ana")])
    with django_assert_num_queries(7):
        see(client)


def test_a_coordinator_sees_how_an_open_review_is_coming_along(as_, cast):
    review = scenarios.open_quietly(cast.partnership)
    scenarios.answer(review, cast.ben)
    page = as_("ana").get("/").content.decode()
    assert "Open reviews you run" in page
    assert "1 of 3 people have submitted." in page
    assert "Open reviews you run" not in as_("ben").get("/").content.decode()
