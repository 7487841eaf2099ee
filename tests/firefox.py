"""Drives Firefox, or installs it: `python -m tests.firefox`.

It speaks Marionette, which Firefox understands without a driver beside it.
"""

import base64
import json
import shutil
import socket
import subprocess
import sys
import time
from contextlib import suppress
from itertools import count
from pathlib import Path
from typing import Any, Self

from tests.chromium import install_from_debian

NAMES = ("firefox-esr", "firefox")
PATIENCE = 15  # seconds
ELEMENT = "element-6066-11e4-a52e-4f735466cecf"
NOWHERE = ("127.0.0.1", 9)
PREFERENCES = {
    "marionette.port": 0,
    "network.proxy.type": 1,
    "network.proxy.http": NOWHERE[0],
    "network.proxy.http_port": NOWHERE[1],
    "network.proxy.ssl": NOWHERE[0],
    "network.proxy.ssl_port": NOWHERE[1],
    "network.http.keep-alive.timeout": 1,
    "network.http.speculative-parallel-limit": 0,
    "browser.shell.checkDefaultBrowser": False,
    "browser.startup.page": 0,
    "browser.newtabpage.enabled": False,
    "datareporting.policy.dataSubmissionEnabled": False,
    "app.update.disabledForTesting": True,
    "extensions.autoDisableScopes": 0,
    "ui.prefersReducedMotion": 1,
}
"""What is asked of other hosts goes nowhere; what is asked of this machine needs no proxy."""


def find() -> str | None:
    """The path of a Firefox on this machine."""
    return next(filter(None, map(shutil.which, NAMES)), None)


class Firefox:
    """A window of Firefox; `with Firefox(folder) as window`."""

    def __init__(self, profile: Path) -> None:
        path = find()
        assert path, "There is no Firefox. Install one with: python -m tests.firefox"
        self.profile = profile
        lines = [
            f"user_pref({json.dumps(key)}, {json.dumps(PREFERENCES[key])});" for key in PREFERENCES
        ]
        (profile / "user.js").write_text("\n".join(lines))
        options = ["--headless", "--marionette", "--no-remote", "--profile", str(profile)]
        silent = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
        self.process = subprocess.Popen([path, *options], **silent)

    def __enter__(self) -> Self:
        self.connection = socket.create_connection(("127.0.0.1", self._port()), PATIENCE)
        self.stream = self.connection.makefile("rb")
        self.numbers = count(1)
        self._read()
        self.command("WebDriver:NewSession")
        self.command("WebDriver:SetTimeouts", implicit=PATIENCE * 1000)
        return self

    def __exit__(self, *_trouble: object) -> None:
        with suppress(OSError, ValueError):
            self.command("Marionette:Quit", flags=["eForceQuit"])
        self.stream.close()
        self.connection.close()
        try:
            self.process.wait(PATIENCE)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()

    def _port(self) -> int:
        told = self.profile / "MarionetteActivePort"
        for _look in range(PATIENCE * 20):
            if told.exists() and (number := told.read_text()):
                return int(number)
            assert self.process.poll() is None, "Firefox has ended"
            time.sleep(0.05)
        raise AssertionError("Firefox does not answer")

    def _read(self) -> Any:
        length = b""
        while not length.endswith(b":"):
            length += self.stream.read(1)
        return json.loads(self.stream.read(int(length[:-1])))

    def command(self, name: str, **parameters: object) -> Any:
        """What Firefox makes of a command of WebDriver."""
        message = json.dumps([0, next(self.numbers), name, parameters]).encode()
        self.connection.sendall(b"%d:%b" % (len(message), message))
        _reply, _number, trouble, result = self._read()
        assert not trouble, f"{name}: {trouble}"
        return result

    def goto(self, url: str) -> None:
        self.command("WebDriver:Navigate", url=url)

    def find(self, path: str) -> str:
        """The element at an XPath, once it is there."""
        found = self.command("WebDriver:FindElement", using="xpath", value=path)
        return found["value"][ELEMENT]

    def click(self, path: str) -> None:
        self.command("WebDriver:ElementClick", id=self.find(path))

    def type(self, path: str, text: str) -> None:
        self.command("WebDriver:ElementSendKeys", id=self.find(path), text=text)

    def run(self, script: str, *arguments: object) -> Any:
        """What a script on the page returns."""
        given = {"script": script, "args": list(arguments)}
        return self.command("WebDriver:ExecuteScript", **given)["value"]

    def printed(self) -> bytes:
        """The page on paper, as PDF."""
        return base64.b64decode(self.command("WebDriver:Print")["value"])


if __name__ == "__main__":
    if not find():
        sys.stdout.write("Installing Firefox for the tests…\n")
        install_from_debian("firefox-esr")
    sys.stdout.write(f"Firefox: {find()}\n")
