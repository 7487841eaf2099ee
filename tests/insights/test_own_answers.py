"""A member sees their own answers beside everyone's, by their own link, and nobody else does."""

import re

import pytest
from django.core import mail
from django.urls import reverse

from assessments.models import Statement
from assessments.models.review import Confidentiality
from assessments.reviews.services import share
from insights.closing import close_review
from tests import scenarios


def answered(cast, **fields):
    """Ben strongly agrees with everything, everybody else is in between; the token of his link."""
    scenarios.fill(cast.partnership, scenarios.COUNCIL, 8)
    review = scenarios.open_quietly(cast.partnership, **fields)
    scenarios.answer_all(
        review,
        {member: 5 if member == cast.ben else 2 for member in cast.partnership.members.asked()},
    )
    return review, scenarios.token_for(review, cast.ben)


def beside(client, review, token):
    return client.get(reverse("insights:respond-own-answers", args=[review.pk, token]))


def text(reply) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", "", reply.content.decode()))


def test_own_answers_stand_beside_what_everyone_said(cast, client):
    review, token = answered(cast)
    share(review=close_review(review=review))
    page = text(beside(client, review, token))
    assert page.count("You: Strongly agree") == Statement.objects.count()
    assert "Everyone: 2.3" in page
    assert "1 of the 11 people who gave a rating chose this." in page
    assert "The biggest difference is on" in page


def test_no_browser_and_no_proxy_keeps_the_page(cast, client):
    review, token = answered(cast)
    share(review=close_review(review=review))
    assert "no-store" in beside(client, review, token)["Cache-Control"]


def test_every_table_of_it_can_be_taken_away_with_the_link_and_by_nobody_else(cast, client, as_):
    review, token = answered(cast)
    address = reverse(
        "insights:respond-own-answers-table", args=[review.pk, token, "beside", "csv"]
    )
    assert client.get(address).status_code == 404
    share(review=close_review(review=review))
    page = beside(client, review, token).content.decode()
    links = re.findall(r'href="([^"]+\.csv)" download', page)
    assert len(links) == 9
    files = [client.get(link) for link in links]
    assert "Strongly agree" in files[1].content.decode()
    assert all("no-store" in one["Cache-Control"] for one in files)
    for other in (address.replace(token, "x" * 43), address.replace(".csv", ".exe")):
        assert client.get(other).status_code == 404
    mine = reverse("insights:my-view-table", args=[review.pk, "beside", "csv"])
    assert as_("ben").get(mine).status_code == 404


def test_an_organisation_takes_its_tables_away_signed_in(cast, as_):
    review, _token = answered(cast, confidentiality=Confidentiality.ONE_VOICE)
    share(review=close_review(review=review))
    mine = reverse("insights:my-view-table", args=[review.pk, "beside", "csv"])
    assert "Riverside Council" in as_("ben").get(mine).content.decode()
    assert as_("finn").get(mine).status_code == 404


def test_before_results_are_shared_there_is_nothing_beside_them(cast, client):
    review, token = answered(cast)
    start = reverse("assessments:respond", args=[review.pk, token])
    assert beside(client, review, token).url == start
    review = close_review(review=review)
    assert beside(client, review, token).url == start
    way = reverse("insights:respond-own-answers", args=[review.pk, token])
    assert way not in client.get(start).content.decode()
    share(review=review)
    assert way in client.get(start).content.decode()


def test_whom_results_are_not_for_sees_nothing_beside_their_answers(cast, client):
    review, token = answered(cast, results_for="leaders")
    close_review(review=review)
    assert beside(client, review, token).status_code == 302


def test_signing_in_does_not_lead_to_answers_but_says_what_does(cast, as_):
    review, _token = answered(cast)
    share(review=close_review(review=review))
    page = text(as_("ben").get(reverse("insights:my-view", args=[review.pk])))
    assert "only the link in your own mailbox opens them" in page
    assert "Strongly agree" not in page


def test_an_organisation_with_one_voice_sees_its_answer_when_a_member_signs_in(cast, as_):
    review, _token = answered(cast, confidentiality=Confidentiality.ONE_VOICE)
    share(review=close_review(review=review))
    address = reverse("insights:my-view", args=[review.pk])
    page = text(as_("cleo").get(address))
    assert "Open Door: Disagree" in page
    assert "no-store" in as_("cleo").get(address)["Cache-Control"]
    assert "There is no answer from your organisation" in text(as_("olu").get(address))


def test_what_was_not_submitted_is_said_to_count_for_nothing(cast, client):
    scenarios.fill(cast.partnership, scenarios.COUNCIL, 8)
    review = scenarios.open_quietly(cast.partnership)
    others = cast.partnership.members.asked().exclude(pk=cast.ben.pk)
    scenarios.answer_all(review, dict.fromkeys(others, 3))
    scenarios.answer(review, cast.ben, 3, submit=False)
    token = scenarios.token_for(review, cast.ben)
    share(review=close_review(review=review))
    assert "were not submitted" in text(beside(client, review, token))


def test_reasons_for_no_rating_are_said_and_not_reckoned_with(cast, client):
    scenarios.fill(cast.partnership, scenarios.COUNCIL, 8)
    review = scenarios.open_quietly(cast.partnership)
    scenarios.answer_all(
        review,
        {member: None if member == cast.ben else 3 for member in cast.partnership.members.asked()},
    )
    token = scenarios.token_for(review, cast.ben)
    share(review=close_review(review=review))
    page = text(beside(client, review, token))
    assert "You: Don’t know" in page
    assert "You gave no rating that could be compared with everyone’s." in page


@pytest.mark.parametrize(("name", "told"), [("ben", True), ("olu", False)])
def test_whoever_answered_is_told_where_to_look(
    cast, django_capture_on_commit_callbacks, name, told
):
    review, _token = answered(cast)
    review = close_review(review=review)
    mail.outbox.clear()
    with django_capture_on_commit_callbacks(execute=True):
        share(review=review)
    [letter] = [one for one in mail.outbox if one.to == [cast.person(name).email]]
    assert ("your answers beside everyone’s" in letter.body) == told
