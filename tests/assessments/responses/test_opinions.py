"""What the scenarios store at once is what the services store, one person after another."""

import pytest

from assessments.models.response import Answer, Response, SectionAnswer
from partnerships.models import OutgoingEmail
from tests import opened, scenarios
from tests.opinions import Opinion

TIMES = {
    Answer: ["answered_at_ms"],
    SectionAnswer: ["importance_answered_at_ms", "comment_answered_at_ms", "page_sent_at_ms"],
}
SENT = ("kind", "to", "state", "tries", "trouble", "held_by")


def opinions(cast) -> dict:
    return {
        cast.ben: Opinion(2, 5, "A word."),
        cast.cleo: Opinion(None, None, lambda section: f"On {section}." * 9),
    }


def one_by_one(review, said) -> None:
    for member, one in said.items():
        scenarios.answer(review, member, one.rating, one.importance, one.comment)


def stored(review) -> dict[str, object]:
    """All that is kept of a review's answers, sealed or not, but for when they were given."""
    responses = {one.key: one for one in opened.responses(review)}
    return {
        "escrows": {key: one.escrow for key, one in responses.items()},
        "submitted": sorted(Response.objects.filter(review=review).values_list("key", "submitted")),
        "answers": {key: opened.answers(response=one.pk) for key, one in responses.items()},
        "about": {key: opened.sections(response=one.pk) for key, one in responses.items()},
        "rows": [model.objects.filter(response__review=review).count() for model in TIMES],
        "invitations": sorted(review.invitations.values_list("pk", "started", "submitted")),
    }


def dated(review) -> dict[str, bool]:
    """Which times are there: each by the clock of its response."""
    return {
        name: model.objects.filter(**{"response__review": review, name: 0}).exists()
        for model, names in TIMES.items()
        for name in names
    }


@pytest.mark.parametrize("confidentiality", ["confidential", "open", "one-voice"])
def test_answering_at_once_stores_what_the_services_do(cast, confidentiality):
    scenarios.fill(cast.partnership, scenarios.COUNCIL, 1)
    review = scenarios.open_review(cast.partnership, confidentiality=confidentiality)
    found = []
    for act in (one_by_one, scenarios.answer_all):
        act(review, opinions(cast))
        found.append((stored(review), dated(review)))
        review.responses.all().delete()
        review.invitations.update(started=False, submitted=False)
    assert found[0] == found[1]
    assert any(one.comment for about in found[0][0]["about"].values() for one in about)


def test_what_is_said_at_once_can_be_changed(cast):
    review = scenarios.open_review(cast.partnership)
    scenarios.answer_all(review, {cast.ben: 2})
    scenarios.answer(review, cast.ben, 5)
    assert set(opened.ratings()) == {5}


def test_emails_of_a_review_that_is_opened_quietly_count_as_sent(cast):
    kept = []
    for make in (scenarios.open_review, scenarios.open_quietly):
        review = make(cast.partnership)
        emails = OutgoingEmail.objects.filter(about=review.pk)
        kept.append(sorted(emails.values_list(*SENT)))
        scenarios.assessments.cancel(review=review)
    assert kept[0] == kept[1] != []
