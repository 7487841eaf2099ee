"""Style sheets and scripts ask for nothing that the oldest browsers lack: see docs/browsers.md.

What a browser may do without is said here, and why.
"""

import pytest

from tests.guards.test_rooms import ROOT

from .floor import (
    ANSWERING,
    EVERYTHING,
    PAGES_OF_ANSWERS,
    STATIC,
    Feature,
    asked_by_script,
    asked_by_sheet,
    lacks,
    loaded,
)

MAY_BE_MISSING = {
    Feature("at-rule", "page"): "margins on paper are the browser's own",
    Feature("media", "scripting"): "an empty chart stands above its table where scripts are off",
    Feature("property", "accent-color"): "radio buttons keep the browser's colour",
    Feature("property", "outline"): "it has square corners",
    Feature("property", "orphans"): "a paragraph may be parted anywhere",
    Feature("property", "widows"): "a paragraph may be parted anywhere",
    Feature("property", "scroll-behavior"): "the page jumps",
    Feature("property", "text-wrap"): "lines are of uneven length",
    Feature("property", "content-visibility"): "only beside details-content",
    Feature("selector", "details-content"): "static/js/paper.js opens what is closed",
    Feature("selector", "focus-visible"): "@supports beside it shows every focus",
    Feature("selector", "has"): "a statement is not marked, and scripts hide what clears nothing",
    Feature("script", "requestSubmit"): "asked for first; static/js/respond.js has a way without",
    Feature("script", "submitter"): "the button that was pressed last stands in",
}

SHEETS = sorted((STATIC / "css").glob("*.css"))
SCRIPTS = sorted((STATIC / "js").glob("*.js"))
NAMES = {
    "safari": "Safari",
    "chrome": "Chrome",
    "firefox": "Firefox",
    "samsung": "Samsung Internet",
}


def wanting(floor: dict[str, float], features: set[Feature]) -> dict[Feature, list[str]]:
    missing = {one: lacks(floor, one) for one in features - set(MAY_BE_MISSING)}
    return {one: browsers for one, browsers in missing.items() if browsers}


def test_pages_of_answers_ask_for_nothing_that_the_oldest_browsers_lack():
    sheets = loaded(*PAGES_OF_ANSWERS, kind="css")
    scripts = loaded(*PAGES_OF_ANSWERS, kind="js")
    assert {one.stem for one in sheets} == {"tokens", "parallax", "respond"}
    assert {one.stem for one in scripts} == {"kept", "outbox", "respond", "unsent"}
    for one in sheets:
        assert not wanting(ANSWERING, set(asked_by_sheet(one.read_text("utf-8")))), one
    for one in scripts:
        assert not wanting(ANSWERING, asked_by_script(one.read_text("utf-8"))), one


@pytest.mark.parametrize("path", SHEETS, ids=lambda one: one.name)
def test_a_style_sheet_asks_for_nothing_that_old_browsers_lack(path):
    assert not wanting(EVERYTHING, set(asked_by_sheet(path.read_text("utf-8"))))


@pytest.mark.parametrize("path", SCRIPTS, ids=lambda one: one.name)
def test_a_script_asks_for_nothing_that_old_browsers_lack(path):
    assert not wanting(EVERYTHING, asked_by_script(path.read_text("utf-8")))


def test_what_may_be_missing_is_asked_for():
    asked = {one for path in SHEETS for one in asked_by_sheet(path.read_text("utf-8"))}
    asked |= {one for path in SCRIPTS for one in asked_by_script(path.read_text("utf-8"))}
    assert set(MAY_BE_MISSING) <= asked


def test_the_documentation_names_the_oldest_browsers():
    text = (ROOT / "docs" / "browsers.md").read_text("utf-8")
    for floor in (ANSWERING, EVERYTHING):
        for browser, version in floor.items():
            assert f"{NAMES[browser]} {version}" in text.replace("Firefox ESR", "Firefox")


TRAPS = {
    "@layer a { p { color: red } }": Feature("at-rule", "layer"),
    "p { color: color-mix(in srgb, red, blue) }": Feature("function", "color-mix"),
    "p { height: 100dvh }": Feature("unit", "dvh"),
    "p:has(a) { color: red }": Feature("selector", "has"),
    "p { & a { color: red } }": Feature("syntax", "nesting"),
    "@media (width >= 40rem) { p { color: red } }": Feature("syntax", "media range"),
    "@container (min-width: 9rem) { p { color: red } }": Feature("at-rule", "container"),
    "p { overflow-wrap: anywhere }": Feature("value", "overflow-wrap: anywhere"),
    'p { content: "→" / "" }': Feature("value", "content: alternative text"),
    "p { appearance: none }": Feature("property", "appearance"),
}


@pytest.mark.parametrize("css", TRAPS)
def test_what_the_oldest_browsers_lack_is_found(css):
    assert TRAPS[css] in set(asked_by_sheet(css))
    assert lacks(ANSWERING, TRAPS[css])


def test_what_older_browsers_know_may_stand_before():
    beside = (
        "p { min-height: 100vh; min-height: 100dvh; -webkit-appearance: none; appearance: none }"
    )
    assert not wanting(ANSWERING, set(asked_by_sheet(beside)))
    with pytest.raises(AssertionError, match="is lost with it"):
        list(asked_by_sheet("a, p:has(a) { color: red }"))
