"""Who sees whether somebody has answered is as docs/permissions.md says.

Pages are laid beside one another: from before a member of another organisation has answered, and
from after.
"""

import re
from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from assessments.models import Review
from assessments.responses import services as answering
from partnerships.models import OutgoingEmail
from tests import opened, scenarios

from .addresses import LEAD_TO_REVIEWS, LISTED, OF_A_REVIEW, OURS
from .places import Place, place_in
from .test_nothing_tells_when import at

pytestmark = pytest.mark.once

CHANGES_EACH_TIME = re.compile(rb'name="csrfmiddlewaretoken" value="\w+"')
TYPESET = "reports:paper"
"""Names nobody, and is never the same twice."""
TELL_OF_REVIEWS = [
    name
    for name in LISTED
    if name != TYPESET
    and (OF_A_REVIEW.intersection(OURS[name].pattern.converters) or name in LEAD_TO_REVIEWS)
]
TO_COORDINATORS = {
    *("home:home", "assessments:review", "assessments:review-cancel", "insights:review-close"),
    *("assessments:review-remind", "assessments:review-on-paper"),
}
LEFT_OUT = {"confidential": set(), "one-voice": {"assessments:review-on-paper"}}
HELP = """
{who} is shown {found} differently once somebody else has answered; {expected} was expected.
If that is meant, say so in WHO_HAS_ANSWERED in partnerships/permissions.py and here.
"""


def pages(place: Place, browser: Client) -> dict[str, bytes]:
    """Every page that this browser is shown which has to do with a review."""
    replies = {name: browser.get(place.url(name)) for name in TELL_OF_REVIEWS}
    return {
        name: CHANGES_EACH_TIME.sub(b"", reply.getvalue())
        for name, reply in replies.items()
        if reply.status_code == 200
    }


def place_of(confidentiality: str, cast: scenarios.Cast) -> Place:
    """A review that is open, and Ben's link."""
    if confidentiality == "confidential":
        return place_in("open", cast)
    place = place_in("draft", cast)
    review = scenarios.differing_review(cast.partnership, confidentiality=confidentiality)
    token = scenarios.token_for(review, cast.ben)
    return Place("open", place.parts | {"review_id": review.pk, "token": token})


def take_back(review: Review, cast: scenarios.Cast) -> None:
    cleo, token = scenarios.invitation_of(review, cast.cleo), scenarios.token_for(review, cast.cleo)
    answering.take_back(invitation=cleo, token=token)


def forget(review: Review, cast: scenarios.Cast) -> None:
    """As if nobody of Cleo's organisation had begun."""
    places = {one.pk: one.escrow.organisation for one in opened.responses(review)}
    theirs = [pk for pk, place in places.items() if place == cast.cleo.organisation_id]
    review.responses.filter(pk__in=theirs).delete()
    charity = review.invitations.of_organisation(cast.cleo.organisation_id)
    charity.update(started=False, submitted=False)


@pytest.mark.parametrize("confidentiality", ["confidential", "one-voice"])
def test_only_coordinators_are_shown_who_has_answered(cast, as_, confidentiality):
    place = place_of(confidentiality, cast)
    review = Review.objects.get(pk=place.parts["review_id"])
    long_ago = timezone.now() - timedelta(days=2)
    OutgoingEmail.objects.update(created_at=long_ago)  # so that they may be reminded
    browsers = {who: as_(who) for who in ("ana", "finn", "ben", "olu")}
    with at(timezone.now()):
        looks = []
        for change in (None, take_back, forget):
            if change:
                change(review, cast)
            looks.append({who: pages(place, browser) for who, browser in browsers.items()})
    for who in browsers:
        shown = [look[who] for look in looks]
        names = {name for look in shown for name in look}
        found = {name for name in names if len({look.get(name) for look in shown}) > 1}
        expected = TO_COORDINATORS - LEFT_OUT[confidentiality] if who == "ana" else set()
        assert found == expected, HELP.format(who=who.title(), found=found, expected=expected)


def test_once_closed_no_page_lists_who_has_answered_and_coordinators_alone_see_how_many(cast, as_):
    review = scenarios.shared_review(cast.partnership)
    heading = 'id="turnout-title"'
    for who in ("ana", "finn", "ben", "olu"):
        page = as_(who).get(reverse("assessments:review", args=[review.pk])).content.decode()
        assert (heading in page) == (who == "ana"), who
    for name in ("review-remind", "review-on-paper"):
        page = as_("ana").get(reverse(f"assessments:{name}", args=[review.pk]), follow=True)
        assert "Cleo" not in page.content.decode(), name
