"""What counts is what is stored, however late it was changed."""

import pytest
from django.urls import reverse

from assessments.models.response import Response
from insights.publishing.perceptions import count_answers
from tests import opened, scenarios


@pytest.fixture(params=["confidential", "open", "one-voice"])
def review(request, cast):
    return scenarios.open_quietly(cast.partnership, confidentiality=request.param)


@pytest.fixture
def send(review, cast, client):
    """What Ben's page sends of the first section, by the name of an answer."""
    first = review.questionnaire.sections_in_order[0]
    where = [review.pk, scenarios.token_for(review, cast.ben), first.consideration]

    def sending(**given: str) -> None:
        for name, value in given.items():
            code = name.replace("_", "-")
            reply = client.post(reverse("assessments:respond-answer", args=where), {code: value})
            assert reply.status_code == 204

    return sending


def test_nothing_counts_before_it_is_submitted(review, send):
    send(approach_need="4")
    assert opened.answer().rating == 4
    assert not any(opened.response().escrow.choices)
    assert not count_answers(review).people


def test_what_is_changed_after_submitting_is_what_counts(review, cast, send):
    scenarios.answer(review, cast.ben, 4)
    send(approach_need="1", approach_gain="dont_know", importance="5")
    section = review.questionnaire.sections_in_order[0]
    cleared = next(
        one.code for one in section.statements if one.code not in ("approach-need", "approach-gain")
    )
    send(**{cleared.replace("-", "_"): ""})
    counts = count_answers(review)
    [need] = counts.linked.statements["approach-need"].values()
    [gain] = counts.linked.statements["approach-gain"].values()
    [weight] = counts.linked.importance["approach"].values()
    assert (need.counts, gain.dont_know, weight.counts) == ([1, 0, 0, 0, 0], 1, [0, 0, 0, 0, 1])
    assert cleared not in counts.linked.statements
    assert set(counts.linked.statements) == {one.code for one in opened.answers()}


def test_what_is_changed_after_it_was_taken_back_counts_once_it_is_submitted_again(
    review, cast, send, client
):
    scenarios.answer(review, cast.ben, 4)
    here = [review.pk, scenarios.token_for(review, cast.ben)]
    client.post(reverse("assessments:respond-take-back", args=here))
    send(approach_need="1")
    assert not count_answers(review).people
    client.post(reverse("assessments:respond-submit", args=here))
    [need] = count_answers(review).linked.statements["approach-need"].values()
    assert need.counts == [1, 0, 0, 0, 0]
    assert Response.objects.count() == 1


def test_a_person_counts_where_they_were_when_they_began(review, cast, send):
    send(approach_need="1")
    place = cast.ben.organisation_id, "" if review.speaks_as_organisations else cast.ben.level
    cast.partnership.members.filter(pk=cast.ben.pk).update(level="community")
    scenarios.answer(review, cast.ben, 4)
    assert count_answers(review).people == {place: 1}
