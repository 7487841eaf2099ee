"""Setting up, opening, watching and sharing a review."""

from datetime import timedelta
from html import unescape

import pytest
from django.core import mail
from django.db import IntegrityError, transaction
from django.test import TestCase
from django.urls import reverse
from django.utils import timezone

from assessments.keys import KeyMissing
from assessments.models import Review
from assessments.models.review import HIGHEST_K, LOWEST_K
from assessments.reviews import services
from assessments.reviews.services import record_reading
from assessments.tokens import token_of
from insights.closing import close_review
from partnerships.models import OutgoingEmail
from tests import scenarios


def new_review(cast, as_, **changes):
    data = {
        "title": "Autumn review",
        "questionnaire_code": "full-reflection",
        "results_for": "everybody",
        "introduction": "",
        "closes_on": (timezone.localdate() + timedelta(14)).isoformat(),
        "confidentiality": "confidential",
        "k": "5",
    }
    address = reverse("assessments:review-new", args=[cast.partnership.pk])
    return as_("ana").post(address, data | changes)


def page(as_, name, review, stem="review"):
    return as_(name).get(reverse(f"assessments:{stem}", args=[review.pk]))


def test_a_coordinator_sets_up_a_draft_and_nobody_hears_of_it(cast, as_):
    new_review(cast, as_)
    review = Review.objects.get()
    assert review.is_draft
    assert review.questionnaire.sections.count() == 8
    assert not mail.outbox
    assert page(as_, "ben", review).status_code == 403


@pytest.mark.parametrize("k", ["2", "11", "many"])
def test_k_stays_between_three_and_ten(cast, as_, k):
    assert new_review(cast, as_, k=k).status_code == 200
    assert not Review.objects.exists()


def test_the_last_day_can_not_be_past(cast, as_):
    yesterday = timezone.localdate() - timedelta(1)
    reply = new_review(cast, as_, closes_on=yesterday.isoformat())
    assert "Enter a date that is today or later" in reply.content.decode()


def test_the_preview_shows_every_statement(cast, as_):
    review = scenarios.draft_review(cast.partnership)
    shown = unescape(page(as_, "ana", review, "review-preview").content.decode())
    for section in review.questionnaire.sections.all():
        for statement in section.statements.all():
            assert statement.text in shown


def test_opening_e_mails_each_member_a_link_of_their_own(
    cast, as_, django_capture_on_commit_callbacks
):
    review = scenarios.draft_review(cast.partnership, introduction="Glad of your view.")
    with django_capture_on_commit_callbacks(execute=True):
        as_("ana").post(reverse("assessments:review-open", args=[review.pk]))
    assert {message.to[0] for message in mail.outbox} == {
        "ana@example.org",
        "ben@example.org",
        "cleo@example.org",
    }
    for message in mail.outbox:
        assert "/respond/" in message.body
        assert "Glad of your view." in message.body
        assert message.alternatives[0].mimetype == "text/html"
    links = {line for m in mail.outbox for line in m.body.split() if "/respond/" in line}
    assert len(links) == 3


def test_the_link_in_the_e_mail_opens_the_questionnaire(cast, client):
    scenarios.open_review(cast.partnership)
    link = next(line for line in mail.outbox[0].body.split() if "/respond/" in line)
    assert client.get(link).status_code == 200


def test_the_coordinator_sees_which_e_mails_could_not_be_sent(cast, as_):
    review = scenarios.open_review(cast.partnership)
    assert "could not be sent" not in page(as_, "ana", review).content.decode()
    OutgoingEmail.objects.filter(member=cast.ben).update(state="failed", trouble="address")
    assert "1 email could not be sent" in page(as_, "ana", review).content.decode()


def test_opening_twice_invites_once(cast):
    review = scenarios.open_review(cast.partnership)
    with pytest.raises(services.NotNow):
        services.open_review(review=review)
    assert review.invitations.count() == 3


def test_somebody_who_joins_later_can_be_invited_and_nobody_twice(
    cast, as_, django_capture_on_commit_callbacks
):
    review = scenarios.open_review(cast.partnership)
    [late] = scenarios.fill(cast.partnership, scenarios.CHARITY, 1)
    assert "1 person has joined" in page(as_, "ana", review).content.decode()
    mail.outbox.clear()
    for _time in range(2):
        with django_capture_on_commit_callbacks(execute=True):
            as_("ana").post(reverse("assessments:review-invite", args=[review.pk]))
    assert [message.to for message in mail.outbox] == [[late.email]]


@pytest.mark.parametrize("k", [LOWEST_K - 1, HIGHEST_K + 1])
def test_the_database_refuses_a_k_beyond_its_bounds(cast, k):
    with pytest.raises(IntegrityError), transaction.atomic():
        scenarios.draft_review(cast.partnership, k=k)


