"""Who may have the report of a review, and what they are handed."""

import pytest
from django.urls import reverse

from assessments.reviews import services as assessments
from insights.closing import close_review
from tests import scenarios

pytestmark = pytest.mark.once


@pytest.fixture(scope="module")
def begun(lasting):
    return lasting(scenarios.reviewed)


@pytest.fixture
def review(cast):
    return cast.review


@pytest.fixture
def address(review):
    return reverse("reports:report", args=[review.pk])


@pytest.mark.parametrize("name", ["ana", "finn"])
def test_those_who_lead_have_it_once_the_review_is_closed(as_, address, name, paper):
    response = as_(name).get(address)
    assert response.status_code == 200
    assert response["Content-Type"] == "application/pdf"
    assert response["Content-Disposition"].startswith(
        'attachment; filename="riverside-partnership-autumn-review-20'
    )
    assert "no-store" in response["Cache-Control"]
    assert "Power and transparency" in paper(response.content).outline


@pytest.mark.parametrize("name", ["ben", "cleo", "olu"])
def test_others_have_it_once_results_are_shared(as_, review, address, name):
    assert as_(name).get(address).status_code == 403
    assessments.share(review=review)
    assert as_(name).get(address).status_code == 200


def test_an_outsider_learns_nothing(as_, review, address):
    assessments.share(review=review)
    assert as_("dev").get(address).status_code == 404


def test_a_stranger_is_sent_to_sign_in(as_, address):
    response = as_("stranger").get(address)
    assert response.status_code == 302
    assert response["Location"].startswith(reverse("account_request_login_code"))


def test_there_is_none_before_the_review_closes(as_, cast):
    review = scenarios.open_quietly(cast.partnership)
    address = reverse("reports:report", args=[review.pk])
    assert as_("ana").get(address).status_code == 403
    close_review(review=review)
    assert as_("ana").get(address).status_code == 200


def test_an_unknown_review_is_not_found(as_):
    assert as_("ana").get(reverse("reports:report", args=["nothing"])).status_code == 404


def test_it_is_only_read(as_, address):
    assert as_("ana").post(address).status_code == 405
