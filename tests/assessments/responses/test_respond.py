"""Answering by personal link: no account, one consideration a page, nothing lost."""

import pytest
from django.urls import reverse

from assessments.models import Invitation
from assessments.models.response import Answer, Response
from assessments.responses import services as answering
from assessments.reviews import services
from insights.closing import close_review
from tests import opened, scenarios

FIRST = "approach"


@pytest.fixture
def review(cast):
    return scenarios.open_quietly(cast.partnership)


@pytest.fixture
def token(review, cast):
    return scenarios.token_for(review, cast.ben)


@pytest.fixture
def at(review, token):
    """The address of a page behind Ben's link."""

    def address(name="respond", *args):
        return reverse(f"assessments:{name}", args=[review.pk, token, *args])

    return address


def submitted(review, member):
    return Invitation.objects.get(review=review, member=member).submitted


def test_the_link_needs_no_account(client, at):
    page = client.get(at())
    assert page.status_code == 200
    assert "How does it look from where you stand?" in page.content.decode()


def test_a_member_is_told_how_answers_are_treated_before_the_first_question(client, at):
    assert "fewer than 5 people" in client.get(at()).content.decode()


def test_a_wrong_link_says_what_to_do(client, review):
    page = client.get(reverse("assessments:respond", args=[review.pk, "x" * 43]))
    assert page.status_code == 404
    assert "This link does not work" in page.content.decode()


def test_looking_makes_no_row_and_counts_as_nothing(client, at, review, cast):
    for address in (at(), at("respond-section", FIRST), at("respond-check")):
        client.get(address)
    assert not Response.objects.exists()
    assert not Invitation.objects.get(review=review, member=cast.ben).started


def test_an_answer_is_kept_as_it_is_given(client, at, review, cast):
    reply = client.post(at("respond-answer", FIRST), {"approach-need": "4"})
    assert reply.status_code == 204
    assert opened.answer().rating == 4
    assert Invitation.objects.get(review=review, member=cast.ben).started


def test_the_database_is_asked_once_to_keep_an_answer(client, at, django_assert_num_queries):
    for value in ("3", "4"):
        client.post(at("respond-answer", FIRST), {"approach-need": value})
    with django_assert_num_queries(1):
        client.post(at("respond-answer", FIRST), {"approach-need": "5"})
    assert opened.answer().rating == 5


def test_a_link_keeps_nothing_in_another_review(client, at, cast, token):
    client.post(at("respond-answer", FIRST), {"approach-need": "4"})
    other = scenarios.open_quietly(cast.dev.memberships.get().partnership)
    elsewhere = reverse("assessments:respond-answer", args=[other.pk, token, FIRST])
    assert client.post(elsewhere, {"approach-need": "1"}).status_code == 404
    assert opened.answer().rating == 4


def test_giving_it_again_replaces_it(client, at):
    for value in ("4", "2", "2"):
        client.post(at("respond-answer", FIRST), {"approach-need": value})
    assert opened.answer().rating == 2


def test_dont_know_is_kept_apart_from_ratings(client, at):
    client.post(at("respond-answer", FIRST), {"approach-need": "dont_know"})
    answer = opened.answer()
    assert (answer.rating, answer.reason) == (None, "dont_know")


def test_importance_and_comment_do_not_overwrite_each_other(client, at):
    client.post(at("respond-answer", FIRST), {"importance": "5"})
    client.post(at("respond-answer", FIRST), {"comment": "Well begun."})
    kept = opened.section()
    assert (kept.importance, kept.comment) == (5, "Well begun.")


def test_a_comment_can_be_taken_back(client, at):
    client.post(at("respond-answer", FIRST), {"comment": "Too frank."})
    client.post(at("respond-answer", FIRST), {"comment": ""})
    assert opened.section().comment == ""


@pytest.mark.parametrize("value", ["6", "0", "-1", "often", "4.5"])
def test_what_is_no_answer_is_refused(client, at, value):
    assert client.post(at("respond-answer", FIRST), {"approach-need": value}).status_code == 422
    assert not Answer.objects.exists()


def test_a_statement_of_another_page_is_left_alone(client, at):
    client.post(at("respond-answer", FIRST), {"clarity-aim": "4"})
    assert not Answer.objects.exists()


def test_continue_saves_the_page_and_leads_to_the_next(client, at):
    reply = client.post(at("respond-section", FIRST), {"approach-need": "4", "approach-gain": "3"})
    assert reply.url == at("respond-section", "clarity")
    assert len(opened.answers()) == 2


