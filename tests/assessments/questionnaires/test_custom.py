"""A coordinator's list of the partnership's own questionnaires: copy, ask, and delete."""

import pytest
from django.urls import reverse

from assessments.models import Review
from assessments.questionnaires.editing import find_scale, remove_section
from assessments.questionnaires.services import edit_questionnaire
from assessments.reviews.tailoring import AddedStatement, added_statements, left_out_codes, tailor
from tests import scenarios


@pytest.fixture
def custom(cast):
    return scenarios.custom_questionnaire(cast.partnership)


def call(custom, **words):
    """Ask for ratings in other words."""
    return edit_questionnaire(
        custom=custom, change=lambda content: find_scale(content, "rating").update(words)
    )


def filled(custom, **more) -> dict[str, str]:
    """The form of a review that asks this questionnaire."""
    return {
        "title": "Autumn",
        "questionnaire_code": custom.code,
        "closes_on": "2100-01-01",
        "confidentiality": "confidential",
        "k": "5",
        "results_for": "everybody",
    } | more


def set_up(browser, custom) -> Review:
    browser.post(reverse("assessments:review-new", args=[custom.partnership_id]), filled(custom))
    return Review.objects.get(title="Autumn")


def test_a_copy_says_what_its_source_says_and_compares_with_it(cast, as_):
    page = reverse("assessments:questionnaire-copy", args=[cast.partnership.pk])
    sent = {"source": "pulse", "title": "Our pulse"}
    reply = as_("ana").post(page, sent, follow=True)
    assert "Our pulse" in reply.content.decode()
    custom = cast.partnership.custom_questionnaires.get()
    copied = set_up(as_("ana"), custom).questionnaire
    source = scenarios.questionnaire("pulse")
    assert copied.title == "Our pulse"
    assert [[(s.code, s.text) for s in part.statements] for part in copied.sections_in_order] == [
        [(s.code, s.text) for s in part.statements] for part in source.sections_in_order
    ]


def test_it_is_chosen_where_it_was_asked_for(cast, as_, custom):
    new = reverse("assessments:review-new", args=[cast.partnership.pk])
    page = as_("ana").get(f"{new}?questionnaire={custom.code}")
    assert page.context["form"]["questionnaire_code"].value() == custom.code
    assert as_("ana").get(f"{new}?questionnaire=nonsense").status_code == 200


def test_it_is_offered_to_its_own_partnership_alone(cast, as_, custom):
    elsewhere = cast.dev.memberships.get().partnership
    page = as_("dev").get(reverse("assessments:review-new", args=[elsewhere.pk]))
    assert custom.code not in page.content.decode()


def test_a_review_keeps_what_it_was_set_up_with_when_the_questionnaire_goes_on(as_, custom):
    first = set_up(as_("ana"), custom)
    call(custom, question="How far is this so?")
    second = scenarios.draft_review(custom.partnership, title="Later")
    page = reverse("assessments:review-edit", args=[second.pk])
    as_("ana").post(page, filled(custom, title="Later"))
    first.refresh_from_db()
    second.refresh_from_db()
    assert (first.questionnaire.version, second.questionnaire.version) == (1, 2)
    assert first.questionnaire.rating_question == "How far do you agree?"
    assert second.questionnaire.rating_question == "How far is this so?"


def test_deleting_it_is_confirmed_and_leaves_reviews_alone(as_, custom):
    review = set_up(as_("ana"), custom)
    remove = reverse("assessments:questionnaire-remove", args=[custom.pk])
    assert "keep their questions" in as_("ana").get(remove).content.decode()
    as_("ana").post(remove)
    assert not custom.partnership.custom_questionnaires.exists()
    edit_page = reverse("assessments:review-edit", args=[review.pk])
    as_("ana").post(edit_page, filled(custom, title="Still ours"))
    review.refresh_from_db()
    assert (review.title, review.questionnaire.title) == ("Still ours", "Ours")


def test_the_preview_shows_each_page_as_members_will_see_it(cast, as_, client, custom):
    browser = as_("ana")
    custom = edit_questionnaire(
        custom=custom, change=lambda content: content["considerations"].reverse()
    )
    preview = reverse("assessments:questionnaire-preview", args=[custom.pk, "approach"])
    shown = browser.get(preview)
    review = scenarios.assessments.open_review(review=set_up(browser, custom))
    token = scenarios.token_for(review, cast.ben)
    page = client.get(reverse("assessments:respond-section", args=[review.pk, token, "approach"]))

    def fields(reply) -> list[tuple]:
        form = reply.context["form"]
        return [(one.name, one.label, getattr(one.field, "choices", None)) for one in form]

    assert fields(shown) == fields(page)
    assert "Part 8 of 8" in shown.content.decode()
    gone = reverse("assessments:questionnaire-preview", args=[custom.pk, "nonsense"])
    assert browser.get(gone).status_code == 404


def test_a_heading_stands_once_above_the_statements_that_share_it(cast, as_, client, custom):
    def under_one_heading(content):
        for statement in content["considerations"][0]["statements"]:
            statement["heading"] = "Worth the effort"

    custom = edit_questionnaire(custom=custom, change=under_one_heading)
    review = scenarios.assessments.open_review(review=set_up(as_("ana"), custom))
    token = scenarios.token_for(review, cast.ben)
    answering = reverse("assessments:respond-section", args=[review.pk, token, "approach"])
    typing = reverse("assessments:review-entry", args=[review.pk])
    for page in (client.get(answering), as_("ana").get(typing)):
        assert page.content.decode().count("Worth the effort") == 1


def test_a_draft_catches_up_with_its_questionnaire_and_stays_tailored(as_, custom):
    browser = as_("ana")
    review = set_up(browser, custom)
    ours = AddedStatement("clarity", "We answer each other’s e-mails.", "activity")
    gone = AddedStatement("power", "We say who pays.", "input")
    review = tailor(review=review, without={"approach-gain"}, added=[ours, gone])
    page = reverse("assessments:review", args=[review.pk])
    assert "has been changed since" not in browser.get(page).content.decode()
    edit_questionnaire(custom=custom, change=lambda content: remove_section(content, "power"))
    assert "has been changed since this draft" in browser.get(page).content.decode()
    browser.post(reverse("assessments:review-catch-up", args=[review.pk]))
    review.refresh_from_db()
    assert len(review.questionnaire.sections_in_order) == 7
    assert left_out_codes(review) == {"approach-gain"}
    assert added_statements(review) == [ours]
    assert "has been changed since" not in browser.get(page).content.decode()


def test_an_open_review_does_not_catch_up(as_, custom):
    browser = as_("ana")
    review = scenarios.assessments.open_review(review=set_up(browser, custom))
    call(custom, question="How far is this so?")
    browser.post(reverse("assessments:review-catch-up", args=[review.pk]))
    review.refresh_from_db()
    assert review.questionnaire.version == 1
