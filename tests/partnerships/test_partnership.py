"""A partnership's own page."""

import pytest
from django.urls import reverse

from partnerships.models import Partnership
from tests import scenarios


def see(client, cast) -> str:
    page = client.get(reverse("partnerships:partnership", args=[cast.partnership.pk]))
    assert page.status_code == 200
    return page.content.decode()


@pytest.mark.parametrize("name", ["ana", "finn", "ben", "olu"])
def test_everybody_in_it_sees_what_it_is_for_and_who_is_in_it(as_, cast, name):
    text = see(as_(name), cast)
    assert cast.partnership.purpose in text
    for organisation, _sector in (scenarios.COUNCIL, scenarios.CHARITY, scenarios.HEALTH):
        assert organisation in text
    for member in cast.members.values():
        assert member.name in text
    assert "5 members" in text
    assert "3 organisations" in text


def test_addresses_are_for_coordinators(as_, cast):
    assert "cleo@example.org" in see(as_("ana"), cast)
    for name in ("finn", "ben", "olu"):
        assert "@example.org" not in see(as_(name), cast)


def test_only_a_coordinator_is_offered_changes(as_, cast):
    changes = [
        *("partnership-edit", "organisation-add", "member-add", "members-import"),
        "review-new",
    ]
    app = {"review-new": "assessments"}
    for name, offered in (("ana", True), ("finn", False), ("ben", False), ("olu", False)):
        text = see(as_(name), cast)
        for change in changes:
            address = reverse(
                f"{app.get(change, 'partnerships')}:{change}", args=[cast.partnership.pk]
            )
            assert (f'href="{address}"' in text) is offered, (name, change)


def test_an_organisation_without_members_can_be_removed_from_here(as_, cast):
    empty = cast.partnership.organisations.create(name="Fire Service", sector="police-fire")
    full = cast.ben.organisation
    text = see(as_("ana"), cast)
    assert "No one yet." in text
    for organisation, offered in ((empty, True), (full, False)):
        args = [cast.partnership.pk, organisation.pk]
        assert (reverse("partnerships:organisation-remove", args=args) in text) is offered


def test_a_review_is_listed_with_its_state_and_a_draft_only_for_coordinators(as_, cast):
    draft = scenarios.draft_review(cast.partnership, title="Being written")
    opened = scenarios.open_quietly(cast.partnership, title="Being answered")
    text = see(as_("ana"), cast)
    for review in (draft, opened):
        assert f'href="{reverse("assessments:review", args=[review.pk])}"' in text
    assert "Being set up" in text
    text = see(as_("ben"), cast)
    assert "Being answered" in text
    assert "Open for answers" in text
    assert "Being written" not in text


def test_a_coordinator_is_led_to_the_first_review_until_there_is_one(as_, cast):
    assert "Three steps to your first review" in see(as_("ana"), cast)
    assert "Three steps to your first review" not in see(as_("ben"), cast)
    scenarios.draft_review(cast.partnership)
    assert "Three steps to your first review" not in see(as_("ana"), cast)


def test_steps_are_done_once_others_have_joined(client, cast):
    client.force_login(cast.dev)
    elsewhere = cast.dev.memberships.get().partnership
    address = reverse("partnerships:partnership", args=[elsewhere.pk])
    assert "Done" not in client.get(address).content.decode()
    elsewhere.organisations.create(name="Another", sector="health")
    assert client.get(address).content.decode().count("Done") == 1
    scenarios.fill(elsewhere, scenarios.COUNCIL, 1)
    assert client.get(address).content.decode().count("Done") == 2


def test_it_asks_the_database_as_often_for_many_as_for_few(
    as_, cast, django_assert_max_num_queries
):
    client = as_("ana")
    scenarios.fill(cast.partnership, ("Another", "health"), 20)
    with django_assert_max_num_queries(15):
        see(client, cast)


def test_outsiders_find_nothing_and_strangers_sign_in(as_, cast):
    address = reverse("partnerships:partnership", args=[cast.partnership.pk])
    assert as_("dev").get(address).status_code == 404
    assert as_("stranger").get(address).headers["Location"].startswith("/account/sign-in/")
    assert as_("ana").get(reverse("partnerships:partnership", args=["nothing"])).status_code == 404


def test_a_host_can_delete_a_whole_partnership(cast):
    scenarios.shared_review(cast.partnership)
    cast.partnership.delete()
    assert not Partnership.objects.filter(pk=cast.partnership.pk).exists()
