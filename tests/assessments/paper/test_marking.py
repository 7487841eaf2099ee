"""A coordinator marks who has answered on paper: no more reminders, and nothing about a sheet."""

from datetime import timedelta

import pytest
from django.core import mail
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone

from assessments.models import Invitation
from assessments.models.given import GivenAnswer
from assessments.models.response import Response
from assessments.paper import entry, marking
from assessments.responses.personal_data import export_personal_data
from assessments.reviews import reminders
from assessments.reviews.selectors import Turnout
from assessments.reviews.services import cancel
from insights.closing import close_review, reopen_review
from partnerships.members.services import add_members, remove_member
from partnerships.models import AuditEntry, OutgoingEmail
from tests import scenarios


@pytest.fixture
def review(cast):
    return scenarios.open_review(cast.partnership)


@pytest.fixture
def mark(as_, review):
    """Ana marks these members; what she reads then."""

    def marking(*members) -> str:
        address = reverse("assessments:review-on-paper", args=[review.pk])
        keys = [member.pk for member in members]
        return (
            as_("ana")
            .post(address, {"members": keys, "csrfmiddlewaretoken": ""}, follow=True)
            .content.decode()
        )

    return marking


@pytest.fixture
def look(as_, review):
    """A page about the review, as somebody reads it."""

    def looking(name: str, who="ana") -> str:
        address = reverse(f"assessments:{name}", args=[review.pk])
        return as_(who).get(address, follow=True).content.decode()

    return looking


def is_marked(review, member) -> bool:
    return scenarios.invitation_of(review, member).on_paper


def type_in(review, member) -> Response:
    statement = review.questionnaire.sections.first().statements.first()
    return entry.add_paper_response(
        review=review,
        organisation=member.organisation,
        level=member.level,
        answers=[GivenAnswer(statement.pk, rating=4)],
        section_answers=[],
    )


def test_those_who_have_not_submitted_can_be_marked(cast, review, mark, look):
    scenarios.answer(review, cast.cleo)
    page = look("review-on-paper")
    assert "Ben, Riverside Council" in page
    assert "Cleo, " not in page
    page = mark(cast.ben, cast.ana)
    assert "2 people have been marked." in page
    assert page.count("On paper") == 2
    assert is_marked(review, cast.ben)
    assert "Everyone has already answered." in look("review-on-paper")


def test_nobody_ticked_is_a_mistake(mark):
    assert "Select the people who have answered on paper." in mark()


def test_whoever_submits_in_the_meantime_is_not_marked(cast, review, mark):
    scenarios.answer(review, cast.ben)
    assert "has since submitted online or left" in mark(cast.ben)
    assert marking.mark_on_paper(review=review, members=[cast.ben.pk]) == 0
    assert not is_marked(review, cast.ben)


def test_whoever_is_marked_is_no_longer_reminded(
    cast, review, mark, as_, django_capture_on_commit_callbacks
):
    OutgoingEmail.objects.update(created_at=timezone.now() - timedelta(2))
    mail.outbox.clear()
    mark(cast.ben)
    assert cast.ben not in [one.member for one in reminders.invitations_to_remind(review)]
    with django_capture_on_commit_callbacks(execute=True):
        reminders.remind(review=review)
        marking.mark_on_paper(review=review, members=[cast.cleo.pk])
    assert {address for one in mail.outbox for address in one.to} == {cast.ana.email}
    assert "Waiting for your answers" not in as_("ben").get("/").content.decode()
    assert (
        "You are marked as having answered on paper"
        in as_("ben").get(reverse("assessments:review", args=[review.pk])).content.decode()
    )


def test_they_count_as_having_submitted(cast, review, mark, look, as_):
    scenarios.answer(review, cast.cleo, submit=False)
    mark(cast.ben)
    turnout = Turnout.of(review)
    assert (turnout.invited, turnout.started, turnout.submitted) == (3, 2, 1)
    assert "1 person is marked as having answered on paper" in look("review")
    assert "1 of 3 people have submitted." in as_("ana").get("/").content.decode()


def test_the_mark_can_be_taken_away(cast, review, mark, as_):
    mark(cast.ben)
    address = reverse("assessments:invitation-off-paper", args=[review.pk, cast.ben.pk])
    assert "no longer marked" in as_("ana").post(address, follow=True).content.decode()
    assert not is_marked(review, cast.ben)
    assert Turnout.of(review).submitted == 0


