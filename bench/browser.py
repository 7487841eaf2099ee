"""The parts of a browser that are measured: one persistent connection, cookies and form fields."""

import html
import re
from dataclasses import dataclass, field
from http.client import HTTPConnection, HTTPException
from http.cookies import SimpleCookie
from urllib.parse import urlencode

from .server import HERE

FORM = "application/x-www-form-urlencoded"


@dataclass
class Reply:
    status: int
    location: str
    body: bytes

    @property
    def text(self) -> str:
        return self.body.decode()


@dataclass
class Browser:
    """A client of the server on this port of this machine. `token` is from the last form seen."""

    port: int
    cookies: dict[str, str] = field(default_factory=dict)
    token: str = ""

    def __post_init__(self) -> None:
        self.connection = HTTPConnection(HERE, self.port, timeout=60)

    def get(self, path: str, expect: int = 200) -> Reply:
        reply = self._ask("GET", path, None, expect)
        if found := re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', reply.text):
            self.token = found[1]
        return reply

    def post(self, path: str, fields: dict[str, str], expect: int) -> Reply:
        body = urlencode({"csrfmiddlewaretoken": self.token} | fields)
        return self._ask("POST", path, body, expect)

    def _ask(self, method: str, path: str, body: str | None, expect: int) -> Reply:
        headers = {"Cookie": "; ".join(f"{k}={v}" for k, v in self.cookies.items())}
        if body is not None:
            headers["Content-Type"] = FORM
        try:
            reply = self._once(method, path, body, headers)
        except (ConnectionError, HTTPException):  # the server closed an idle connection
            self.connection.close()
            reply = self._once(method, path, body, headers)
        if reply.status != expect:
            raise RuntimeError(f"{method} {path}: {reply.status}, not {expect}")
        return reply

    def _once(self, method: str, path: str, body: str | None, headers: dict[str, str]) -> Reply:
        self.connection.request(method, path, body, headers)
        response = self.connection.getresponse()
        content = response.read()
        for value in response.headers.get_all("Set-Cookie", []):
            self.cookies |= {k: one.value for k, one in SimpleCookie(value).items()}
        return Reply(response.status, response.headers.get("Location", ""), content)


def choices(page: str) -> dict[str, list[str]]:
    """The radio buttons of a page: the values for each name."""
    found: dict[str, list[str]] = {}
    for tag in re.findall(r'<input type="radio"[^>]*>', page):
        name = re.search(r'name="([^"]+)"', tag)[1]
        found.setdefault(name, []).append(html.unescape(re.search(r'value="([^"]*)"', tag)[1]))
    return found


def shown(page: str) -> dict[str, str]:
    """The hidden fields with which a form sends back what it first showed."""
    found = {}
    for tag in re.findall(r'<input type="hidden"[^>]*>', page):
        name = re.search(r'name="([^"]+)"', tag)[1]
        value = re.search(r'value="([^"]*)"', tag)
        found[name] = html.unescape(value[1]) if value else ""
    found.pop("csrfmiddlewaretoken", None)
    return found


def assets(page: str) -> list[str]:
    """The style sheets and scripts that a page loads."""
    sheets = re.findall(r'<link rel="stylesheet" href="([^"]+)"', page)
    return sheets + re.findall(r'<script[^>]* src="([^"]+)"', page)
