"""Answering, and results on screen and on paper, in another browser than everywhere else."""

import io
from collections.abc import Iterator

import pytest
from django.conf import settings as configured
from django.test import Client
from django.urls import reverse
from pypdf import PdfReader

from tests import scenarios
from tests.firefox import Firefox

from .test_respond_journey import PARTS

pytestmark = pytest.mark.once

FIRST = "(//*[contains(@class, 'choices--rating')])[1]"
LOOKS = """return (element => {
    const { outlineStyle, outlineWidth, backgroundColor } = getComputedStyle(element);
    return { outline: `${outlineStyle} ${outlineWidth}`, ground: backgroundColor };
})(%s)"""
NOTHING = "rgba(0, 0, 0, 0)"
AS_BEFORE_DETAILS_CONTENT = """
    const rules = (parent) => [...parent.cssRules].forEach((rule, at) => {
        if (rule.selectorText?.includes("details-content")) parent.deleteRule(at);
        else if (rule.cssRules) rules(rule);
    });
    for (const sheet of document.styleSheets) rules(sheet);
"""
"""What older browsers, which know no such part, leave out of a style sheet."""

ROWS = """return [...document.querySelectorAll("#table-standing tbody tr")].map(
    (row) => [...row.cells].map((cell) => cell.textContent.trim()).join(" "))"""


@pytest.fixture(scope="module")
def firefox(tmp_path_factory) -> Iterator[Firefox]:
    with Firefox(tmp_path_factory.mktemp("firefox")) as window:
        yield window


def says(firefox: Firefox, text: str) -> str:
    return firefox.find(f"//*[contains(normalize-space(), '{text}')]")


def press(firefox: Firefox, name: str) -> None:
    seen = "self::a or self::button[not(contains(@class, 'visually-hidden'))]"
    firefox.click(f"(//main//*[{seen}][normalize-space() = '{name}'])[1]")


def test_a_member_answers(firefox, link):
    firefox.goto(link)
    press(firefox, "Start")
    says(firefox, f"Part 1 of {PARTS}")
    assert firefox.run(LOOKS % "document.querySelector('.statement')")["ground"] != NOTHING
    firefox.click(f"{FIRST}//label[normalize-space() = 'Agree']")
    firefox.find("//*[@id = 'saved' and normalize-space() = 'Saved']")
    firefox.type(f"{FIRST}//input[@value = '4']", "\ue014")  # the arrow to the right
    label = "document.activeElement.nextElementSibling"
    ring = firefox.run(LOOKS.replace("(element)", "(element, '::after')") % label)
    assert ring["outline"] == "solid 3px"
    firefox.find("//*[@id = 'answered' and contains(., '1 of 40')]")
    for part in range(1, PARTS):
        press(firefox, "Continue")
        says(firefox, f"Part {part + 1} of {PARTS}")
    press(firefox, "Check your answers")
    says(firefox, "39 statements have no answer")
    press(firefox, "Submit your answers")
    firefox.find("//h1[contains(., 'Thank you')]")


def test_results_are_seen_and_printed_with_tables_that_are_closed(firefox, cast, site):
    review = scenarios.shared_review(cast.partnership)
    client = Client()
    client.force_login(cast.ben.person)
    key = client.cookies[configured.SESSION_COOKIE_NAME]
    firefox.goto(site)
    firefox.command("WebDriver:AddCookie", cookie={"name": key.key, "value": key.value})
    firefox.goto(site + reverse("insights:results", args=[review.pk]))
    firefox.find("//*[@id = 'plot-standing']//*[contains(@class, 'main-svg')]")
    assert firefox.run(LOOKS % "document.querySelector('[class*=heat__]')")["ground"] != NOTHING
    assert not firefox.run("return document.querySelector('#figures-standing').open")
    firefox.run(AS_BEFORE_DETAILS_CONTENT)
    pages = PdfReader(io.BytesIO(firefox.printed())).pages
    words = " ".join(" ".join(page.extract_text() for page in pages).split())
    rows = firefox.run(ROWS)
    assert rows
    assert [row for row in rows if row not in words] == []
    assert not firefox.run("return document.querySelector('#figures-standing').open")
