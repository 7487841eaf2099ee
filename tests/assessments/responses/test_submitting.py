"""Only what is submitted counts: pages say so, lead there, and it can be taken back."""

import re
import time
from datetime import timedelta
from html import unescape
from itertools import count

import pytest
from django.core import mail
from django.urls import reverse
from django.utils import timezone

from assessments.models import AnsweredAndLeft, Invitation
from assessments.models.response import Response
from assessments.paper import marking
from assessments.responses import upsert
from assessments.reviews import reminders
from assessments.reviews.selectors import Turnout
from insights.closing import close_review
from partnerships.members.services import add_members, remove_member
from partnerships.models import AuditEntry, OutgoingEmail
from tests import opened, scenarios
from tests.assessments import voices

NOT_YET = "Not submitted yet."


@pytest.fixture(autouse=True)
def no_two_saves_in_one_millisecond(monkeypatch):
    """Nobody is that fast, and which came last could not be told."""
    ticks = count(time.time_ns(), 1_000_000)
    monkeypatch.setattr(upsert.time, "time_ns", lambda: next(ticks))


@pytest.fixture
def review(cast):
    return scenarios.open_review(cast.partnership)


@pytest.fixture
def at(review, cast):
    """The address of a page behind Ben's link."""
    token = scenarios.token_for(review, cast.ben)
    return lambda name="respond", *args: reverse(
        f"assessments:{name}", args=[review.pk, token, *args]
    )


@pytest.fixture
def look(client, at):
    """What a page behind Ben's link says, with its links."""
    return lambda name="respond", *args: voices.read(client.get(at(name, *args)))


@pytest.fixture
def parts(review):
    return [section.consideration for section in review.questionnaire.sections_in_order]


@pytest.fixture
def answer(client, at, review):
    """Answer the first statement of a part, as a page with scripts does."""

    def answered(code, value="4"):
        page = next(
            one for one in review.questionnaire.sections_in_order if one.consideration == code
        )
        client.post(at("respond-answer", code), {page.statements[0].code: value})

    return answered


def test_the_start_page_says_beforehand_that_only_what_is_submitted_counts(look):
    assert "Only submitted answers count" in look()
    assert NOT_YET not in look()


def test_every_page_says_that_nothing_is_submitted_yet_until_it_is(client, at, look, answer):
    pages = [("respond",), ("respond-section", "approach"), ("respond-check",)]
    answer("approach")
    assert [NOT_YET in look(*page) for page in pages] == [True] * 3
    client.post(at("respond-submit"))
    assert [NOT_YET in look(*page) for page in pages] == [False] * 3
    assert "Submit your answers" not in look("respond-check")


def test_whoever_has_signed_in_reads_it_beside_the_way_in(client, at, answer, review, as_):
    pages = ["/", voices.of("review", review)]
    said = "You have started but not submitted your answers."
    assert not [page for page in pages if said in voices.read(as_("ben").get(page))]
    answer("approach")
    assert [page for page in pages if said in voices.read(as_("ben").get(page))] == pages
    client.post(at("respond-submit"))
    assert not [page for page in pages if said in voices.read(as_("ben").get(page))]


def test_what_is_changed_later_stays_submitted_and_pages_say_so(client, at, look, answer):
    answer("approach")
    client.post(at("respond-submit"))
    answer("approach", "1")
    assert Response.objects.get().submitted
    for page in (("respond",), ("respond-check",), ("respond-thanks",)):
        assert "changes count at once" in look(*page)
    assert "changes count at once" in look("respond-section", "approach")


def leads_to(page: str) -> str:
    """The part to which a start page leads whoever has begun."""
    return re.search(r'about/([\w-]+)/">Continue where you left off', page)[1]


