"""Reviews to discuss, and actions that came of them."""

from datetime import timedelta

import pytest
from django.http import HttpResponse
from django.utils import timezone
from lxml import html

from discussions.models import Action
from tests import scenarios


@pytest.fixture(scope="module")
def begun(lasting):
    return lasting(scenarios.reviewed)


@pytest.fixture
def closed(cast):
    """A closed review whose results are not shared yet."""
    return cast.review


@pytest.fixture
def shared(cast):
    return scenarios.share(review=cast.review)


def as_sent(page: HttpResponse, **changes: str) -> dict[str, str | list[str]]:
    """What a browser sends of the page's form, what it came with and these changes."""
    [form] = html.fromstring(page.content.decode()).xpath("//form[.//*[@name='due']]")
    for empty in form.xpath(".//input[@type='hidden'][not(@value)]"):
        empty.set("value", "")
    sent: dict[str, list[str]] = {}
    for name, value in form.form_values():
        sent.setdefault(name, []).append(value.removeprefix("\n"))
    return sent | changes


@pytest.fixture
def take_on(cast):
    """Give somebody of the cast an action, due in so many days."""

    def give(review, name: str, what: str = "Write to the board", days: int = 7, **fields):
        return Action.objects.create(
            review=review,
            consideration=fields.pop("consideration", "clarity"),
            what=what,
            owner=cast.members[name],
            due=timezone.localdate() + timedelta(days=days),
            **fields,
        )

    return give
