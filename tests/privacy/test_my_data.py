"""What is held about a person: theirs to take away, and to have erased."""

import pytest
from django.apps import apps
from django.core import mail
from django.core.management import CommandError, call_command
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts.models import Person
from discussions.models import Action
from insights.closing import close_review
from partnerships.mail.outbox import queue_email
from partnerships.members.services import add_members
from partnerships.models import Member
from reports.build import build_report
from tests import scenarios

EMAIL = "quilla.marsh@example.org"
ERASE = "privacy:my-data-erase"


@pytest.fixture
def quilla(cast) -> Member:
    """A member whom nobody else is called like."""
    [member] = add_members(
        partnership=cast.partnership, members=[scenarios.new_member("Quilla Marsh")]
    )
    return member


@pytest.fixture
def hers(quilla) -> Client:
    client = Client()
    client.force_login(quilla.person)
    return client


def action_of(member: Member, review: scenarios.Review) -> Action:
    return Action.objects.create(
        review=review, consideration="power", what="Ask", owner=member, due=timezone.localdate()
    )


def export(hers: Client) -> dict:
    reply = hers.get(reverse("privacy:my-data-export"))
    assert "attachment" in reply.headers["Content-Disposition"]
    return reply.json()


def erase(hers: Client, address: str = EMAIL) -> str:
    return hers.post(reverse(ERASE), {"address": address}, follow=True).content.decode()


def kept_anywhere() -> str:
    """Every row of every table, as text."""
    return repr(
        {model._meta.label: list(model.objects.values_list()) for model in apps.get_models()}
    ).lower()


def test_everything_that_is_held_is_in_the_file(cast, quilla, hers):
    review = scenarios.open_review(cast.partnership)
    scenarios.answer(review, quilla, rating=2, comment="From the ward")
    action_of(quilla, review)
    data = export(hers)
    assert data["account"]["email"] == EMAIL
    assert data["account"]["language"] == ""
    assert data["memberships"][0]["organisation"] == "Riverside Council"
    [invitation] = data["invitations"]
    assert (invitation["review"], invitation["submitted"]) == ("Autumn review", True)
    assert invitation["answers"][0]["comment"] == "From the ward"
    assert "Disagree" in invitation["answers"][0]["ratings"].values()
    assert data["actions"][0]["what"] == "Ask"
    assert data["emails"][0]["to"] == EMAIL
    assert "added Quilla Marsh as a member" in str(data["audit_log"])


def test_answers_of_a_closed_review_can_not_be_found_and_it_says_where_they_are(cast, quilla, hers):
    review = scenarios.open_review(cast.partnership)
    scenarios.answer(review, quilla, comment="From the ward")
    close_review(review=review)
    [invitation] = export(hers)["invitations"]
    assert "The link in your email opens them." in invitation["answers"]
    assert "From the ward" not in str(invitation)


def test_nobody_elses_answers_are_in_it(cast, quilla, hers):
    review = scenarios.open_review(cast.partnership)
    scenarios.answer(review, cast.ben, comment="Between ourselves")
    assert "Between ourselves" not in str(export(hers))


def test_a_link_that_was_withdrawn_opens_nothing_here_either(cast, quilla, hers):
    review = scenarios.open_review(cast.partnership)
    scenarios.answer(review, quilla, comment="From the ward")
    review.invitations.filter(member=quilla).update(link_hash=None)
    assert "From the ward" not in str(export(hers))


def test_name_and_address_go_everywhere(
    as_, cast, quilla, hers, django_capture_on_commit_callbacks
):
    review = scenarios.open_review(cast.partnership)
    scenarios.answer(review, quilla, submit=False)
    action_of(quilla, review)
    asked = {"name": "Quilla Marsh", "email": EMAIL, "organisation": quilla.organisation}
    review.join_requests.create(**asked, level="strategic")
    queue_email(kind="invitation", members=[quilla], about=review.pk)
    place = [cast.partnership.pk, quilla.pk]
    form = {"name": "Quilla Marsh-Reed", "role": "member", "level": "strategic"}
    form["organisation"] = quilla.organisation_id
    assert as_("ana").post(reverse("partnerships:member-edit", args=place), form).status_code == 302
    before = kept_anywhere()
    assert "quilla" in before
    with django_capture_on_commit_callbacks(execute=True):
        assert "Your data has been erased." in erase(hers)
    assert "quilla" not in kept_anywhere()
    assert not Person.objects.filter(pk=quilla.person_id).exists()
    log = as_("ana").get(reverse("privacy:audit-log", args=[cast.partnership.pk]))
    assert "someone whose data was erased" in log.content.decode()


