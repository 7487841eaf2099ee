"""Catching up with a questionnaire that has no room left for what was added."""

import pytest
from django.test import Client
from django.urls import reverse

from assessments.models import Questionnaire, Review
from assessments.models.questionnaire import content_of
from assessments.questionnaires.services import edit_questionnaire
from assessments.questionnaires.versions import bring_into_use, current_definition, next_version
from assessments.reviews.tailoring import AddedStatement, tailor
from tests import scenarios


@pytest.fixture
def full(cast):
    custom = scenarios.custom_questionnaire(cast.partnership)
    review = scenarios.draft_review(
        cast.partnership, questionnaire=bring_into_use(next_version(current_definition(custom)))
    )
    ours = AddedStatement("clarity", "We answer each other’s e-mails.", "activity")
    tailor(review=review, without=set(), added=[ours])

    def fill(content):
        section = next(s for s in content["considerations"] if s["code"] == "clarity")
        first = section["statements"][0]
        while len(section["statements"]) < 60:
            n = len(section["statements"])
            section["statements"].append(first | {"code": f"clarity-x{n}", "text": f"New {n}."})

    edit_questionnaire(custom=custom, change=fill)
    return review


def catch_up(browser: Client, review: Review) -> str:
    url = reverse("assessments:review-catch-up", args=[review.pk])
    return browser.post(url, follow=True).content.decode()


def test_it_is_refused_with_what_to_do_and_changes_nothing(full, as_):
    before = Review.objects.values_list("questionnaire", "tailored_from").get(pk=full.pk)
    page = catch_up(as_("ana"), full)
    assert "“Shared clarity” would have more than 60 statements" in page
    assert Review.objects.values_list("questionnaire", "tailored_from").get(pk=full.pk) == before


def test_the_next_version_asks_what_it_says(full, as_):
    """SQLite gives it the number of the one that came to nothing."""
    catch_up(as_("ana"), full)
    made = bring_into_use(scenarios.definition("starting-out"))
    remembered = made.content
    content_of.cache_clear()
    assert remembered == Questionnaire.objects.get(pk=made.pk).content
