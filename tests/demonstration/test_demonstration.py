"""The demonstration is lived in, loads once, and opens its doors on this machine only."""

import math
from collections import Counter
from copy import deepcopy
from datetime import timedelta

import pytest
from allauth.account.models import EmailAddress
from django.core.management import CommandError, call_command
from django.urls import reverse
from django.utils import timezone

from accounts.models import Person
from assessments.models import Review
from assessments.models.review import USUAL_K
from demonstration.links import sign_in_url
from demonstration.loading import load_demonstration
from discussions.models import ActionState
from evidence.bank import bank
from home.selectors import memberships_of
from insights.disclosure.release import Rung, Treatment
from insights.models import Grouping
from insights.publishing.plan import TWINS_WITHIN
from insights.results.comments import summarise_comments
from insights.results.gaps import Grade, called_gap, sorted_by_gap, widest_gaps
from insights.results.load import load_results
from insights.results.portfolio import partnership_results, widest_difference
from insights.results.trends import load_trend
from partnerships.models import Partnership
from partnerships.vocabulary import Basis, Level, Role


@pytest.fixture
def on(settings):
    settings.DEMONSTRATION = True


@pytest.fixture(scope="module")
def loaded(lasting):
    return lasting(load_demonstration)


@pytest.fixture
def partnerships(loaded, db, on):
    return deepcopy(loaded)


@pytest.fixture
def alderwick(partnerships):
    return partnerships[0]


@pytest.fixture
def northside(partnerships):
    return partnerships[1]


def test_a_whole_partnership_is_there(alderwick):
    organisations = alderwick.organisations.all()
    assert len(organisations) == 9
    assert len({organisation.sector for organisation in organisations}) == 5
    assert alderwick.members.count() == 38
    assert {member.level for member in alderwick.members.asked()} == set(Level)
    assert {member.role for member in alderwick.members.all()} == set(Role)


def test_a_smaller_one_of_another_kind_was_chosen_by_its_partners(alderwick, northside):
    assert northside.kind != alderwick.kind
    assert (northside.basis, alderwick.basis) == (Basis.CHOSEN, Basis.MANDATED)
    assert northside.members.asked().count() == 14
    assert northside.organisations.count() == 5


def test_both_have_the_same_coordinator(alderwick, northside):
    [one], [other] = (each.members.coordinators() for each in (alderwick, northside))
    assert one.person == other.person


def test_everybody_has_proved_their_address(partnerships):
    theirs = EmailAddress.objects.filter(verified=True, primary=True)
    assert theirs.count() == Person.objects.count()


def test_one_review_is_open_and_two_thirds_answered(alderwick):
    review = alderwick.reviews.get(state="open")
    assert review.invitations.filter(submitted=True).count() == 24
    assert review.invitations.count() == 36


def test_all_of_its_history_is_in_the_past(partnerships):
    yesterday = timezone.now() - timedelta(1)
    for partnership in partnerships:
        assert partnership.audit_log.filter(timestamp__lt=yesterday).exists()
        assert not partnership.audit_log.filter(timestamp__gte=yesterday).exists()


def test_two_rounds_are_far_enough_apart_to_be_compared_exactly(alderwick):
    first, spring = alderwick.reviews.filter(state="shared").order_by("closed_at")
    assert first.questionnaire == spring.questionnaire
    assert timedelta(350) < spring.closed_at - first.closed_at < timedelta(380)
    assert spring.closed_at - first.closed_at > TWINS_WITHIN
    assert {first.publication.everyone, spring.publication.everyone} == {Treatment.EXACT}


def test_some_did_not_answer_and_some_joined_later(alderwick):
    first, spring = alderwick.reviews.filter(state="shared").order_by("closed_at")
    assert (first.invitations.count(), load_results(first).people) == (34, 31)
    assert (spring.invitations.count(), load_results(spring).people) == (36, 34)


def test_what_was_worked_on_has_changed_and_nothing_else(alderwick):
    trend = load_trend(list(alderwick.reviews.filter(state="shared").order_by("closed_at")))
    changed = {
        line.statement.code
        for consideration in trend.considerations
        for line in consideration.statements
        if _is_beyond_two_standard_errors(*line.figures)
    }
    [clarity] = [one for one in trend.considerations if one.consideration.code == "clarity"]
    assert changed == {line.statement.code for line in clarity.statements}
    before, now = clarity.figures
    assert now.mean > before.mean


def _is_beyond_two_standard_errors(before, now):
    error = math.sqrt(_squared_error(before.counts) + _squared_error(now.counts))
    return abs(now.mean - before.mean) >= 2 * error


def _squared_error(counts):
    n = sum(counts)
    mean = sum(point * count for point, count in enumerate(counts, 1)) / n
    return sum(count * (point - mean) ** 2 for point, count in enumerate(counts, 1)) / n**2


