"""Takes the pictures in docs/images from the running demonstration: `python -m tests.screenshots`.

Results are also taken whole at every width, in light and in dark, into var/screenshots, to be
looked at. The demonstration is served from a directory of its own, which is gone afterwards.
"""

import os
import re
import secrets
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import Browser, Page, sync_playwright

from .chromium import LAUNCH, find

ROOT = Path(__file__).parents[1]
IMAGES = ROOT / "docs" / "images"
TO_LOOK_AT = ROOT / "var" / "screenshots"
WIDTHS = (390, 768, 1280)
SCHEMES = ("light", "dark")
SETTLES = 700
"""Milliseconds in which a page has changed in place after a choice."""
PATIENCE = 60
PHONE = (390, 844)
TALL_PHONE = (390, 1000)
DESK = (1280, 1000)
PERSON = re.compile(r"^  ([^:\n]+): .+\n    (http\S+)$", re.MULTILINE)


@dataclass(frozen=True)
class Picture:
    """A page as somebody comes to it: whose link opens it, and what they click from there."""

    name: str
    who: str = ""
    clicks: tuple[str, ...] = ()
    size: tuple[int, int] = DESK


PARTNERSHIP = "Alderwick Health and Social Care Partnership"
PICTURES = (
    Picture("evidence", clicks=("Evidence", "Power and transparency")),
    Picture("home", "Member"),
    Picture("partnership", "Coordinator", (PARTNERSHIP,)),
    Picture("review", "Coordinator", (PARTNERSHIP, "Autumn review")),
    Picture("respond", "Someone who has been asked to answer", ("Start", "Agree"), TALL_PHONE),
    Picture("results", "Member", ("Spring review",), (1280, 1150)),
    Picture("differences", "Member", ("Spring review", "Organisation"), (1280, 900)),
    Picture("consideration", "Member", ("Spring review", "Shared clarity")),
    Picture(
        "discussion", "Facilitator", ("Spring review", "Go to the discussion", "Shared clarity")
    ),
)
RESULTS = (
    Picture("results", "Member", ("Spring review",)),
    Picture("results-by-level", "Member", ("Spring review", "Level")),
    Picture("consideration", "Member", ("Spring review", "Deciding together")),
    Picture("consideration-by-level", "Member", ("Spring review", "Level", "Deciding together")),
)


@contextmanager
def demonstration() -> Iterator[dict[str, str]]:
    """Serves the demonstration; gives the link of each person in it, by what they are."""
    with tempfile.TemporaryDirectory(prefix="screenshots") as directory:
        port = _free_port()
        address = f"http://127.0.0.1:{port}"
        environment = os.environ | {
            "DEMONSTRATION": "True",
            "DEBUG": "False",
            "SECRET_KEY": secrets.token_urlsafe(48),
            "DATABASE_URL": f"sqlite:///{directory}/demonstration.sqlite3",
            "EMAIL_URL": f"filemail:///{directory}/mail",
            "SITE_URL": address,
        }
        _manage(environment, "migrate", "--verbosity", "0")
        people = PERSON.findall(_manage(environment, "demonstration"))
        links = dict(reversed(people))  # of those who are the same, the first
        serve = [sys.executable, "-m", "gunicorn", "--bind", f"127.0.0.1:{port}"]
        server = subprocess.Popen(serve, cwd=ROOT, env=environment)
        try:
            _wait_for(port)
            yield {"": address} | links
        finally:
            server.terminate()
            server.wait(PATIENCE)


def _free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as one:
        return one.getsockname()[1]


def _manage(environment: dict[str, str], *command: str) -> str:
    run = [sys.executable, "manage.py", *command]
    return subprocess.run(
        run, cwd=ROOT, env=environment, check=True, stdout=subprocess.PIPE, text=True
    ).stdout


def _wait_for(port: int) -> None:
    """Until the server answers; ConnectionRefusedError if it never does."""
    last = time.monotonic() + PATIENCE
    while True:
        try:
            socket.create_connection(("127.0.0.1", port)).close()
        except ConnectionRefusedError:
            if time.monotonic() > last:
                raise
            time.sleep(0.1)
        else:
            return


def take(browser: Browser, picture: Picture, links: dict[str, str]) -> Path:
    """Go where the picture is and keep what is in view."""
    with _at(browser, picture, links, picture.size, "light") as page:
        return _keep(page, IMAGES / f"{picture.name}.png")


def take_whole(browser: Browser, picture: Picture, links: dict[str, str]) -> Iterator[Path]:
    """The whole page at every width, in light and in dark."""
    for width in WIDTHS:
        for scheme in SCHEMES:
            with _at(browser, picture, links, (width, PHONE[1]), scheme) as page:
                name = f"{picture.name}-{width}-{scheme}.png"
                yield _keep(page, TO_LOOK_AT / name, full_page=True)


@contextmanager
def _at(
    browser: Browser, picture: Picture, links: dict[str, str], size: tuple[int, int], scheme: str
) -> Iterator[Page]:
    """The page, once its charts are drawn."""
    context = browser.new_context(
        viewport={"width": size[0], "height": size[1]},
        color_scheme=scheme,
        reduced_motion="reduce",
        device_scale_factor=1,
    )
    page = context.new_page()
    page.goto(links[picture.who])
    for name in picture.clicks:
        _click(page, name)
    if page.locator("[data-figure]").count():
        page.locator("[data-figure] .main-svg").first.wait_for()
    page.wait_for_load_state("networkidle")
    yield page
    context.close()


def _keep(page: Page, path: Path, **options: bool) -> Path:
    page.screenshot(path=path, **options)
    return path.relative_to(ROOT)


def _click(page: Page, name: str) -> None:
    """The first link or choice of this name, once the page is all there."""
    page.wait_for_load_state("networkidle")
    choice = page.locator(f'label:text-is("{name}")')
    page.get_by_role("link", name=name).or_(choice).first.click()
    page.wait_for_timeout(SETTLES)


def main() -> None:
    for directory in (IMAGES, TO_LOOK_AT):
        directory.mkdir(parents=True, exist_ok=True)
    chromium = find()
    with demonstration() as links, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, **LAUNCH)
        for picture in PICTURES:
            sys.stdout.write(f"{take(browser, picture, links)}\n")
        for picture in RESULTS:
            for path in take_whole(browser, picture, links):
                sys.stdout.write(f"{path}\n")
        browser.close()


if __name__ == "__main__":
    main()