def test_going_on_leads_to_the_page_last_worked_on_whatever_was_left_out(
    client, at, look, answer, parts
):
    for code in (parts[0], parts[2], parts[1]):
        answer(code)
    assert leads_to(look()) == parts[1]
    client.post(at("respond-section", parts[3]), {"comment": ""})
    assert leads_to(look()) == parts[3], "a page that was left blank"
    answer(parts[1], "")
    assert leads_to(look()) == parts[1], "an answer that was cleared"


def offers_first(page: str, wording: str, other: str) -> bool:
    return page.index(wording) < page.index(other)


def test_checking_is_offered_to_all_who_have_begun_and_first_to_who_saw_the_last_part(
    client, at, look, answer, parts
):
    going, checking = "Continue where you left off", "Check and submit"
    assert checking not in look()
    answer(parts[0])
    assert offers_first(look(), going, checking)
    client.post(at("respond-section", parts[-2]), {})
    assert offers_first(look(), checking, going), "who sent the last but one was shown the last"


def test_whoever_answers_the_last_part_first_is_offered_to_check_first(look, answer, parts):
    answer(parts[-1])
    assert offers_first(look(), "Check and submit", "Continue where you left off")


def test_a_comment_alone_can_be_submitted_and_is_thanked_for_truly(client, at, look, review):
    client.post(at("respond-answer", "approach"), {"comment": "We meet, and then?"})
    check = look("respond-check")
    assert "Your answers so far: 1 comment. 40 statements have no answer. That is fine." in check
    assert client.post(at("respond-submit")).url == at("respond-thanks")
    assert "Your answers have been submitted: 1 comment." in look("respond-thanks")
    assert Turnout.of(review).submitted == 1
    client.post(at("respond-answer", "clarity"), {"importance": "5"})
    said = "Your answers have been submitted: how much 1 consideration matters and 1 comment."
    assert said in look("respond-thanks")


def test_each_answer_is_changed_by_itself_and_leads_back_to_where_it_stands(client, at, look):
    section, check = at("respond-section", "approach"), at("respond-check")
    page = {"approach-need": "4", "importance": "3"}
    client.post(section, page)
    rows = look("respond-check")
    for name, anchor in (
        ("approach-need", "id_approach-need_group"),
        ("importance", "id_importance_group"),
        ("comment", "id_comment"),
    ):
        change = f"{section}?back={name}"
        assert f'href="{change}#{anchor}"' in rows
        shown = client.get(change).content.decode()
        assert "Save and go back to your answers" in shown
        assert f'id="{anchor}"' in shown
        back = client.post(change, page | {"approach-gain": "2"}).url
        assert back == f"{check}#approach-{name}"
        assert f'id="approach-{name}"' in rows


def test_coming_from_nowhere_in_particular_a_page_leads_on(client, at):
    reply = client.post(at("respond-section", "approach") + "?back=elsewhere", {})
    assert reply.url == at("respond-section", "clarity")


def test_a_page_whose_answer_was_overtaken_is_shown_again_and_says_so(client, at):
    address = at("respond-section", "approach")
    client.post(address, {"approach-need": "5"})
    late = {"approach-need": "1", "at-approach-need": "1", "approach-gain": "2"}
    reply = client.post(address, late)
    assert reply.url == f"{address}?stood=approach-need"
    page = client.get(reply.url)
    assert "A later answer, given in another tab" in page.content.decode()
    assert page.context["form"]["approach-need"].value() == "5"
    assert page.context["form"]["approach-gain"].value() == "2"


# Taking a submission back


def test_a_submission_that_is_taken_back_counts_no_more_and_loses_nothing(
    client, at, look, answer, review, cast
):
    answer("approach")
    client.post(at("respond-submit"))
    for page in (("respond",), ("respond-check",), ("respond-thanks",)):
        assert at("respond-take-back") in look(*page)
    back = client.post(at("respond-take-back"), follow=True)
    assert "Your submission has been taken back" in unescape(back.content.decode())
    assert NOT_YET in back.content.decode()
    assert at("respond-take-back") not in look("respond-check")
    assert not Response.objects.get().submitted
    assert len(opened.answers()) == 1
    turnout = Turnout.of(review)
    assert (turnout.started, turnout.submitted) == (1, 0)
    assert cast.ben in [one.member for one in review.invitations.unfinished()]
    assert client.get(at("respond-thanks")).url == at()
    client.post(at("respond-submit"))
    assert Turnout.of(review).submitted == 1


