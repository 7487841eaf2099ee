"""Times answering: saving one answer, a page, submitting, and whole journeys side by side.

The check is what is stored afterwards, not that a page said thank you.
"""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from itertools import cycle
from time import perf_counter

from django.test import Client
from django.urls import reverse

from assessments.escrow import OpenedResponse, open_responses
from assessments.models.given import GivenSectionAnswer, read_choice
from assessments.models.response import Answer, SectionAnswer

from .browser import Browser, choices, shown
from .pages import ABOUT, queries
from .scene import Scene
from .timing import medians
from .urls import EMPTY

CLIENTS = 4
STEADY = 5
"""How many times more often saving one answer is measured. It waits for the disk, which varies."""
LONGEST = 60.0
"""No journey starts after this many seconds."""


@dataclass
class Addresses:
    """The address of one member's questionnaire."""

    review: str
    token: str

    def of(self, name: str, *code: str) -> str:
        return reverse(f"assessments:{name}", args=[self.review, self.token, *code])


def saving(port: int, scene: Scene, times: int) -> dict[str, float]:
    """The seconds and queries for saving one answer, saving a whole page, and submitting."""
    at, browser = Addresses(scene.review.pk, scene.tokens[0]), Browser(port)
    page = browser.get(at.of("respond-section", ABOUT)).text
    asked = choices(page)
    one = next(name for name in asked if name != "importance")
    turns, there = cycle(["1", "5"]), at.of("respond-answer", ABOUT)
    last: list[str] = []

    def save_one() -> None:
        last[:] = [next(turns)]
        browser.post(there, {one: last[0]}, expect=204)

    whole = shown(page) | dict.fromkeys(asked, "2") | {"comment": "As we said."}
    rounds = times * STEADY
    found = medians(rounds, saving_empty=lambda: browser.get(EMPTY), save_one=save_one)
    _check_one(scene, one, int(last[0]))
    found |= medians(
        times,
        save_page=lambda: browser.post(at.of("respond-section", ABOUT), whole, expect=302),
        submit=lambda: browser.post(at.of("respond-submit"), {}, expect=302),
    )
    _check_page(scene, len(asked))
    client = Client()
    return found | {
        "save_one_queries": queries(
            lambda: client.post(at.of("respond-answer", ABOUT), {one: "4"})
        ),
        "save_page_queries": queries(lambda: client.post(at.of("respond-section", ABOUT), whole)),
        "submit_queries": queries(lambda: client.post(at.of("respond-submit"))),
    }


def _given(scene: Scene, *, submitted_only: bool = False) -> list[OpenedResponse]:
    """The responses that were given in the meantime."""
    opened = open_responses(scene.review, submitted_only=submitted_only)
    return [one for one in opened if one.pk not in scene.invented]


def _ratings(response: OpenedResponse) -> dict[str, int | None]:
    """What statements were rated, by code."""
    rows = Answer.objects.filter(response=response.pk).select_related("statement")
    choices = {
        row.statement.code: response.sealer.open("choice", row.statement_id, row.choice)
        for row in rows
    }
    return {code: read_choice(choice)[0] for code, choice in choices.items() if any(choice)}


def _check_one(scene: Scene, statement: str, rating: int) -> None:
    [response] = _given(scene)
    if _ratings(response) != {statement: rating}:
        raise RuntimeError("the answer that was saved is not what is stored")


def _check_page(scene: Scene, asked: int) -> None:
    [response] = _given(scene, submitted_only=True)
    if [*_ratings(response).values()] != [2] * (asked - 1):
        raise RuntimeError("the page that was saved is not what is stored")
    [about] = SectionAnswer.objects.filter(response=response.pk, page_sent_at_ms__gt=0)
    sealed = {"importance": about.importance, "comment": about.comment}
    said = {name: response.sealer.open(name, about.section_id, one) for name, one in sealed.items()}
    if said != GivenSectionAnswer(about.section_id, 2, "As we said.").contents():
        raise RuntimeError("importance and comment are not what is stored")


def journeys(port: int, scene: Scene) -> dict[str, float]:
    """Whole questionnaires a second, by several members at once, each with their own browser:
    start, eight parts (view, save one answer, continue), check, submit, thanks."""
    before = {one.pk for one in _given(scene)}
    codes = list(scene.review.questionnaire.sections.values_list("consideration", flat=True))
    tokens, start = scene.tokens[1:], perf_counter()

    def journey(token: str) -> int:
        if perf_counter() - start > LONGEST:
            return 0
        return _journey(Browser(port), Addresses(scene.review.pk, token), codes)

    with ThreadPoolExecutor(CLIENTS) as clients:
        requests = list(clients.map(journey, tokens))
    taken = perf_counter() - start
    done = sum(map(bool, requests))
    submitted = _given(scene, submitted_only=True)
    _check_journeys([one for one in submitted if one.pk not in before], done)
    return {
        "journeys": done,
        "journeys_a_second": done / taken,
        "requests_a_second": sum(requests) / taken,
        "requests_a_journey": max(requests),
        "empty_a_second": _empty_views(port, sum(requests)),
    }


def _empty_views(port: int, requests: int) -> float:
    """Empty views a second, requested by as many clients at once as journeys are."""
    each = requests // CLIENTS

    def ask(_client: int) -> None:
        browser = Browser(port)
        for _request in range(each):
            browser.get(EMPTY)

    start = perf_counter()
    with ThreadPoolExecutor(CLIENTS) as clients:
        list(clients.map(ask, range(CLIENTS)))
    return CLIENTS * each / (perf_counter() - start)


def _journey(browser: Browser, at: Addresses, codes: list[str]) -> int:
    """The number of requests made."""
    browser.get(at.of("respond"))
    for code in codes:
        page = browser.get(at.of("respond-section", code)).text
        given = {name: str(1 + number % 5) for number, name in enumerate(choices(page))}
        first = dict(list(given.items())[:1])
        browser.post(at.of("respond-answer", code), first, expect=204)
        browser.post(
            at.of("respond-section", code), shown(page) | given | {"comment": ""}, expect=302
        )
    browser.get(at.of("respond-check"))
    browser.post(at.of("respond-submit"), {}, expect=302)
    browser.get(at.of("respond-thanks"))
    return 4 + 3 * len(codes)


def _check_journeys(responses: list[OpenedResponse], done: int) -> None:
    """Check that every member who was thanked has forty answers and eight importances stored."""
    if len(responses) != done:
        raise RuntimeError("not every journey that ended in thanks is stored")
    for response in responses:
        sections = SectionAnswer.objects.filter(response=response.pk).count()
        if sorted(_ratings(response).values()) != sorted([1, 2, 3, 4, 5] * 8) or sections != 8:
            raise RuntimeError("a journey ended in thanks, but not all of it is stored")
