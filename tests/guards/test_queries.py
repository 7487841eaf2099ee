"""No page asks the database more often because there is more to show."""

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from discussions.models import Action
from tests import scenarios

from .addresses import LISTED
from .test_every_url import place_in


def enlarge(cast: scenarios.Cast, by: int) -> None:
    """So many more organisations with people who answer, and earlier reviews with actions."""
    for number in range(by):
        scenarios.fill(cast.partnership, (f"Organisation {number}", "housing"), 6)
        scenarios.own_questionnaire(cast.partnership)
        review = scenarios.open_review(cast.partnership, title=f"Earlier review {number}")
        for member in cast.partnership.members.asked():
            scenarios.answer(review, member, comment="A word.")
        scenarios.share(review=scenarios.close_review(review=review))
        for owner in (cast.ben, cast.cleo):
            Action.objects.create(
                review=review,
                consideration="clarity",
                what=f"Agreed in {number}",
                owner=owner,
                due=timezone.localdate(),
            )


def asked(state: str, cast: scenarios.Cast, as_) -> dict[str, int]:
    """How often each page that the coordinator may look at asks the database."""
    place, browser, found = place_in(state, cast), as_("ana"), {}
    for name in LISTED:
        browser.get(place.url(name))
        with CaptureQueriesContext(
            connection,
        ) as queries:
            reply = browser.get(place.url(name))
        if reply.status_code == 200:
            b"".join(reply)
            found[name] = len(queries)
    return found


@pytest.mark.parametrize("state", ["draft", "open", "shared"])
def test_a_larger_partnership_takes_no_more_queries(state, cast, as_):
    with transaction.atomic():
        enlarge(cast, by=1)
        few = asked(state, cast, as_)
        transaction.set_rollback(True)
    enlarge(cast, by=3)
    many = asked(state, cast, as_)
    assert len(many) > 20
    grown = [f"{name}: {few[name]}, then {many[name]}" for name in few if many[name] > few[name]]
    assert not grown, "\n".join(grown)
