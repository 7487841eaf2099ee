"""Times pages for readers: results, against an empty view on the same server. Also page weight."""

from collections.abc import Callable

from django.conf import settings
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from accounts.models import Person
from assessments.models import Review

from .browser import Browser, assets
from .scene import Scene
from .timing import medians
from .urls import EMPTY

ABOUT = "clarity"
CONTROL = ("BEGIN", "COMMIT", "SAVEPOINT", "RELEASE")


def results(port: int, review: Review, reader: Person, times: int) -> dict[str, float]:
    """The seconds and the number of queries for the results page and for one consideration."""
    page = reverse("insights:results", args=[review.pk])
    part = reverse("insights:consideration", args=[review.pk, ABOUT])
    client = Client()
    client.force_login(reader)
    cookie = settings.SESSION_COOKIE_NAME
    browser = Browser(port, {cookie: client.cookies[cookie].value})
    for path in (page, part):
        if "<table" not in browser.get(path).text:
            raise RuntimeError(f"{path} shows no figures")
    found = medians(
        times,
        results_empty=lambda: browser.get(EMPTY),
        results=lambda: browser.get(page),
        consideration=lambda: browser.get(part),
    )
    return found | {
        "results_queries": queries(lambda: client.get(page)),
        "consideration_queries": queries(lambda: client.get(part)),
    }


def queries(work: Callable[[], object]) -> int:
    """How many queries something takes, not counting transaction statements."""
    with CaptureQueriesContext(connection) as captured:
        work()
    return sum(not query["sql"].startswith(CONTROL) for query in captured)


def weight(port: int, scene: Scene) -> dict[str, float]:
    """The bytes and requests for opening a part of the questionnaire for the first time, and for
    the next part, when style sheets and scripts are already cached."""
    browser, token = Browser(port), scene.tokens[0]
    first = browser.get(_part(scene, token, "approach"))
    second = browser.get(_part(scene, token, ABOUT))
    asked = assets(first.text)
    return {
        "first_bytes": len(first.body) + sum(len(browser.get(one).body) for one in asked),
        "first_html_bytes": len(first.body),
        "first_requests": 1 + len(asked),
        "next_bytes": len(second.body),
        "next_requests": 1 + len(set(assets(second.text)) - set(asked)),
    }


def _part(scene: Scene, token: str, code: str) -> str:
    return reverse("assessments:respond-section", args=[scene.review.pk, token, code])
