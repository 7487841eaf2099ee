"""The demonstration is lived in, loads once, and opens its doors on this machine only."""

from copy import deepcopy

import pytest
from allauth.account.models import EmailAddress
from django.core.management import CommandError, call_command
from django.urls import reverse

from assessments.models import Review
from demonstration.links import sign_in_url
from demonstration.loading import Demonstration
from discussions.models import Action
from insights.models import COMPARED_GROUPINGS, Grouping
from insights.results.load import load_results
from partnerships.models import Member, Partnership
from partnerships.vocabulary import Level, Role


@pytest.fixture
def on(settings):
    settings.DEMONSTRATION = True


@pytest.fixture(scope="module")
def loaded(lasting):
    return lasting(Demonstration().load)


@pytest.fixture
def alderwick(loaded, db, on):
    return deepcopy(loaded)


def test_a_whole_partnership_is_there(alderwick):
    organisations = alderwick.organisations.all()
    assert len(organisations) == 9
    assert len({organisation.sector for organisation in organisations}) == 5
    assert alderwick.members.count() == 32
    assert {member.level for member in alderwick.members.asked()} == set(Level)
    assert {member.role for member in alderwick.members.all()} == set(Role)


def test_everybody_has_proved_their_address(alderwick):
    theirs = EmailAddress.objects.filter(user__memberships__partnership=alderwick)
    assert theirs.filter(verified=True, primary=True).count() == 32


def test_one_review_is_shared_and_its_views_differ(alderwick):
    results = load_results(alderwick.reviews.get(state="shared"))
    assert results.people == 28
    assert all(len(results.groups[grouping]) > 1 for grouping in (Grouping.ORGANISATION,))
    widest = results.sorted_by_gap(COMPARED_GROUPINGS[0])[0]
    assert widest.consideration.code == "decisions"
    assert widest.gap(Grouping.ORGANISATION).higher.group.label == "Alderwick Council"
    assert Action.objects.count() == 6


def test_one_review_is_open_and_two_thirds_answered(alderwick):
    review = alderwick.reviews.get(state="open")
    assert review.invitations.filter(submitted=True).count() == 20
    assert review.invitations.count() == 30


def test_loading_it_again_changes_nothing(alderwick, capsys):
    Review.objects.filter(state="open").update(title="Mine")
    call_command("demonstration")
    assert Partnership.objects.count() == 1
    assert Review.objects.filter(title="Mine").exists()
    printed = capsys.readouterr().out
    for role in Role.labels:
        assert f"{role}: " in printed


def test_a_link_signs_in_with_one_click(alderwick, client):
    member = Member.objects.get(role=Role.FACILITATOR)
    client.get(sign_in_url(member.person))
    assert str(member.person.pk) == client.session["_auth_user_id"]


@pytest.mark.parametrize(
    "elsewhere", [{"REMOTE_ADDR": "10.1.2.3"}, {"HTTP_X_FORWARDED_FOR": "10.1.2.3"}]
)
def test_a_link_opens_nothing_from_another_machine(alderwick, client, elsewhere):
    member = Member.objects.get(role=Role.FACILITATOR)
    assert client.get(sign_in_url(member.person), **elsewhere).status_code == 404
    assert client.get(reverse("demonstration:index"), **elsewhere).status_code == 404


def test_a_link_made_up_opens_nothing(alderwick, client):
    assert client.get(reverse("demonstration:sign-in", args=["1:made:up"])).status_code == 404


def test_it_is_off_unless_asked_for(db, client, settings):
    settings.DEMONSTRATION = False
    assert client.get(reverse("demonstration:index")).status_code == 404
    with pytest.raises(CommandError, match="DEMONSTRATION"):
        call_command("demonstration")
