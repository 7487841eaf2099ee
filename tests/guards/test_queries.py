"""No page asks the database more often because there is more to show."""

import pytest
from django.db import connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from discussions.models import Action
from tests import scenarios

from .places import place_in

pytestmark = pytest.mark.once

LOOKED_AT = ("draft", "open", "shared")


def enlarge(cast: scenarios.Cast, numbers: range) -> None:
    """More organisations with people who answer, and earlier reviews with actions."""
    for number in numbers:
        scenarios.fill(cast.partnership, (f"Organisation {number}", "housing"), 6)
        scenarios.custom_questionnaire(cast.partnership)
        review = scenarios.open_quietly(cast.partnership, title=f"Earlier review {number}")
        scenarios.answer_all(
            review,
            dict.fromkeys(cast.partnership.members.asked(), scenarios.Opinion(comment="A word.")),
        )
        scenarios.share(review=scenarios.close_review(review=review))
        for owner in (cast.ben, cast.cleo):
            Action.objects.create(
                review=review,
                consideration="clarity",
                what=f"Agreed in {number}",
                owner=owner,
                due=timezone.localdate(),
            )


def queries(browser: Client, url: str) -> int | None:
    """How often a page asks the database; None where there is no page."""
    with CaptureQueriesContext(connection) as queries:
        reply = browser.get(url)
        if reply.status_code == 200:
            b"".join(reply)
    return len(queries) if reply.status_code == 200 else None


def asked(state: str, cast: scenarios.Cast, few: dict[str, int]) -> dict[str, int]:
    """How often each page that the coordinator may look at asks the database.

    The second time counts, when a process has kept what it keeps; it is left out for a page that
    asks no more than a few times as it is.
    """
    browser, found = Client(), {}
    browser.force_login(cast.person("ana"))
    with transaction.atomic():
        place = place_in(state, cast)
        for name in place.names:
            count = queries(browser, place.url(name))
            if count is not None and count > few.get(name, 0):
                count = queries(browser, place.url(name))
            if count is not None:
                found[name] = count
        transaction.set_rollback(True)
    return found


def asked_as_it_grows() -> list[dict[str, dict[str, int]]]:
    """The same by the state of the latest review, with two earlier and with four.

    With one, so few people answer that less is shown.
    """
    cast = scenarios.riverside()
    enlarge(cast, range(2))
    few = {state: asked(state, cast, {}) for state in LOOKED_AT}
    enlarge(cast, range(2, 4))
    return [few, {state: asked(state, cast, few[state]) for state in LOOKED_AT}]


@pytest.fixture(scope="module")
def grown(lasting) -> list[dict[str, dict[str, int]]]:
    return lasting(asked_as_it_grows)


@pytest.mark.parametrize("state", LOOKED_AT)
def test_a_larger_partnership_takes_no_more_queries(state, grown, db):
    few, many = (by_state[state] for by_state in grown)
    assert len(many) > 20
    more = [f"{name}: {few[name]}, then {many[name]}" for name in few if many[name] > few[name]]
    assert not more, "\n".join(more)