def test_the_last_page_leads_to_checking(client, at):
    assert client.post(at("respond-section", "complexity"), {}).url == at("respond-check")


def test_coming_back_shows_what_was_answered(client, at):
    client.post(at("respond-section", FIRST), {"approach-need": "4", "comment": "As I said."})
    page = client.get(at("respond-section", FIRST)).content.decode()
    assert 'value="4" class="choices--rating"' in page or "checked" in page
    assert "As I said." in page
    assert "Continue where you left off" in client.get(at()).content.decode()


def test_an_unknown_consideration_is_not_found(client, at):
    assert client.get(at("respond-section", "finance")).status_code == 404


def test_checking_lists_every_answer_in_words(client, at):
    client.post(at("respond-section", FIRST), {"approach-need": "4", "approach-gain": "dont_know"})
    page = client.get(at("respond-check"))
    answers = {one.statement.code: one.answer for one in page.context["own"].pages[0].answers}
    assert answers["approach-need"] == "Agree"
    assert answers["approach-gain"] == "Don’t know"
    assert answers["approach-reason"] == ""
    assert "38 statements have no answer" in page.content.decode()


def test_submitting_counts_and_thanks(client, at, review, cast):
    client.post(at("respond-section", FIRST), {"approach-need": "4"})
    assert client.post(at("respond-submit")).url == at("respond-thanks")
    assert "Thank you" in client.get(at("respond-thanks")).content.decode()
    assert submitted(review, cast.ben)
    assert Response.objects.get().submitted


def test_nothing_at_all_can_not_be_submitted(client, at, review, cast):
    assert client.post(at("respond-submit")).url == at("respond-check")
    assert not submitted(review, cast.ben)
    assert client.get(at("respond-thanks")).url == at()


def test_submitting_twice_changes_nothing(client, at):
    client.post(at("respond-section", FIRST), {"approach-need": "4"})
    for _time in range(2):
        client.post(at("respond-submit"))
    assert Response.objects.count() == 1


def test_answers_can_change_until_the_review_closes(client, at):
    client.post(at("respond-section", FIRST), {"approach-need": "4"})
    client.post(at("respond-submit"))
    client.post(at("respond-answer", FIRST), {"approach-need": "1"})
    assert opened.answer().rating == 1
    assert Response.objects.get().submitted


def test_once_closed_nothing_changes_and_the_link_still_opens_ones_own_answers(client, at, review):
    client.post(at("respond-section", FIRST), {"approach-need": "4"})
    client.post(at("respond-submit"))
    close_review(review=review)
    assert client.post(at("respond-answer", FIRST), {"approach-need": "1"}).status_code == 409
    page = client.post(at("respond-section", FIRST), {"approach-need": "1"})
    assert page.url == f"{at()}?too-late=1"
    assert client.post(at("respond-submit")).url == at()
    assert opened.answer().rating == 4
    page = client.get(at()).content.decode()
    assert "This review has closed" in page
    assert "Agree" in page


def test_a_link_opens_no_other_members_answers(client, at, review, cast):
    client.post(at("respond-section", FIRST), {"comment": "Only mine."})
    other = reverse(
        "assessments:respond-section",
        args=[review.pk, scenarios.token_for(review, cast.cleo), FIRST],
    )
    assert "Only mine." not in client.get(other).content.decode()


def test_a_link_works_for_its_own_review_only(client, token, cast):
    other = scenarios.open_quietly(cast.dev.memberships.get().partnership)
    assert client.get(reverse("assessments:respond", args=[other.pk, token])).status_code == 404


def test_answers_are_not_cached_on_a_shared_computer(client, at):
    assert "no-store" in client.get(at("respond-section", FIRST))["Cache-Control"]


def test_a_page_of_the_questionnaire_takes_few_queries(client, at, django_assert_max_num_queries):
    client.post(at("respond-section", FIRST), {"approach-need": "4"})
    with django_assert_max_num_queries(8):
        client.get(at("respond-section", "clarity"))


def test_saving_a_page_takes_few_queries(client, at, django_assert_max_num_queries):
    data = {"clarity-aim": "4", "clarity-goals": "3", "importance": "3", "comment": "Hm."}
    with django_assert_max_num_queries(21):
        client.post(at("respond-section", "clarity"), data)
    with django_assert_max_num_queries(4):
        client.post(at("respond-section", "clarity"), data | {"comment": "Hm!"})


def test_saving_outside_an_open_review_is_refused_by_the_service(review, token, cast):
    close_review(review=review)
    with pytest.raises(services.NotNow):
        answering.submit(invitation=scenarios.invitation_of(review, cast.ben), token=token)