def test_shared_results_stay_and_actions_wait_for_somebody_else(
    as_, cast, quilla, hers, django_capture_on_commit_callbacks
):
    review = scenarios.shared_review(cast.partnership)
    action_of(quilla, review)
    figures = list(review.published_groups.order_by("pk").values())
    responses = review.responses.count()
    with django_capture_on_commit_callbacks(execute=True):
        erase(hers)
    assert list(review.published_groups.order_by("pk").values()) == figures
    assert review.responses.count() == responses
    page = as_("ana").get(reverse("discussions:discussion", args=[review.pk])).content.decode()
    assert "No one at present" in page
    assert "No one at present" in str(build_report(review))
    assert mail.outbox[-1].to == [EMAIL]
    assert mail.outbox[-1].subject == "Your data has been erased"


def test_what_was_submitted_still_counts_and_what_was_begun_is_deleted(cast, quilla, hers):
    review = scenarios.open_review(cast.partnership)
    elsewhere = cast.dev.memberships.get().partnership
    [place] = add_members(partnership=elsewhere, members=[scenarios.new_member("Quilla Marsh")])
    second = scenarios.open_review(elsewhere)
    scenarios.answer(review, quilla)
    scenarios.answer(second, place, submit=False)
    erase(hers)
    assert review.responses.filter(submitted=True).count() == 1
    assert not second.responses.exists()


def test_the_address_has_to_be_typed_out(hers):
    assert "This is not the email address you are signed in with." in erase(hers, "ana@example.org")
    assert "Enter your email address." in erase(hers, "")
    assert Person.objects.filter(email=EMAIL).exists()


def test_the_last_coordinator_hands_over_first(as_, cast):
    page = as_("ana").get(reverse(ERASE)).content.decode()
    assert "You are the only coordinator of Riverside Partnership." in page
    refused = as_("ana").post(reverse(ERASE), {"address": cast.ana.email})
    assert refused.status_code == 200
    assert cast.partnership.members.contains(cast.ana)
    Member.objects.filter(pk=cast.ben.pk).update(role="coordinator")
    assert "Your data has been erased." in erase(as_("ana"), cast.ana.email)
    assert cast.partnership.members.coordinators().get() == cast.ben


def test_whoever_was_erased_is_signed_out(hers):
    erase(hers)
    assert hers.get(reverse("privacy:my-data")).status_code == 302


def test_a_host_erases_somebody_who_can_not_sign_in_after_seeing_who_it_is(cast, quilla, capsys):
    call_command("erase_person", EMAIL)
    assert "Quilla Marsh, Member in Riverside Partnership" in capsys.readouterr().out
    assert Person.objects.filter(email=EMAIL).exists()
    call_command("erase_person", EMAIL, "--apply")
    assert not Person.objects.filter(email=EMAIL).exists()
    with pytest.raises(CommandError, match="Hand over coordination first"):
        call_command("erase_person", cast.ana.email, "--apply")


def test_the_page_on_privacy_says_how_long_answers_are_kept(db, client, settings):
    page = reverse("privacy:privacy")
    assert "No shorter time has been set" in client.get(page).content.decode()
    settings.RETENTION_MONTHS = 24
    assert "deleted 24 months after it has closed" in client.get(page).content.decode()


@pytest.mark.parametrize("name", ["privacy:my-data", "privacy:my-data-erase"])
def test_the_way_back_looks_as_everywhere(as_, name):
    assert '<nav class="trail"' in as_("ben").get(reverse(name)).content.decode()