def test_taking_back_what_is_not_submitted_changes_nothing(client, at, answer):
    client.post(at("respond-take-back"))
    assert not Response.objects.exists()
    answer("approach")
    client.post(at("respond-take-back"))
    assert Invitation.objects.filter(started=True, submitted=False).count() == 1


def test_whoever_has_taken_it_back_is_reminded_and_can_be_marked_as_on_paper(
    client, at, answer, review, cast
):
    answer("approach")
    client.post(at("respond-submit"))
    client.post(at("respond-take-back"))
    OutgoingEmail.objects.update(created_at=timezone.now() - timedelta(2))
    assert cast.ben in [one.member for one in reminders.invitations_to_remind(review)]
    assert marking.mark_on_paper(review=review, members=[cast.ben.pk]) == 1


def test_whoever_has_taken_it_back_and_left_was_not_heard(client, at, answer, review, cast):
    answer("approach")
    client.post(at("respond-submit"))
    client.post(at("respond-take-back"))
    remove_member(member=cast.ben)
    assert not AnsweredAndLeft.objects.exists()
    [ben] = add_members(partnership=cast.partnership, members=[scenarios.new_member("Ben")])
    assert ben in review.not_yet_invited()


def test_once_the_review_has_closed_it_can_not_be_taken_back(client, at, answer, review):
    answer("approach")
    client.post(at("respond-submit"))
    close_review(review=review)
    assert client.post(at("respond-take-back")).url == at()
    assert Response.objects.get().submitted
    assert "Take your submission back" not in client.get(at()).content.decode()


def test_the_audit_log_tells_nothing_of_it(client, at, answer):
    answer("approach")
    client.post(at("respond-submit"))
    before = AuditEntry.objects.count()
    client.post(at("respond-take-back"))
    assert AuditEntry.objects.count() == before


def test_where_an_organisation_has_one_voice_it_is_taken_back_for_all_of_them(cast, client):
    [priya] = scenarios.fill(cast.partnership, scenarios.COUNCIL, 1)
    voiced = scenarios.open_review(cast.partnership, confidentiality="one-voice")
    scenarios.answer(voiced, cast.cleo)
    scenarios.answer(voiced, cast.ben)
    assert scenarios.invitation_of(voiced, priya).submitted
    client.post(voices.at(voiced, priya, "respond-take-back"))
    submitted = Invitation.objects.filter(submitted=True).values_list("member", flat=True)
    assert list(submitted) == [cast.cleo.pk]
    rows = {row["organisation"]: row["progress"] for row in Turnout.of(voiced).organisations}
    assert rows["Riverside Council"] == "started"


# The reminder


def test_whoever_has_begun_is_reminded_that_nothing_is_submitted(
    cast, answer, at, review, settings, django_capture_on_commit_callbacks
):
    answer("approach")
    OutgoingEmail.objects.update(created_at=timezone.now() - timedelta(2))
    mail.outbox.clear()
    with django_capture_on_commit_callbacks(execute=True):
        reminders.remind(review=review)
    bodies = {one.to[0]: one.body for one in mail.outbox}
    bens = " ".join(bodies[cast.ben.email].split())
    assert "You have started but not submitted your answers. They will only count" in bens
    assert f"Check and submit: {settings.SITE_URL}{at('respond-check')} " in bens
    assert f"Continue where you left off: {settings.SITE_URL}{at()} " in bens
    assert "submitted" not in bodies[cast.ana.email]
    assert "/check/" not in bodies[cast.ana.email]
