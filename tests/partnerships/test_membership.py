"""Being told of a place, and saying yes or no to it, by link and without an account."""

import re

import pytest
from django.conf import settings
from django.core import mail
from django.urls import reverse

from partnerships.members.services import add_members, tell_members
from tests import scenarios


@pytest.fixture
def gus(cast, django_capture_on_commit_callbacks):
    """Somebody new, who has been told."""
    with django_capture_on_commit_callbacks(execute=True):
        [gus] = add_members(
            partnership=cast.partnership, members=[scenarios.new_member("Gus Hall")], tell=True
        )
    return gus


@pytest.fixture
def link() -> str:
    """The address in the last e-mail."""
    return re.search(rf"{settings.SITE_URL}(/membership/\S+)", mail.outbox[-1].body)[1]


@pytest.fixture
def reply(client, django_capture_on_commit_callbacks):
    def replying(link: str, reply: str) -> str:
        with django_capture_on_commit_callbacks(execute=True):
            return client.post(link, {"reply": reply}, follow=True).content.decode()

    return replying


def standing(cast) -> dict[str, str]:
    return dict(cast.partnership.members.values_list("name", "status"))


def test_the_e_mail_says_what_it_is_and_looking_settles_nothing(cast, gus, link, client):
    [message] = mail.outbox
    assert message.to == ["gus.hall@example.org"]
    assert cast.partnership.purpose in message.body
    assert "You do not need an account" in message.body
    page = client.get(link).content.decode()
    assert "Gus Hall, you have been added to Riverside Partnership." in page
    assert standing(cast)["Gus Hall"] == "invited"


def test_an_observer_is_not_told_of_questions_that_nobody_asks_them(
    cast, django_capture_on_commit_callbacks
):
    una = scenarios.new_member("Una", None, "", "observer")
    with django_capture_on_commit_callbacks(execute=True):
        add_members(partnership=cast.partnership, members=[una], tell=True)
    [message] = mail.outbox
    assert "Your role: Observer." in message.body
    assert "asked" not in message.body
    assert "answer" not in message.body


def test_yes_is_kept_and_shown_to_the_coordinator(as_, at, cast, gus, link, reply):
    assert "Invited" in as_("ana").get(at("partnership")).content.decode()
    assert "You are a member" in reply(link, "yes")
    assert standing(cast)["Gus Hall"] == "accepted"
    assert "Invited" not in as_("ana").get(at("partnership")).content.decode()


def test_no_takes_the_place_away_and_the_coordinator_sees_who_declined(
    as_, at, cast, gus, link, reply
):
    review = scenarios.open_review(cast.partnership)
    mail.outbox.clear()
    assert "You are not a member" in reply(link, "no")
    assert not cast.partnership.members.filter(name="Gus Hall").exists()
    assert review.invitations.count() == 3
    [message] = mail.outbox
    assert message.to == ["ana@example.org"]
    assert "Gus Hall has declined" in message.subject
    page = as_("ana").get(at("partnership")).content.decode()
    assert "gus.hall@example.org" in page
    assert "gus.hall@example.org" not in as_("ben").get(at("partnership")).content.decode()
    as_("ana").post(at("declined-forget", cast.partnership.declined.get()))
    assert "gus.hall@example.org" not in as_("ana").get(at("partnership")).content.decode()


def test_whoever_declined_can_be_asked_anew_by_another_link(cast, gus, link, reply, client):
    reply(link, "no")
    [again] = add_members(partnership=cast.partnership, members=[scenarios.new_member("Gus Hall")])
    assert not cast.partnership.declined.exists()
    assert client.get(link).status_code == 404
    assert client.get(reverse("partnerships:membership", args=[again.seal])).status_code == 200


def test_whoever_has_accepted_can_still_leave_by_the_link(cast, gus, link, reply):
    reply(link, "yes")
    mail.outbox.clear()
    reply(link, "no")
    assert "Gus Hall has left" in mail.outbox[0].subject
    assert not cast.partnership.declined.exists()


def test_the_last_coordinator_can_not_decline(cast, reply):
    page = reply(reverse("partnerships:membership", args=[cast.ana.seal]), "no")
    assert "Ana is the only coordinator." in page
    assert cast.partnership.members.contains(cast.ana)


def test_an_invented_link_opens_nothing(client, cast):
    forged = f"{cast.ben.pk}.{cast.ana.seal.partition('.')[2]}"
    for seal in (cast.ben.pk, forged):
        link = reverse("partnerships:membership", args=[seal])
        assert client.get(link).status_code == client.post(link).status_code == 404


def test_adding_tells_unless_it_is_left_for_later(
    as_, at, cast, django_capture_on_commit_callbacks
):
    place = {"role": "member", "organisation": cast.ben.organisation_id, "level": "community"}
    with django_capture_on_commit_callbacks(execute=True):
        for name, tell in (("Ida", {"tell": "on"}), ("Joe", {})):
            fields = {"name": name, "email": f"{name}@example.org"} | place | tell
            as_("ana").post(at("member-add"), fields)
    assert [message.to for message in mail.outbox] == [["ida@example.org"]]
    assert "1 person has not been invited yet" in as_("ana").get(at("partnership")).content.decode()
    with django_capture_on_commit_callbacks(execute=True):
        as_("ana").post(at("members-tell"))
    assert mail.outbox[-1].to == ["joe@example.org"]
    assert standing(cast) | {"Ida": "invited", "Joe": "invited"} == standing(cast)


def test_a_member_is_told_again_until_they_have_accepted(
    as_, at, cast, gus, link, reply, django_capture_on_commit_callbacks
):
    with django_capture_on_commit_callbacks(execute=True):
        as_("ana").post(at("member-tell", gus))
    assert len(mail.outbox) == 2
    reply(link, "yes")
    page = as_("ana").post(at("member-tell", gus), follow=True).content.decode()
    assert "has already accepted" in page
    assert tell_members(members=[cast.ben]) == 0


def test_changing_somebody_says_what_it_means_for_an_open_review(as_, at, cast):
    assert "is open" not in as_("ana").get(at("member-edit", cast.ben)).content.decode()
    scenarios.open_review(cast.partnership)
    page = as_("ana").get(at("member-edit", cast.ben)).content.decode()
    assert "for the organisation and level they had when they started" in page
