"""Answers on their way by one member's link."""

import pytest
from django.test import Client
from django.urls import reverse

from assessments.models import Review
from assessments.models.given import GivenAnswer
from assessments.responses import services as answering
from assessments.responses.upsert import SubmittedAnswers, now, opened_review
from partnerships.organisations.merging import merge
from tests import opened, scenarios
from tests.assessments.voices import FIRST

BEFORE, MEANWHILE = "approach-need", "approach-gain"
GONE = {404, 409, 410}
BEGUN = pytest.mark.parametrize("begun", [False, True], ids=["first", "later"])


class Sender:
    """Sends by one member's link, as a page with scripts does or one without."""

    def __init__(self, review: Review, member) -> None:
        self.token = scenarios.token_for(review, member)
        self.url = {
            name: reverse(f"assessments:{name}", args=[review.pk, self.token, *of])
            for name, of in (
                ("respond-answer", [FIRST]),
                ("respond-section", [FIRST]),
                ("respond-submit", []),
                ("respond", []),
            )
        }

    def begin(self) -> None:
        """Answer something before anything happens."""
        assert self.answer("4", BEFORE) == 204

    def answer(self, value: str, name: str = MEANWHILE) -> int:
        data = {name: value, f"at-{name}": str(now())}
        return Client().post(self.url["respond-answer"], data).status_code

    def page(self, value: str) -> str:
        """Where sending a page leads; it stays where it is if its link opens nothing any more."""
        there = self.url["respond-section"]
        return Client().post(there, {MEANWHILE: value}).get("Location", there)

    def submit(self) -> str:
        return Client().post(self.url["respond-submit"]).url

    def is_refused(self, went_on: str) -> bool:
        """Whether this leads to a page that says that the link or the review has ended."""
        reply = Client().get(went_on)
        return went_on.startswith(self.url["respond"]) and reply.status_code in GONE


def merge_council(cast) -> None:
    """Make Ben's organisation part of Ana's."""
    merge(kept=cast.ana.organisation, gone=cast.ben.organisation)


def kept() -> int | None:
    """What was answered meanwhile."""
    found = opened.answers(statement__code=MEANWHILE)
    return found[0].rating if found else None


def save(review: Review, token: str, **dated: bool) -> None:
    """Keep an answer to what these name as the page does that asks nothing before."""
    statements = review.questionnaire.sections_in_order[0].statements
    pks = {one.code: one.pk for one in statements}
    given = SubmittedAnswers(
        [
            GivenAnswer(
                statement_id=pks[f"approach-{name}"], rating=2, answered_at_ms=now() * by_device
            )
            for name, by_device in (dated or {"gain": True}).items()
        ]
    )
    assert (
        answering.save_at_once(review=opened_review(review.pk), token=token, given=given)
        is not None
    )
