"""Takes the pictures in docs/images from the running demonstration: `python -m tests.screenshots`.

The demonstration is served from a directory of its own, which is gone afterwards.
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
PATIENCE = 30
PHONE = (390, 844)
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
    Picture("respond", "Somebody who is asked to answer", ("Start", "Agree"), PHONE),
    Picture("results", "Member", ("Spring review",), (1280, 1150)),
    Picture("differences", "Member", ("Spring review", "Organisation"), (1280, 900)),
    Picture("consideration", "Member", ("Spring review", "Shared clarity")),
    Picture(
        "discussion", "Facilitator", ("Spring review", "Go to the discussion", "Shared clarity")
    ),
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
        links = dict(PERSON.findall(_manage(environment, "demonstration")))
        serve = [sys.executable, "-m", "gunicorn", "config.wsgi", "--bind", f"127.0.0.1:{port}"]
        server = subprocess.Popen([*serve, "--log-level", "warning"], cwd=ROOT, env=environment)
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


def take(browser: Browser, picture: Picture, links: dict[str, str]) -> None:
    """Go where the picture is and keep what is in view."""
    width, height = picture.size
    context = browser.new_context(
        viewport={"width": width, "height": height},
        color_scheme="light",
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
    page.screenshot(path=IMAGES / f"{picture.name}.png")
    context.close()


def _click(page: Page, name: str) -> None:
    """The first link or choice of this name, once the page is all there."""
    page.wait_for_load_state("networkidle")
    choice = page.locator(f'label:text-is("{name}")')
    page.get_by_role("link", name=name).or_(choice).first.click()


def main() -> None:
    IMAGES.mkdir(parents=True, exist_ok=True)
    chromium = find()
    with demonstration() as links, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, **LAUNCH)
        for picture in PICTURES:
            take(browser, picture, links)
            sys.stdout.write(f"docs/images/{picture.name}.png\n")
        browser.close()


if __name__ == "__main__":
    main()