def test_the_first_round_was_discussed_and_its_actions_done_before_the_next(alderwick):
    first, spring = alderwick.reviews.filter(state="shared").order_by("closed_at")
    assert first.conclusions.agreed().filter(consideration="clarity").exists()
    actions = first.actions.all()
    assert len(actions) == 3
    assert all(one.done_at < spring.opened_at for one in actions)
    assert {one.state for one in spring.actions.all()} == set(ActionState)


def test_about_nine_statements_have_a_gap_that_chance_would_not_explain(alderwick):
    results = load_results(alderwick.reviews.get(title="Spring review"))
    statements = [one for each in results for one in each.statements]
    assert results.review.publication.rung not in {Rung.THIRDS, Rung.EVERYONE}
    assert len(results.groups[Grouping.ORGANISATION]) == 4
    gaps = widest_gaps(statements, results.scale.points)
    assert 8 <= len(gaps) <= 11
    by = Counter(one.statement.statement.code.partition("-")[0] for one in gaps)
    assert by["decisions"] >= 4
    assert by["power"] >= 4
    assert {each.consideration.code for each in sorted_by_gap(results)[:2]} == {
        "decisions",
        "power",
    }


@pytest.mark.parametrize("code", ["decisions-practice", "power-voice", "power-equal"])
def test_the_council_and_the_smaller_partners_see_it_differently(alderwick, code):
    results = load_results(alderwick.reviews.get(title="Spring review"))
    [seen] = [one for each in results for one in each.statements if one.statement.code == code]
    gap = called_gap(seen, Grouping.ORGANISATION, results.scale.points)
    assert gap.grade == Grade.WIDER
    assert gap.gap.higher.group.label == "Alderwick Council"
    assert gap.gap.lower.group.label == "Alder Carers Centre"


def test_some_comments_are_shown_under_their_consideration(alderwick):
    summary = summarise_comments(load_results(alderwick.reviews.get(title="Spring review")))
    shown = {one.code: one.shown for one in summary.counts if one.shown}
    assert shown.keys() == {"decisions", "performance", "power", ""}
    assert min(shown.values()) >= USUAL_K


def test_the_smaller_partnership_is_compared_by_partner_groups(northside):
    results = load_results(northside.reviews.get())
    assert results.review.is_shared
    assert results.people == 13
    assert len(results.groups[Grouping.PARTNER_GROUP]) == 2
    assert not widest_gaps([one for each in results for one in each.statements], 5)
    assert not results.groups[Grouping.ORGANISATION]


def test_their_coordinator_sees_both_side_by_side(alderwick):
    coordinator = alderwick.members.coordinators()[0].person
    shown = partnership_results(memberships_of(coordinator))
    assert [one.review.title for one in shown] == ["Spring review", "Summer review"]
    assert all(len(one.figures) == len(bank().considerations) for one in shown)
    assert widest_difference(shown).consideration.code == "decisions"


def test_loading_it_again_changes_nothing(alderwick, capsys):
    Review.objects.filter(state="open").update(title="Mine")
    call_command("demonstration")
    assert Partnership.objects.count() == 2
    assert Review.objects.filter(title="Mine").exists()
    printed = capsys.readouterr().out
    for role in Role.labels:
        assert f"{role}: " in printed


def test_the_front_page_offers_both_partnerships(partnerships, client):
    page = client.get(reverse("demonstration:index")).content.decode()
    _before, *offered = page.split("<h2 ")
    assert len(offered) == len(partnerships)
    for partnership, links in zip(partnerships, offered, strict=True):
        roles = {member.get_role_display() for member in partnership.members.all()}
        assert f">{partnership}</h2>" in links
        assert links.count(reverse("demonstration:index")) == len(roles)
        assert all(f"</a> · {role}" in links for role in roles)


def test_a_link_signs_in_with_one_click(alderwick, client):
    member = alderwick.members.get(role=Role.FACILITATOR)
    client.get(sign_in_url(member.person))
    assert str(member.person.pk) == client.session["_auth_user_id"]


@pytest.mark.parametrize(
    "elsewhere", [{"REMOTE_ADDR": "10.1.2.3"}, {"HTTP_X_FORWARDED_FOR": "10.1.2.3"}]
)
def test_a_link_opens_nothing_from_another_machine(alderwick, client, elsewhere):
    member = alderwick.members.get(role=Role.FACILITATOR)
    assert client.get(sign_in_url(member.person), **elsewhere).status_code == 404
    assert client.get(reverse("demonstration:index"), **elsewhere).status_code == 404


def test_a_link_made_up_opens_nothing(alderwick, client):
    assert client.get(reverse("demonstration:sign-in", args=["1:made:up"])).status_code == 404


def test_it_is_off_unless_asked_for(db, client, settings):
    settings.DEMONSTRATION = False
    assert client.get(reverse("demonstration:index")).status_code == 404
    with pytest.raises(CommandError, match="DEMONSTRATION"):
        call_command("demonstration")
