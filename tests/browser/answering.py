"""What a member does on a page of answers, and what they see of it."""

from collections.abc import Callable

from playwright.sync_api import Page, Route, expect

RATINGS = ".choices.choices--rating"
KEPT = "Kept on this device until it can be sent"
WAITING = "No connection. Your answers are kept on this device. Continue when you are back online."
ANSWERS = "**/answer/"
LOOKS_AGAIN = 20  # milliseconds
MOST_LOOKS = 3_000


CUT = """(() => {
    const send = window.fetch;
    window.fetch = (url, options) => {
        const cut = sessionStorage.getItem("cut-off");
        const isCut = cut && String(url).endsWith(cut);
        return isCut ? Promise.reject(new TypeError("cut off")) : send(url, options);
    };
})()"""
"""What keeps requests back in the page itself: those of a page that is left pass by routes."""


def cut_off(page: Page, address: str = "/answer/") -> None:
    """Let nothing through to addresses that end so, on this page and those after it."""
    page.add_init_script(CUT)
    page.evaluate(CUT)
    page.evaluate("address => sessionStorage.setItem('cut-off', address)", address)


HOLD = """address => {
    const send = window.fetch;
    const let_go = new Promise(release => { window.release = release; });
    window.fetch = async (url, options) => {
        if (window.holds || !String(url).endsWith(address)) return send(url, options);
        window.holds = true;
        await let_go;
        return send(url, options);
    };
}"""
"""What keeps the next request to an address waiting in the page, until it is released."""


def hold(page: Page, address: str = "/answer/") -> None:
    """Keep the next request to an address waiting: see `is_held` and `release`."""
    page.evaluate(HOLD, address)


def is_held(page: Page) -> None:
    page.wait_for_function("window.holds")


def release(page: Page) -> None:
    page.evaluate("release()")


def hold_file(page: Page, address: str) -> Callable[[], None]:
    """Keep a file that a page asks for waiting; what comes back lets it go on."""
    held: list[Route] = []
    page.route(address, lambda route: held.append(route), times=1)

    def let_go() -> None:
        for _look in range(MOST_LOOKS):
            if held:
                return held.pop().continue_()
            page.wait_for_timeout(LOOKS_AGAIN)
        raise AssertionError(f"nothing has asked for {address}")

    return let_go


def mend(page: Page) -> None:
    """Let everything through again; the device does not notice."""
    page.evaluate("sessionStorage.removeItem('cut-off')")


def let_through(page: Page) -> None:
    """Let answers through again, and have the device notice."""
    mend(page)
    page.evaluate("dispatchEvent(new Event('online'))")


def begin(page: Page, link: str) -> Page:
    """Go by a personal link to the first part."""
    page.goto(link)
    page.get_by_role("link", name="Start").click()
    expect(page.get_by_text("Part 1 of")).to_be_visible()
    return page


def touch(page: Page, label: str, number: int = 0) -> None:
    """Touch the label of a choice for the statement of this number."""
    page.locator(RATINGS).nth(number).get_by_text(label, exact=True).click()


def says(page: Page, text: str) -> None:
    expect(page.locator("#saved")).to_have_text(text)


def is_saved(page: Page) -> None:
    says(page, "Saved")


def go_on(page: Page, name: str = "Continue") -> None:
    page.get_by_role("button", name=name, exact=True).click()


def chosen(page: Page) -> list[str]:
    return [one.get_attribute("value") for one in page.locator(".choices input:checked").all()]


KEPT_NOW = """() => Object.fromEntries(Object.entries(localStorage).map(
    ([key, all]) => [key.split("/").slice(-3)[0], JSON.parse(all)]))"""
BEGUN_WITH = f"window.begunWith = ({KEPT_NOW})()"


def kept(page: Page) -> dict[str, dict]:
    """What the device keeps, by the last part of the address that it goes to."""
    return page.evaluate(KEPT_NOW)


def reload_with(page: Page, all_kept: dict[str, dict]) -> None:
    """Load the page again until it begins with what the device keeps.

    A browser may start it in another process, before what was stored last has got there. It may
    get there while the page loads, too late for its scripts.
    """
    page.add_init_script(BEGUN_WITH)
    for _again in range(6):
        page.reload()
        if page.evaluate("begunWith") == all_kept:
            return
    raise AssertionError("the page never began with what the device keeps")


def go_to(page: Page, url: str) -> None:
    """Leave for another page, which has what the device keeps."""
    all_kept = kept(page)
    page.add_init_script(BEGUN_WITH)
    page.goto(url)
    if page.evaluate("begunWith") != all_kept:
        reload_with(page, all_kept)


def nothing_is_left(page: Page) -> bool:
    """Whether the device has forgotten what it kept."""
    return not kept(page)
