"""Going back after signing out, on a computer that others use: nothing is to be seen."""

import pytest
from django.urls import reverse
from playwright.sync_api import Page, expect

from tests import scenarios
from tests.chromium import whole

from .conftest import DESK, PATIENCE, sign_in
from .test_passkeys import sign_out

pytestmark = pytest.mark.once

HOW_SHOWN = """addEventListener("pageshow", (shown) => { window.kept = shown.persisted; })"""


@pytest.fixture
def cast(transactional_db) -> scenarios.Cast:
    cast = scenarios.riverside()
    cast.review = scenarios.shared_review(cast.partnership)
    return cast


@pytest.fixture
def page(playwright, browser_type_launch_args, base_url, settings):
    """A window of a browser that keeps whole pages for going back, as people's own do."""
    settings.SITE_URL = base_url
    browser = playwright.chromium.launch(
        args=browser_type_launch_args["args"],
        ignore_default_args=["--disable-back-forward-cache"],
        **whole(),
    )
    page = browser.new_context(viewport=DESK, base_url=base_url).new_page()
    page.set_default_timeout(PATIENCE)
    page.add_init_script(HOW_SHOWN)
    yield page
    browser.close()


def go_back(page: Page) -> None:
    """Press Back. A page that was kept whole is shown without being loaded."""
    page.evaluate("() => { setTimeout(() => history.back()) }")


def test_this_browser_keeps_whole_pages_that_anybody_may_see(page, cast):
    """Otherwise the test below would pass whatever pages said of being kept."""
    page.goto(reverse("evidence:index"))
    page.evaluate("() => { window.mark = 'the same page' }")
    page.goto(reverse("privacy:privacy"))
    go_back(page)
    page.wait_for_function("() => window.mark === 'the same page' && window.kept")


def test_back_after_signing_out_shows_nothing_of_what_was_open(page, cast):
    sign_in(page, cast.ana.person)
    partnership = reverse("partnerships:partnership", args=[cast.partnership.pk])
    member = reverse("partnerships:member-edit", args=[cast.partnership.pk, cast.ben.pk])
    review, results, discussion = (
        reverse(name, args=[cast.review.pk])
        for name in ("assessments:review", "insights:results", "discussions:discussion")
    )
    title = cast.review.title
    seen = {
        partnership: "Cleo",
        member: cast.ben.email,
        review: title,
        results: title,
        discussion: title,
    }
    for address, words in seen.items():
        page.goto(address)
        expect(page.get_by_role("main")).to_contain_text(words)
    sign_out(page)
    for address in reversed(seen):
        go_back(page)
        page.wait_for_url(f"**{reverse('account_login')}?next={address}")
        expect(page.get_by_role("heading", name="Sign in")).to_be_visible()
        shown = page.content()
        assert not [words for words in (*seen.values(), "Riverside") if words in shown]
