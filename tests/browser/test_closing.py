"""The page of a closing review goes on by itself, without JavaScript."""

import pytest
from playwright.sync_api import expect

from assessments.models import Review
from insights.closing import finish_closing
from tests import scenarios

from .conftest import PHONE, sign_in
from .walking import Visit, at

WAITING = "The results are being worked out."


@pytest.fixture
def cast(transactional_db, settings) -> scenarios.Cast:
    """Riverside, where tasks wait for a worker."""
    backend = {"BACKEND": "django_tasks_db.DatabaseBackend"}
    settings.TASKS = {"default": settings.TASKS["default"] | backend}
    return scenarios.riverside()


def test_it_shows_progress_and_then_the_results(cast, site, window):
    review = scenarios.differing_review(cast.partnership)
    page = window(PHONE, java_script_enabled=False)
    sign_in(page, cast.ana.person)
    page.goto(f"{site}/reviews/{review.pk}/close/")
    page.get_by_role("button", name="Close the review").click()
    expect(page.get_by_text(WAITING)).to_be_visible()
    review = Review.objects.get(pk=review.pk)
    review.closing_progress.tell(12, 48)
    expect(page.get_by_text("12 of 48")).to_be_visible()
    finish_closing(review=review)
    expect(page.get_by_role("link", name="Results", exact=True)).to_be_visible()
    expect(page.get_by_text(WAITING)).not_to_be_visible()


def test_its_page_can_be_used_by_everyone(cast, walk):
    review = scenarios.differing_review(cast.partnership)
    review = scenarios.assessments.close_to_answers(review=review)
    for name in ("ana", "ben"):
        walk(
            name,
            at("assessments:review", review.pk),
            Visit(f"/reviews/{review.pk}/?updates=off"),
        )
    walk("stranger", at("assessments:respond", review.pk, scenarios.token_for(review, cast.ben)))
