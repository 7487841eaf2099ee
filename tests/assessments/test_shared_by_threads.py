"""What is kept in memory for every thread can't change, and no review takes answers for it."""

from dataclasses import fields, is_dataclass

import pytest
from django.urls import reverse

from assessments.models.questionnaire import content_of
from assessments.responses.upsert import opened_review
from insights.closing import close_review
from tests import opened, scenarios


def changeable(value: object, path: str = "") -> list[str]:
    """Where in it something is that a thread could change under another."""
    if value is None or isinstance(value, str | int | bool):
        return []
    if isinstance(value, tuple):
        parts = [changeable(part, f"{path}[{number}]") for number, part in enumerate(value)]
        return [one for found in parts for one in found]
    if is_dataclass(value) and value.__dataclass_params__.frozen:
        names = [one.name for one in fields(value)]
        return [one for name in names for one in changeable(getattr(value, name), f"{path}.{name}")]
    return [f"{path}: {type(value).__name__}"]


@pytest.fixture
def review(cast):
    return scenarios.open_quietly(cast.partnership)


def test_nothing_that_is_kept_can_change(review):
    kept = [content_of(review.questionnaire_id), opened_review(review.pk)]
    assert [changeable(one) for one in kept] == [[], []]


def test_a_review_that_is_kept_in_memory_takes_no_answer_once_it_has_closed(cast, review, client):
    section = review.questionnaire.sections_in_order[0]
    path = ["assessments:respond-answer", review.pk, scenarios.token_for(review, cast.ben)]
    there, one = (
        reverse(path[0], args=[*path[1:], section.consideration]),
        section.statements[0],
    )
    assert [client.post(there, {one.code: value}).status_code for value in "34"] == [204, 204]
    close_review(review=review)
    before = opened.ratings()
    assert client.post(there, {one.code: "1"}).status_code == 409
    assert opened.ratings() == before == [4]


def test_a_draft_is_not_kept_for_it_can_still_change(cast, review):
    draft = scenarios.draft_review(cast.partnership)
    with pytest.raises(type(draft).DoesNotExist):
        opened_review(draft.pk)