def test_an_open_review_keeps_its_k_and_questionnaire(cast, as_):
    review = scenarios.open_review(cast.partnership)
    reply = as_("ana").post(reverse("assessments:review-edit", args=[review.pk]), {"k": "3"})
    assert reply.status_code == 302
    review.refresh_from_db()
    assert review.k == 5


def test_its_last_day_can_change(cast, as_):
    review = scenarios.open_review(cast.partnership)
    later = timezone.localdate() + timedelta(30)
    as_("ana").post(
        reverse("assessments:review-date", args=[review.pk]), {"closes_on": later.isoformat()}
    )
    review.refresh_from_db()
    assert review.closes_on == later


def test_the_coordinator_watches_turnout_by_organisation_and_never_an_answer(cast, as_):
    review = scenarios.open_review(cast.partnership)
    scenarios.answer(review, cast.ben, comment="Nobody must see this yet.")
    scenarios.answer(review, cast.cleo, submit=False)
    shown = page(as_, "ana", review)
    rows = {row["organisation"]: row for row in shown.context["turnout"].organisations}
    assert rows["Riverside Council"] == {
        "organisation": "Riverside Council",
        "invited": 1,
        "started": 1,
        "submitted": 1,
        "on_paper": 0,
    }
    assert (rows["Open Door"]["started"], rows["Open Door"]["submitted"]) == (1, 0)
    assert "Nobody must see this yet." not in shown.content.decode()


def test_a_member_sees_no_turnout(cast, as_):
    review = scenarios.open_review(cast.partnership)
    assert "Who has answered" not in page(as_, "ben", review).content.decode()


def test_a_signed_in_member_is_taken_to_their_own_link(cast, as_):
    review = scenarios.open_review(cast.partnership)
    reply = page(as_, "ben", review, "my-response")
    assert scenarios.token_for(review, cast.ben) in reply.url


def test_somebody_who_is_not_asked_has_no_response(cast, as_):
    review = scenarios.open_review(cast.partnership)
    assert page(as_, "finn", review, "my-response").status_code == 404


def test_reading_destroys_the_way_from_members_to_responses(cast):
    review = scenarios.open_review(cast.partnership)
    invitation = scenarios.invitation_of(review, cast.ben)
    review = close_review(review=review)
    with TestCase.captureOnCommitCallbacks(execute=True):
        record_reading(review=review)
    with pytest.raises(KeyMissing):
        token_of(invitation)


def test_closing_twice_is_refused(cast, as_):
    review = scenarios.open_review(cast.partnership)
    address = reverse("insights:review-close", args=[review.pk])
    as_("ana").post(address)
    reply = as_("ana").post(address, follow=True)
    assert "Only an open review can be closed." in reply.content.decode()


def test_sharing_lets_members_see_results(cast, as_):
    review = scenarios.closed_review(cast.partnership)
    results = reverse("insights:results", args=[review.pk])
    assert as_("ben").get(results).status_code == 403
    as_("ana").post(reverse("assessments:review-share", args=[review.pk]))
    assert as_("ben").get(results).status_code == 200
    assert as_("olu").get(results).status_code == 200


def test_sharing_tells_everybody_where_to_look(cast, as_, django_capture_on_commit_callbacks):
    review = scenarios.closed_review(cast.partnership)
    mail.outbox.clear()
    with django_capture_on_commit_callbacks(execute=True):
        as_("ana").post(reverse("assessments:review-share", args=[review.pk]))
    told = {message.to[0] for message in mail.outbox}
    assert told == {member.email for member in cast.partnership.members.all()}
    assert all(f"/reviews/{review.pk}/results/" in message.body for message in mail.outbox)


def test_a_draft_can_be_discarded_and_an_open_review_can_not(cast, as_):
    draft = scenarios.draft_review(cast.partnership)
    review = scenarios.open_review(cast.partnership, title="Open")
    for one in (draft, review):
        as_("ana").post(reverse("assessments:review-discard", args=[one.pk]))
    assert list(Review.objects.all()) == [review]


@pytest.mark.parametrize(
    "stem",
    [
        "review-edit",
        "review-preview",
        "review-open",
        "review-date",
        "review-share",
        "review-discard",
    ],
)
def test_only_a_coordinator_runs_a_review(cast, as_, stem):
    review = scenarios.open_review(cast.partnership)
    assert page(as_, "ana", review, stem).status_code in (200, 302)
    for name in ("finn", "ben", "olu"):
        assert page(as_, name, review, stem).status_code == 403
    assert page(as_, "dev", review, stem).status_code == 404
    assert "/account/sign-in/" in page(as_, "stranger", review, stem).url
