"""Who did what, in words: for coordinators, and never what anybody answered."""

import json
import re
from datetime import timedelta
from pathlib import Path

import pytest
from django.apps import apps
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import TestCase
from django.urls import reverse
from django.utils import timezone

from accounts.actor import acting_as
from assessments.keys import read_key
from assessments.models import Review
from assessments.questionnaires.services import edit_questionnaire, replace_questionnaire
from assessments.questionnaires.versions import current_definition
from insights import schedule
from partnerships.members.membership import hand_over
from partnerships.members.services import change_member, remove_member
from partnerships.models import AuditEntry, Member
from privacy.audit_words import EVENTS
from tests import scenarios

APPS = ("partnerships", "assessments", "insights", "discussions")


@pytest.fixture
def read(as_, cast):
    """The audit log as Ana reads it."""

    def page(**wanted) -> str:
        url = reverse("privacy:audit-log", args=[cast.partnership.pk])
        return as_("ana").get(url, wanted).content.decode()

    return page


def press(as_, page: str, *args: str, **form: object) -> None:
    with TestCase.captureOnCommitCallbacks(execute=True):
        assert as_("ana").post(reverse(page, args=args), form).status_code == 302


def test_a_round_reads_as_sentences(as_, cast, read):
    review = scenarios.draft_review(cast.partnership)
    press(as_, "assessments:review-open", review.pk)
    press(as_, "assessments:review-remind", review.pk)
    press(as_, "insights:review-close", review.pk)
    press(as_, "insights:review-reopen", review.pk, closes_on=str(timezone.localdate()))
    press(as_, "insights:review-close", review.pk)
    press(as_, "assessments:review-share", review.pk)
    page = read()
    for done in (
        "Ana opened the review “Autumn review”.",
        "Ana invited people to “Autumn review”: 3.",
        "Ana closed the review “Autumn review”.",
        "Ana reopened the review “Autumn review”.",
        "Ana shared the results of “Autumn review”.",
    ):
        assert done in page


def test_people_and_organisations_too(as_, cast, read):
    place, council = cast.partnership.pk, cast.ben.organisation_id
    form = {"name": "Ben", "role": "facilitator", "organisation": council, "level": "strategic"}
    press(as_, "partnerships:member-edit", place, cast.ben.pk, **form)
    press(as_, "partnerships:member-remove", place, cast.cleo.pk)
    press(as_, "partnerships:organisation-retire", place, cast.cleo.organisation_id)
    press(as_, "partnerships:organisation-merge", place, council, into=cast.ana.organisation_id)
    page = read()
    for done in (
        "Ana changed Ben: level (Operational → Strategic), role (Member → Facilitator).",
        "Ana ended the membership of Cleo.",
        "Ana retired the organisation Open Door.",
        "Ana merged Riverside Council into NHS Riverside.",
    ):
        assert done in page
    assert "removed the organisation" not in page


def test_own_evidence_too(as_, cast, read):
    place = cast.partnership.pk
    form = {"about": "clarity", "title": "Survey", "says": "All is well.", "confidence": "fair"}
    link = {"link": "https://example.org/secret", "confidence": "sure"}
    press(as_, "partnerships:own-evidence-add", place, **form)
    key = cast.partnership.own_evidence.get().pk
    document = SimpleUploadedFile("survey.pdf", scenarios.PDF)
    press(as_, "partnerships:own-evidence-edit", place, key, **form | link, document=document)
    press(as_, "partnerships:own-evidence-remove", place, key)
    page = read(about="evidence")
    for done in (
        "Ana added the evidence “Survey”.",
        "Ana changed the evidence “Survey”: link, confidence (We are fairly sure → We are sure).",
        "Ana added a document to the evidence “Survey”.",
        "Ana removed the evidence “Survey”.",
    ):
        assert done in page
    assert "example.org/secret" not in page


def test_own_questionnaires_too(as_, cast, read):
    place = cast.partnership.pk
    press(as_, "assessments:questionnaire-copy", place, source="pulse", title="Ours")
    own = cast.partnership.custom_questionnaires.get()
    for section in own.content["considerations"][:2]:
        press(as_, "assessments:section-move", own.pk, section["code"])
    replace_questionnaire(custom=own, definition=current_definition(own))
    press(as_, "assessments:questionnaire-remove", own.pk)
    page = read(about="questionnaires")
    for done in (
        "Ana added the questionnaire “Ours”.",
        "Ana changed the questionnaire “Ours”.",
        "replaced the questionnaire “Ours” with a file.",
        "Ana deleted the questionnaire “Ours”.",
    ):
        assert page.count(done) == 1


def test_a_questionnaire_that_is_changed_again_and_again_is_noted_once_a_day_and_person(cast):
    own = scenarios.custom_questionnaire(cast.partnership)

    def rename(who, title):
        with acting_as(who.person):
            edit_questionnaire(custom=own, change=lambda content: content.update(title=title))

    for who, title in [(cast.ana, "A"), (cast.ana, "A"), (cast.ana, "B"), (cast.finn, "B")]:
        rename(who, title)
    changed = AuditEntry.objects.filter(event="custom-changed")
    assert changed.count() == 3
    changed.update(timestamp=timezone.now() - timedelta(days=1))
    rename(cast.finn, "B")
    assert changed.count() == 4


