"""Comparing, keeping charts as pictures, and printing: what only a browser shows of it."""

from pathlib import Path

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from assessments.reviews.services import share
from insights.closing import close_review
from tests import scenarios

from .conftest import PHONE, sign_in

pytestmark = pytest.mark.once

DRAWN = """(wanted) => {
    const names = document.querySelector("#plot-differences").data
        .filter((one) => one.mode === "markers").map((one) => one.name);
    return names.filter((name) => name).join() === wanted;
}"""

HIDDEN_NAMES = """(plot) => {
    const frame = plot.getBoundingClientRect();
    const boxes = [...plot.querySelectorAll(".annotation-text, .xtick text")].map((one) => [
        one.textContent, one.getBoundingClientRect(),
    ]);
    return boxes.flatMap(([name, box], place) => [
        ...(box.left < frame.left || box.right > frame.right ? [name] : []),
        ...boxes.slice(place + 1).filter(([, other]) =>
            box.left < other.right && other.left < box.right
            && box.top < other.bottom && other.top < box.bottom
        ).map(([other]) => `${name} × ${other}`),
    ]);
}"""

COUNT_DRAWINGS = """() => {
    const { react } = Plotly;
    const underWay = new Map();
    window.drawings = { atOnce: 0, finished: 0, failed: [] };
    Plotly.react = async (plot, ...rest) => {
        underWay.set(plot, (underWay.get(plot) ?? 0) + 1);
        drawings.atOnce = Math.max(drawings.atOnce, underWay.get(plot));
        try {
            await react(plot, ...rest);
        } catch (problem) {
            drawings.failed.push(String(problem));
        }
        underWay.set(plot, underWay.get(plot) - 1);
        drawings.finished += 1;
    };
}"""
PRINT_IN_ONE_TASK = """() => {
    window.dispatchEvent(new Event("beforeprint"));
    window.onPaper = document.querySelector("#plot-differences").layout.width;
    window.dispatchEvent(new Event("afterprint"));
    window.dispatchEvent(new Event("beforeprint"));
    window.dispatchEvent(new Event("afterprint"));
}"""
DRAWN_TWICE_EACH = """() =>
    drawings.finished === 2 * document.querySelectorAll("[data-figure]").length
"""


def test_the_page_changes_in_place_and_every_view_has_its_address(window, cast):
    review = scenarios.shared_review(cast.partnership)
    address = reverse("insights:results", args=[review.pk])
    page = window()
    sign_in(page, cast.ben.person)
    page.goto(address)
    page.evaluate("() => { window.here = true; }")
    said = page.locator("#comparison-said")
    page.get_by_role("link", name="Level", exact=True).click()
    expect(said).to_have_text("Compared by level.")
    page.get_by_role("link", name="Organisation", exact=True).click()
    expect(said).to_have_text("Compared by organisation.")
    page.get_by_text("Highlight or hide groups").click()
    page.get_by_role("link", name="Hide Open Door").press("Enter")
    expect(said).to_have_text("Compared by organisation. Hidden: Open Door.")
    expect(page.get_by_role("link", name="Show Open Door")).to_be_focused()
    assert page.url.endswith("?by=organisation&hide=open-door")
    page.wait_for_function(DRAWN, arg="NHS Riverside,Riverside Council")
    page.go_back()
    expect(said).to_have_text("Compared by organisation.")
    assert page.evaluate("() => window.here"), "the page was loaded anew"
    page.wait_for_function(DRAWN, arg="NHS Riverside,Open Door,Riverside Council")


def test_without_a_script_links_lead_to_the_same_views(window, cast):
    review = scenarios.shared_review(cast.partnership)
    page = window(java_script_enabled=False)
    sign_in(page, cast.ben.person)
    page.goto(reverse("insights:results", args=[review.pk]))
    page.get_by_role("link", name="Level", exact=True).click()
    assert page.url.endswith("?by=level#differences")
    expect(page.get_by_role("link", name="Level", exact=True)).to_have_attribute(
        "aria-current", "true"
    )


