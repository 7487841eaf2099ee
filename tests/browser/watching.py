"""What a window of a browser went through that it should not have, and how its page is made."""

from dataclasses import dataclass, field
from pathlib import Path

from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import BrowserContext, ConsoleMessage, Page, Request, Response

EVERYTHING = {
    "type": "tag",
    "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
}
ONLY_LOOKS = {"type": "rule", "values": ["color-contrast", "target-size"]}
BARRIERS = Path(__file__).with_name("barriers.js").read_text("utf-8")
MADE_OF = """() => {
    const legend = (one) => one.closest("fieldset")?.querySelector(":scope > legend");
    const buttons = [...document.querySelectorAll("input[type=radio]")];
    const bare = buttons.filter((one) => !legend(one)?.textContent.trim());
    return [document.querySelectorAll("h1").length, document.title, bare.map((one) => one.name)];
}"""
LEFT_BEHIND = "net::ERR_ABORTED"  # the window had gone on to another page, or to a download
TOO_WIDE = "() => document.documentElement.scrollWidth - document.documentElement.clientWidth"


@dataclass
class Watch:
    """Listens to every page of a context."""

    home: str
    noise: list[str] = field(default_factory=list)
    expected: list[str] = field(default_factory=list)
    measured: set[str] = field(default_factory=set)
    """Looks of text that are known to have contrast enough."""

    def over(self, context: BrowserContext) -> None:
        context.on("console", self._said)
        context.on("weberror", lambda error: self._note(f"script: {error.error}"))
        context.on("request", self._asked)
        context.on("requestfailed", self._failed)
        context.on("response", self._answered)

    def expect(self, *words: str) -> None:
        """Noise with these words in it is what the test is about."""
        self.expected += words

    def unexpected(self) -> list[str]:
        """What has been noted since this was last asked."""
        heard, self.noise = self.noise, []
        return [one for one in heard if not any(word in one for word in self.expected)]

    def _note(self, what: str) -> None:
        self.noise.append(what)

    def _said(self, message: ConsoleMessage) -> None:
        if message.type in ("error", "warning"):
            where = message.location.get("url", "")
            self._note(f"console {message.type}: {message.text} ({where})")

    def _asked(self, request: Request) -> None:
        if not request.url.startswith((f"{self.home}/", "data:", "blob:")):
            self._note(f"another host: {request.url}")

    def _failed(self, request: Request) -> None:
        if request.failure != LEFT_BEHIND:
            self._note(f"failed: {request.url} {request.failure}")

    def _answered(self, response: Response) -> None:
        if response.status >= 400:
            self._note(f"status {response.status}: {response.url}")


def barriers(page: Page, rules: dict = EVERYTHING) -> list[str]:
    """What axe finds on the page. Its script comes in beside the page's own content policy."""
    if not page.evaluate("() => 'axe' in window"):  # where it has not come with the page
        page.evaluate(AXE_SCRIPT)
    found, looks = page.evaluate(BARRIERS, [rules, list(page.watch.measured)])
    if not found:
        page.watch.measured.update(looks)
    return [
        f"{one['id']}: {node['html'][:160]} {node['failureSummary']}"
        for one in found
        for node in one["nodes"][:3]
    ]


def faults(page: Page) -> list[str]:
    """What is wrong with the way a page is put together."""
    headings, title, bare = page.evaluate(MADE_OF)
    wrong = [f"radio buttons without a legend: {one}" for one in bare]
    if headings != 1:
        wrong.append(f"{headings} main headings")
    if not title.removesuffix("– Parallax").strip():
        wrong.append("no title")
    return wrong


def overflow(page: Page, width: int) -> list[str]:
    """Whether one has to scroll sideways at this width."""
    if page.viewport_size["width"] != width:
        page.set_viewport_size({"width": width, "height": 844})
    over = page.evaluate(TOO_WIDE)
    return [f"{over} pixels too wide at {width}"] if over > 0 else []
