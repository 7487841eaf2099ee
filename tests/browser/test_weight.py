"""What pages move: little to answer on a phone, and Plotly only where there is a chart to draw."""

from collections.abc import Callable

import pytest
from django.urls import reverse
from playwright.sync_api import Page, Response, expect

from evidence.bank import Code
from tests import scenarios

from .answering import hold_file
from .conftest import PHONE, sign_in

FIRST_VISIT, FURTHER_PAGE, REQUESTS = 100_000, 30_000, 7
PLOTLY = "plotly.min.js"

pytestmark = pytest.mark.once


@pytest.fixture
def moved() -> Callable[[Page], list[Response]]:
    """Everything that a page's window is sent from now on."""

    def listen(page: Page) -> list[Response]:
        replies: list[Response] = []
        page.on("response", lambda reply: replies.append(reply))
        return replies

    return listen


def weight(replies: list[Response]) -> int:
    return sum(len(one.body()) for one in replies if one.status == 200)


def test_a_questionnaire_is_light_on_a_phone(window, cast, moved):
    review = scenarios.open_review(cast.partnership)
    token = scenarios.token_for(review, cast.ben)
    page = window(PHONE)
    replies = moved(page)
    page.goto(reverse("assessments:respond-section", args=[review.pk, token, Code.values[0]]))
    assert len(replies) <= REQUESTS, [one.url for one in replies]
    assert weight(replies) < FIRST_VISIT
    seen = {one.url for one in replies}
    replies.clear()
    page.get_by_role("button", name="Continue").click()
    expect(page.get_by_text("Part 2 of")).to_be_visible()
    assert weight([one for one in replies if one.url not in seen]) < FURTHER_PAGE


def test_plotly_comes_once_and_only_where_there_is_a_chart(window, cast, moved):
    review = scenarios.shared_review(cast.partnership)
    page = window()
    sign_in(page, cast.ben.person)
    replies = moved(page)
    for name, args in (
        ("home:home", []),
        ("partnerships:partnership", [cast.partnership.pk]),
        ("assessments:review", [review.pk]),
        ("insights:my-view", [review.pk]),
        ("evidence:consideration", ["power"]),
    ):
        page.goto(reverse(name, args=args))
    assert not [one.url for one in replies if PLOTLY in one.url]
    page.goto(reverse("insights:results", args=[review.pk]))
    expect(page.locator("#plot-differences .main-svg").first).to_be_visible()
    page.get_by_role("link", name="Level", exact=True).click()
    expect(page.locator("#comparison-said")).to_have_text("Compared by level.")
    assert len([one.url for one in replies if PLOTLY in one.url]) == 1


def test_tables_can_be_read_before_plotly_arrives(window, cast):
    review = scenarios.shared_review(cast.partnership)
    page = window()
    sign_in(page, cast.ben.person)
    release = hold_file(page, f"**/{PLOTLY}")
    page.goto(reverse("insights:results", args=[review.pk]), wait_until="commit")
    page.locator("#figures-standing summary").click()
    expect(page.locator("#table-standing")).to_be_visible()
    release()
    expect(page.locator("#plot-standing .main-svg").first).to_be_visible()


def test_where_plotly_does_not_arrive_the_tables_stand_open(window, cast):
    review = scenarios.shared_review(cast.partnership)
    page = window()
    sign_in(page, cast.ben.person)
    page.watch.expect(PLOTLY)
    page.route(f"**/{PLOTLY}", lambda route: route.abort())
    page.goto(reverse("insights:results", args=[review.pk]))
    for name in ("standing", "differences"):
        expect(page.locator(f"#table-{name}")).to_be_visible()
        expect(page.locator(f"#plot-{name}")).to_be_hidden()