def test_a_chart_is_kept_as_a_picture_with_its_title_on_white(window, cast):
    review = scenarios.shared_review(cast.partnership)
    page = window(color_scheme="dark")
    sign_in(page, cast.ben.person)
    page.goto(reverse("insights:results", args=[review.pk]))
    kept = {}
    for kind in ("PNG", "SVG"):
        with page.expect_download() as download:
            differences = page.locator("figure", has=page.locator("#plot-differences"))
            differences.get_by_role("button", name=f"({kind})").click()
        name = download.value.suggested_filename
        assert name == f"riverside-partnership-autumn-review-differences.{kind.lower()}"
        kept[kind] = Path(download.value.path()).read_bytes()
    assert kept["PNG"].startswith(b"\x89PNG")
    drawing = kept["SVG"].decode()
    assert "Where do we see it differently?" in drawing
    assert "Riverside Partnership · Autumn review" in drawing
    assert "22 of 22 people in 3 organisations answered · no group of fewer than 5" in drawing
    assert "The bar through a mark covers its step" in drawing, "its notes"
    assert "Open Door" in drawing, "the names of what is drawn"
    assert 'fill="#ffffff"' in drawing
    assert "rgb(12, 92, 99)" in drawing, "the light colour of the first group"


def test_on_a_phone_no_slope_hides_the_name_of_another(window, cast):
    """All end close together, so their names have to give way."""
    scenarios.fill(cast.partnership, scenarios.COUNCIL, 8)
    for title, rating in (("Spring", 3), ("Autumn", 4)):
        review = scenarios.open_quietly(cast.partnership, title=title)
        scenarios.answer_all(review, dict.fromkeys(cast.partnership.members.asked(), rating))
        review = share(review=scenarios.long_closed(close_review(review=review)))
    page = window(PHONE)
    sign_in(page, cast.ben.person)
    page.goto(reverse("insights:results", args=[review.pk]))
    plot = page.locator("#plot-changes")
    expect(plot.locator(".annotation-text")).to_have_count(8)
    assert plot.evaluate(HIDDEN_NAMES) == []


def test_a_page_on_paper_holds_tables_and_charts_and_nothing_to_press(window, cast):
    review = scenarios.shared_review(cast.partnership)
    page = window(color_scheme="dark")
    sign_in(page, cast.ben.person)
    page.goto(reverse("insights:results", args=[review.pk]))
    expect(page.locator("#plot-differences .main-svg").first).to_be_visible()
    page.emulate_media(media="print", color_scheme="dark")
    page.evaluate("() => window.dispatchEvent(new Event('beforeprint'))")
    expect(page.locator("#table-differences")).to_be_visible()
    for gone in (".masthead", ".comparing", ".takeaway", ".actions", "summary", ".downloads"):
        assert not page.locator(f"{gone} >> visible=true").count(), gone
    assert page.evaluate("() => document.querySelector('#plot-differences').layout.width") == 680
    assert page.evaluate("() => getComputedStyle(document.body).color") == "rgb(0, 0, 0)"


def test_drawings_for_paper_and_for_the_screen_do_not_run_into_each_other(window, cast):
    review = scenarios.shared_review(cast.partnership)
    page = window()
    sign_in(page, cast.ben.person)
    page.goto(reverse("insights:results", args=[review.pk]))
    plot = page.locator("#plot-differences")
    expect(plot.locator(".main-svg").first).to_be_visible()
    on_screen = plot.evaluate("plot => plot._fullLayout.width")
    page.evaluate(COUNT_DRAWINGS)
    page.evaluate(PRINT_IN_ONE_TASK)
    page.wait_for_function(DRAWN_TWICE_EACH)
    assert page.evaluate("() => onPaper") == 680
    assert page.evaluate("() => [drawings.atOnce, drawings.failed]") == [1, []]
    assert plot.evaluate("plot => plot._fullLayout.width") == on_screen != 680


def test_where_a_page_can_not_change_in_place_the_link_is_followed(window, cast):
    review = scenarios.shared_review(cast.partnership)
    page = window()
    sign_in(page, cast.ben.person)
    page.watch.expect("net::ERR_FAILED", "?by=level", "htmx")
    page.route(
        "**/results/?by=level*",
        lambda route: route.abort() if route.request.resource_type == "xhr" else route.continue_(),
    )
    page.goto(reverse("insights:results", args=[review.pk]))
    page.get_by_role("link", name="Level", exact=True).click()
    page.wait_for_url("**/results/?by=level#differences")
    expect(page.locator("#comparison-said")).to_have_text("Compared by level.")