def test_their_link_says_so_and_still_works_and_submitting_ends_the_mark(
    cast, review, mark, client
):
    token = scenarios.token_for(review, cast.ben)
    start = reverse("assessments:respond", args=[review.pk, token])
    said = "You are marked as having answered on paper"
    assert said not in client.get(start).content.decode()
    mark(cast.ben)
    assert said in client.get(start).content.decode()
    scenarios.answer(review, cast.ben, submit=False)
    assert is_marked(review, cast.ben)
    check = reverse("assessments:respond-check", args=[review.pk, token])
    assert said in client.get(check).content.decode()
    client.post(reverse("assessments:respond-submit", args=[review.pk, token]))
    assert not is_marked(review, cast.ben)
    assert Turnout.of(review).submitted == 1
    assert said not in client.get(start).content.decode()


def test_no_row_says_both(cast, review):
    scenarios.answer(review, cast.ben)
    with pytest.raises(IntegrityError), transaction.atomic():
        review.invitations.filter(submitted=True).update(on_paper=True)


def test_typing_in_a_sheet_marks_nobody_and_marking_touches_no_sheet(cast, review, mark, look):
    type_in(review, cast.ben)
    assert not review.invitations.filter(on_paper=True).exists()
    assert "people who filled one in are still reminded until you mark them" in look("review-entry")
    before = list(Response.objects.values())
    mark(cast.ben)
    assert list(Response.objects.values()) == before


def test_the_audit_log_says_that_marks_changed_and_names_nobody(cast, review, mark, as_):
    mark(cast.ben)
    marking.unmark_on_paper(review=review, invitation=scenarios.invitation_of(review, cast.ben))
    marking.unmark_on_paper(review=review, invitation=scenarios.invitation_of(review, cast.ben))
    logged = AuditEntry.objects.filter(event="on-paper")
    assert logged.count() == 2
    assert {(one.object_repr, one.about, str(one.additional_data)) for one in logged} == {
        (review.title, None, "{}")
    }
    url = reverse("privacy:audit-log", args=[cast.partnership.pk])
    log = as_("ana").get(url).content.decode()
    assert "Ana changed who is marked as having answered “Autumn review” on paper." in log


def test_closing_forgets_whose_answers_were_on_paper(cast, review):
    """Else the one sheet from the council would be that of the one member who is marked."""
    scenarios.answer(review, cast.cleo)
    type_in(review, cast.ben)
    marking.mark_on_paper(review=review, members=[cast.ben.pk])
    before = Turnout.of(review)
    review = close_review(review=review)
    kept = set(
        review.invitations.filter(member__in=[cast.ben, cast.cleo]).values_list(
            "started", "submitted", "on_paper"
        )
    )
    assert kept == {(True, True, False)}
    assert Turnout.of(review).submitted == before.submitted == 2


def test_after_reopening_their_link_still_tells_them_that_they_are_counted(cast, review, client):
    token = scenarios.token_for(review, cast.ben)
    marking.mark_on_paper(review=review, members=[cast.ben.pk])
    reopen_review(review=close_review(review=review), closes_on=review.closes_on)
    start = reverse("assessments:respond", args=[review.pk, token])
    assert "marked as having answered on paper" in client.get(start).content.decode()


def test_whoever_has_left_is_not_asked_again(cast, review):
    marking.mark_on_paper(review=review, members=[cast.ben.pk])
    remove_member(member=cast.ben)
    add_members(partnership=cast.partnership, members=[scenarios.new_member("Ben")])
    assert not review.not_yet_invited().exists()


def test_only_an_open_review_in_which_everybody_has_a_voice_takes_marks(cast, review, mark, look):
    close_review(review=review)
    assert "while the review is open" in mark(cast.ben)
    voiced = scenarios.open_review(cast.partnership, confidentiality="one-voice")
    with pytest.raises(marking.NotNow):
        marking.mark_on_paper(review=voiced, members=[cast.ben.pk])
    assert not Invitation.objects.filter(on_paper=True).exists()


def test_calling_a_review_off_forgets_marks(cast, review):
    marking.mark_on_paper(review=review, members=[cast.ben.pk])
    cancel(review=review)
    assert not is_marked(review, cast.ben)


def test_ben_can_read_that_he_is_marked_in_his_own_data(cast, review):
    marking.mark_on_paper(review=review, members=[cast.ben.pk])
    [invitation] = export_personal_data(cast.ben.person)["invitations"]
    assert invitation["marked_as_answered_on_paper"]
