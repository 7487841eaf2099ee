"""What stands in somebody's way is found, in the colours and at the width where it does."""

import pytest
from playwright.sync_api import Page

from .watching import ONLY_LOOKS, barriers

pytestmark = pytest.mark.once

STYLE = """
    :root { color-scheme: light dark; --text: #222; --quiet: #555; --ground: #fff }
    @media (prefers-color-scheme: dark) { :root { --text: #eee; --quiet: #999; --ground: #222 } }
    html { color: var(--text); background: var(--ground) }
    .quiet { color: var(--quiet) }
    .faint { color: #777 }
    .over { position: relative } .over i { position: absolute; inset: 0; background: #222 }
    .low { background: #777 }
"""
PAGE = """<!doctype html><html lang="en"><head><title>A page</title><style>{style}</style></head>
    <body><main><h1>A page</h1><p>Words</p><p class="quiet">Words</p>{more}</main></body></html>"""
UNDER = '<div class="over"><p class="faint">Words</p>{}</div>'


@pytest.fixture
def show(window, site):
    """A window, and a page of one's own in it: `show(more, scheme)`."""
    page, html = window(), []
    page.route(f"{site}/own/", lambda route: route.fulfill(body=html[-1], content_type="text/html"))

    def shown(more: str, scheme: str, style: str = STYLE) -> Page:
        html.append(PAGE.format(style=style, more=more))
        page.emulate_media(color_scheme=scheme)
        page.goto("/own/")
        return page

    return shown


@pytest.mark.parametrize(
    ("more", "scheme", "found"),
    [
        ("<p>Other words</p>", "light", []),
        ("<p>Other words</p>", "dark", []),
        ('<p class="faint">Faint words</p>', "dark", ["color-contrast"]),
        ('<div class="low"><p class="quiet">Words</p></div>', "light", ["color-contrast"]),
        ('<div class="low"><b>A</b><i>Words</i></div>', "dark", ["color-contrast"]),
        ('<b class="faint">A</b><b class="faint">Words</b>', "dark", ["color-contrast"]),
        (f"{UNDER.format('<i></i>')}{UNDER.format('')}", "dark", ["color-contrast"]),
        ("<button></button>", "light", ["button-name"]),
    ],
)
def test_what_is_wrong_is_found_beside_what_is_right(show, more, scheme, found):
    page = show(more, scheme)
    assert sorted({one.partition(":")[0] for one in barriers(page)}) == found


def test_text_that_is_faint_in_light_alone_is_found_when_the_dark_was_looked_at(show):
    page = show('<p class="faint">Words</p>', "dark", STYLE.replace("#777", "#aaa"))
    assert not barriers(page)
    page.emulate_media(color_scheme="light")
    assert [one.partition(":")[0] for one in barriers(page, ONLY_LOOKS)] == ["color-contrast"]


def test_what_is_found_is_found_on_every_page_that_has_it(show):
    for _each in range(2):
        assert barriers(show('<p class="faint">Words</p>', "dark"))
