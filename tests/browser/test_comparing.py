"""Choosing what to compare changes the page in place; what only a browser shows of it."""

from django.urls import reverse
from playwright.sync_api import expect

from tests import scenarios

from .conftest import sign_in

DRAWN = """() => document.querySelector("#plot-differences").data
    .map((one) => one.name).filter((name) => name)"""


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
    page.wait_for_function(f"""String(({DRAWN})()) === "NHS Riverside,Riverside Council" """)
    page.go_back()
    expect(said).to_have_text("Compared by organisation.")
    assert page.evaluate("() => window.here"), "the page was loaded anew"
    page.reload()
    assert "Open Door" in page.evaluate(DRAWN)


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
