"""Finds the browser that tests drive, or installs one: `python -m tests.chromium`.

Playwright's own download if it can be had, otherwise Debian's: its headless shell, which opens a
window for a third of what Chromium itself takes.
"""

import os
import shutil
import subprocess
import sys
from pathlib import Path

from playwright.sync_api import Playwright, sync_playwright

LAUNCH = {
    "args": [
        "--no-sandbox",
        "--disable-gpu",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
        "--no-first-run",
        "--js-flags=--no-opt --no-maglev",
    ]
}
"""No page is open for long enough that compiling its scripts well is worth it."""

WHOLE = ("chromium", "google-chrome")
NAMES = ("chromium-headless-shell", *WHOLE)


def found_by(playwright: Playwright) -> str | None:
    """The path of a Chromium on this machine."""
    own = playwright.chromium.executable_path
    if Path(own).exists():
        return own
    return next(filter(None, map(shutil.which, NAMES)), None)


def whole() -> dict[str, str]:
    """How to launch a browser as people have it: the shell keeps no page for going back."""
    path = next(filter(None, map(shutil.which, WHOLE)), None)
    return {"executable_path": path} if path else {"channel": "chromium"}


def find() -> str | None:
    """The same, for whoever has no Playwright running."""
    with sync_playwright() as playwright:
        return found_by(playwright)


def install() -> None:
    """Install one in whichever way works; CalledProcessError if none does."""
    own = [sys.executable, "-m", "playwright", "install", "--with-deps", "chromium"]
    if (
        subprocess.run(own, check=False, capture_output=True, timeout=600).returncode == 0
        and find()
    ):
        return
    install_from_debian("chromium", NAMES[0])


def install_from_debian(*packages: str) -> None:
    """Have Debian install what is missing; CalledProcessError if it can't."""
    root = [] if os.geteuid() == 0 else ["sudo", "--non-interactive"]
    environment = os.environ | {"DEBIAN_FRONTEND": "noninteractive"}
    for command in (["update", "-qq"], ["install", "-y", "-qq", *packages]):
        subprocess.run([*root, "apt-get", *command], check=True, env=environment)


if __name__ == "__main__":
    if not find():
        sys.stdout.write("Installing a browser for the tests…\n")
        install()
    sys.stdout.write(f"Browser: {find()}\n")