def test_what_happens_by_itself_says_so(cast, read):
    review = scenarios.open_review(cast.partnership, closes_by_itself=True)
    Review.objects.update(closes_on=timezone.localdate() - timedelta(days=2))
    schedule.run_due.call(review.pk)
    assert "Parallax closed the review “Autumn review”." in read()


def test_a_member_who_accepts_by_link_is_named(cast, client, read):
    Member.objects.filter(pk=cast.ben.pk).update(status="invited")
    AuditEntry.objects.all().delete()
    client.post(reverse("partnerships:membership", args=[cast.ben.seal]), {"reply": "yes"})
    assert "Ben accepted their membership." in read()
    assert AuditEntry.objects.get().actor == cast.ben.person


def test_somebody_who_has_gone_is_still_named(as_, cast, read):
    press(as_, "assessments:review-open", scenarios.draft_review(cast.partnership).pk)
    hand_over(by=cast.ana, successor=cast.ben)
    remove_member(member=cast.ana)
    url = reverse("privacy:audit-log", args=[cast.partnership.pk])
    assert "Ana opened the review" in as_("ben").get(url).content.decode()


def test_nothing_tells_what_or_when_anybody_answered(cast):
    review = scenarios.open_review(cast.partnership)
    before = list(AuditEntry.objects.values())
    scenarios.answer(review, cast.ben, comment="Between ourselves")
    scenarios.answer(review, cast.cleo, submit=False)
    assert list(AuditEntry.objects.values()) == before


def test_no_address_no_link_and_no_secret_is_kept(as_, cast):
    review = scenarios.draft_review(cast.partnership)
    press(as_, "assessments:review-open", review.pk)
    invitation = scenarios.invitation_of(review, cast.ben)
    press(as_, "assessments:invitation-resend", review.pk, cast.ben.pk)
    review.refresh_from_db()
    kept = str(list(AuditEntry.objects.values_list()))
    token = scenarios.token_for(review, cast.ben)
    assert "link-sent" in kept
    for secret in (
        "@example.org",
        read_key(review.pk).value.hex(),
        invitation.link_hash,
        token,
        "127.0.0.1",
    ):
        assert secret not in kept


def test_it_can_be_narrowed_down(as_, cast, read):
    press(as_, "assessments:review-open", scenarios.draft_review(cast.partnership).pk)
    assert "opened the review" in read(about="reviews", who=cast.ana.pk)
    assert "opened the review" not in read(about="members")
    assert "No matching entries." in read(who=cast.ben.pk)
    tomorrow = timezone.localdate() + timedelta(days=1)
    assert "No matching entries." in read(since=tomorrow)
    assert "Enter a date" in read(since="soon")


def test_many_are_read_page_by_page(cast, read):
    for number in range(60):
        cast.ben.name = f"Ben {number}"
        change_member(member=cast.ben)
    assert "Page 1 of 2" in read(about="members", who="")
    assert "Page 2 of 2" in read(about="members", page=2)


@pytest.mark.parametrize("kind", ["csv", "xlsx", "json"])
def test_it_can_be_taken_away(as_, cast, kind):
    press(as_, "assessments:review-open", scenarios.draft_review(cast.partnership).pk)
    url = reverse("privacy:audit-log-export", args=[cast.partnership.pk, kind])
    reply = as_("ana").get(url, {"about": "reviews"})
    assert reply.headers["Content-Disposition"].startswith("attachment")
    if kind == "csv":
        assert "Ana opened the review “Autumn review”." in reply.content.decode("utf-8-sig")
    if kind == "json":
        [opened] = [
            one for one in json.loads(reply.content)["audit_log"] if "opened" in one["what"]
        ]
        assert opened["who"] == "Ana"


def test_a_name_that_looks_like_a_formula_does_not_run(as_, cast):
    cast.ana.name = "=HYPERLINK(1)"
    change_member(member=cast.ana)
    url = reverse("privacy:audit-log-export", args=[cast.partnership.pk, "csv"])
    press(as_, "assessments:review-open", scenarios.draft_review(cast.partnership).pk)
    assert ",'=HYPERLINK(1)," in as_("ana").get(url).content.decode()


def test_it_goes_with_its_partnership(cast):
    scenarios.shared_review(cast.partnership)
    theirs = AuditEntry.objects.filter(partnership=cast.partnership)
    assert theirs.exists()
    cast.partnership.delete()
    assert not AuditEntry.objects.filter(partnership=cast.partnership.pk).exists()


def test_whatever_somebody_can_change_is_looked_at(settings):
    """A column that is added to one of these models is added to the settings, too."""
    for watched in settings.AUDITLOG_INCLUDE_TRACKING_MODELS:
        fields = apps.get_model(watched["model"])._meta.fields
        changeable = {one.name for one in fields if one.editable} - {"partnership", "person"}
        assert changeable <= set(watched["include_fields"]), watched["model"]


def test_whatever_is_logged_has_its_words():
    root = Path(__file__).parents[2]
    sources = [path.read_text("utf-8") for app in APPS for path in (root / app).rglob("*.py")]
    logged = {what for text in sources for what in re.findall(r'\blog_event\(\s*"([a-z-]+)"', text)}
    assert "invited" in logged
    assert logged <= EVENTS.keys()
