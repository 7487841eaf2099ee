"""Every page of a review and behind a personal link, in every state of the review."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from assessments.imports.store import begin_import
from assessments.invitations.joining import ask_to_join, open_join_link
from assessments.invitations.withdrawal import withdraw_link
from assessments.models import JoinRequest, Statement
from assessments.models.response import Import
from assessments.reviews.services import try_out
from discussions.models import Action
from discussions.services import record_conclusion
from evidence.bank import Code
from insights.closing import close_review
from partnerships.models import OutgoingEmail
from tests import scenarios

from .walking import Visit, at, wrong

pytestmark = pytest.mark.once


def act_on(review, owner, **fields) -> Action:
    due = fields.pop("due", timezone.localdate() + timedelta(days=30))
    return Action.objects.create(
        review=review,
        consideration="power",
        what="Meet at Open Door",
        owner=owner,
        due=due,
        **fields,
    )


def test_pages_of_a_draft(walk, cast):
    review = scenarios.draft_review(cast.partnership, introduction="We would like to know.").pk
    walk(
        "ana",
        at("assessments:review-new", cast.partnership.pk),
        wrong("assessments:review-new", cast.partnership.pk, press="Save the draft"),
        at("partnerships:partnership", cast.partnership.pk),
        at("assessments:review", review),
        at("assessments:review-edit", review),
        at("assessments:review-preview", review),
        at("assessments:review-tailor", review),
        at("assessments:review-partner-groups", review),
        at("assessments:review-open", review),
        at("assessments:review-discard", review),
        at("insights:review-groups", review),
        at("assessments:review-date", review),
        at("insights:review-close", review),
    )


def test_pages_of_a_test_response(walk, cast):
    review = scenarios.draft_review(cast.partnership)
    token = try_out(review=review, member=cast.ana)
    walk(
        "ana",
        at("assessments:review", review.pk),
        at("assessments:respond", review.pk, token),
        at("assessments:respond-section", review.pk, token, "approach"),
    )


def answers_from_elsewhere(value: str) -> bytes:
    statements = Statement.objects.order_by("section__position", "position")
    head = ["Organisation", "Level", *[one.text.replace(",", "") for one in statements]]
    row = ["Riverside Council", "Operational", *[value] * (len(head) - 2)]
    return "\n".join([",".join(head), *[",".join(row)] * 3]).encode()


def brought_in(review, number: int, value: str) -> Import:
    content = answers_from_elsewhere(value)
    return begin_import(review=review, name=f"survey-{number}.csv", content=content)


def test_pages_of_an_open_review(walk, cast):
    scenarios.fill(cast.partnership, scenarios.CHARITY, 4)
    review = scenarios.open_review(cast.partnership)
    scenarios.answer(review, cast.cleo)
    scenarios.fill(cast.partnership, scenarios.COUNCIL, 1)
    known, unknown = brought_in(review, 1, "Agree"), brought_in(review, 2, "Perhaps")
    numbered, bad = brought_in(review, 3, "0"), brought_in(review, 4, "05-Mar")
    pk = review.pk
    withdrawn = scenarios.token_for(review, cast.cleo)
    link = open_join_link(review=review, domains=[])
    council, address = cast.ben.organisation, "gus@home.example"
    asking = JoinRequest(name="Gus", email=address, organisation=council, level="community")
    ask_to_join(link=link, request=asking)
    withdraw_link(review=review, invitation=scenarios.invitation_of(review, cast.cleo))
    OutgoingEmail.objects.update(created_at=timezone.now() - timedelta(days=2))
    OutgoingEmail.objects.filter(member=cast.ben).update(state="failed", trouble="address")
    walk(
        "ana",
        at("home:home"),
        at("assessments:review", pk),
        at("assessments:review-invitations", pk),
        at("assessments:invitation-withdraw", pk, cast.ben.pk),
        at("assessments:review-join", pk),
        wrong(
            "assessments:review-join",
            pk,
            press="Save",
            **{"Who can join without approval": "nonsense"},
        ),
        at("assessments:review-join-wall", pk),
        at("assessments:invitation-withdraw", pk, cast.cleo.pk),
        at("assessments:review-on-paper", pk),
        wrong("assessments:review-on-paper", pk, press="Mark them"),
        at("assessments:review-remind", pk),
        at("assessments:review-entry", pk),
        wrong("assessments:review-entry", pk, press="Save the response"),
        at("assessments:review-date", pk),
        wrong(
            "assessments:review-date", pk, press="Save", **{"Last day for answers": "2020-01-01"}
        ),
        at("insights:review-close", pk),
        at("assessments:review-cancel", pk),
        at("assessments:import-new", pk),
        wrong("assessments:import-new", pk, press="Continue"),
        at("assessments:import-match", pk, known.pk),
        wrong("assessments:import-match", pk, known.pk, press="Continue"),
        at("assessments:import-match", pk, unknown.pk),
        wrong("assessments:import-match", pk, unknown.pk, press="Continue"),
        at("assessments:import-check", pk, known.pk),
        at("assessments:import-match", pk, numbered.pk),
        wrong("assessments:import-match", pk, numbered.pk, press="Continue"),
        at("assessments:import-check", pk, bad.pk),
        at("assessments:import-undo", pk, known.pk),
    )
    walk("ben", at("home:home"), at("assessments:review", pk), at("discussions:my-actions"))
    walk(
        "stranger",
        Visit(reverse("assessments:respond", args=[pk, withdrawn]), 410),
        at("assessments:join", link.key),
        wrong("assessments:join", link.key, press="Send me my link"),
        at("assessments:join-asked", link.key),
        Visit(reverse("assessments:join", args=["unknown"]), 404),
    )


def test_pages_behind_a_personal_link(walk, cast):
    review = scenarios.open_review(cast.partnership, introduction="Please be frank.")
    started = [review.pk, scenarios.token_for(review, cast.ben)]
    done = [review.pk, scenarios.token_for(review, cast.cleo)]
    scenarios.answer(review, cast.cleo, comment="A word of mine.")
    walk(
        "stranger",
        at("assessments:respond", *started),
        at("assessments:respond-check", *started),
        at("assessments:respond-section", *started, Code.values[0]),
        at("assessments:respond", *done),
        at("assessments:respond-section", *done, Code.values[-1]),
        at("assessments:respond-check", *done),
        at("assessments:respond-thanks", *done),
        at("assessments:respond-reminders", *started),
        Visit(reverse("assessments:respond", args=[review.pk, "x" * 43]), 404),
    )
    close_review(review=review)
    walk(
        "stranger",
        at("assessments:respond", *started),
        at("assessments:respond", *done),
    )
    walk("ana", at("assessments:review", review.pk), at("insights:results", review.pk))
    scenarios.share(review=review)
    walk("stranger", at("assessments:respond", *done))
    walk("cleo", at("insights:my-view", review.pk))


def test_pages_with_own_answers_beside_everyones(walk, cast):
    scenarios.fill(cast.partnership, scenarios.COUNCIL, 5)
    for confidentiality in ("confidential", "one-voice"):
        review = scenarios.open_review(cast.partnership, confidentiality=confidentiality)
        for member in cast.partnership.members.asked():
            scenarios.answer(review, member, 4)
        token = scenarios.token_for(review, cast.cleo)
        scenarios.share(review=close_review(review=review))
        walk("stranger", at("insights:respond-own-answers", review.pk, token))
        walk("cleo", at("insights:my-view", review.pk))


def test_pages_of_a_closed_review(walk, cast):
    review = scenarios.closed_review(cast.partnership)
    pk = review.pk
    act_on(review, cast.ben, due=timezone.localdate() - timedelta(days=2))
    action = act_on(review, cast.cleo, done_at=timezone.now())
    record_conclusion(review=review, consideration="power", said="Much.", agreed_rating=3)
    record_conclusion(review=review, consideration="people", said="", we_differ_because="Time.")
    half = {"What will be done": "Half of an action"}
    walk(
        "ana",
        at("home:home"),
        at("assessments:review", pk),
        at("insights:review-reopen", pk),
        at("assessments:review-share", pk),
        at("insights:results", pk),
        Visit(reverse("insights:results", args=[pk]) + "?by=sector"),
        Visit(reverse("insights:results", args=[pk]) + "?by=level"),
        at("insights:consideration", pk, "power"),
        at("discussions:discussion", pk),
        at("discussions:discussion-consideration", pk, "power"),
        at("discussions:discussion-consideration", pk, "clarity"),
        wrong("discussions:discussion-consideration", pk, "clarity", press="Save", **half),
        at("discussions:action-add", pk, "power"),
        wrong("discussions:action-add", pk, "power", press="Add the action"),
        at("discussions:action-edit", pk, action.pk),
        at("discussions:action-remove", pk, action.pk),
    )
    walk(
        "ben",
        at("home:home"),
        at("assessments:review", pk),
        at("discussions:my-actions"),
        Visit(reverse("insights:results", args=[pk]), 403),
    )


def test_pages_of_a_shared_review(walk, cast, settings):
    review = scenarios.shared_review(cast.partnership)
    act_on(review, cast.ben)
    record_conclusion(review=review, consideration="people", said="", we_differ_because="Time.")
    for name in ("ben", "olu"):
        walk(
            name,
            at("home:home"),
            at("assessments:review", review.pk),
            at("insights:results", review.pk),
            at("insights:consideration", review.pk, "people"),
            at("discussions:discussion", review.pk),
            at("discussions:discussion-consideration", review.pk, "people"),
        )
    walk("cleo", at("discussions:my-actions"))
    scenarios.shared_review(cast.partnership, title="The one after")
    walk(
        "ben",
        at("discussions:my-actions"),
        at("discussions:over-time", cast.partnership.pk),
        at("partnerships:partnership", cast.partnership.pk),
    )
    settings.COMPARE_PARTNERSHIPS = True
    walk("ana", at("insights:portfolio"), at("insights:benchmark-opt-in", cast.partnership.pk))
