"""Looking at a page as everybody may have to use it.

It is opened on a phone in dark colours, narrowed to 320 pixels, and looked at once more on a
desk in light colours.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from django.urls import reverse
from playwright.sync_api import Page

from .watching import ONLY_LOOKS, barriers, faults, overflow

PHONE, NARROW, WIDE = 390, 320, 1280


@dataclass(frozen=True)
class Visit:
    """A page, and what to press on it if what comes after is to be looked at instead."""

    url: str
    status: int = 200
    press: str = ""
    fill: tuple[tuple[str, str], ...] = ()


def at(name: str, *args: object) -> Visit:
    return Visit(reverse(name, args=args))


def wrong(name: str, *args: object, press: str, **fill: str) -> Visit:
    """The page with a form on it that was filled in badly, or not at all."""
    return Visit(reverse(name, args=args), press=press, fill=tuple(fill.items()))


def look(page: Page, visit: Visit) -> Iterator[str]:
    """Everything that is wrong with a page."""
    page.emulate_media(color_scheme="dark")
    page.set_viewport_size({"width": PHONE, "height": 844})
    if visit.status >= 400:
        page.watch.expect(f"status {visit.status}", f"status of {visit.status}")
    reply = page.goto(visit.url)
    for label, text in visit.fill:
        page.get_by_label(label).fill(text)
    if visit.press:
        with page.expect_navigation() as going:
            page.get_by_role("button", name=visit.press, exact=True).first.click()
        reply = going.value
    if reply.status != visit.status:
        yield f"status {reply.status}"
    yield from faults(page)
    yield from overflow(page, PHONE)
    yield from barriers(page)
    yield from overflow(page, NARROW)
    page.emulate_media(color_scheme="light")
    yield from overflow(page, WIDE)
    yield from barriers(page, ONLY_LOOKS)
    yield from page.watch.unexpected()
