"""What is answered while two organisations are merged belongs to the one that stays."""

import pytest

from assessments.models.response import Response
from assessments.responses.read_model import OwnResponse
from assessments.responses.upsert import now
from assessments.reviews import services as reviews
from partnerships.refusals import Refused
from tests import opened, scenarios

from .overlapping import overlap
from .sending import BEGUN, Sender, kept, merge_council


@BEGUN
def test_one_voice_that_is_merged_meanwhile_keeps_its_answers(voiced, cast, begun):
    ben = Sender(voiced, cast.ben)
    if begun:
        ben.begin()
    assert overlap(lambda: merge_council(cast), lambda: ben.answer("2")) == 204
    assert (place(), kept()) == (cast.ana.organisation_id, 2)
    own = OwnResponse.of_organisation(voiced, cast.ana.organisation)
    told = [at - own.clock for at in own.answered_at_ms.values()]
    assert all(abs(at - now()) < 60_000 for at in told), "by the clock of the one that stays"
    for sender, value in ((Sender(voiced, cast.ana), "5"), (ben, "1")):
        assert sender.answer(value) == 204
        assert kept() == int(value)


def place() -> str:
    """Where the only response counts."""
    return opened.response().escrow.organisation


@pytest.mark.parametrize("state", ["draft", "open"])
def test_a_first_answer_belongs_to_the_organisation_that_stays(cast, review, ben, state):
    if state == "draft":
        review = scenarios.draft_review(cast.partnership)
        reviews.try_out(review=review, member=cast.ben)
        ben = Sender(review, cast.ben)
    assert overlap(lambda: merge_council(cast), lambda: ben.answer("2")) == 204
    assert place() == cast.ana.organisation_id


def test_who_submits_while_their_organisation_is_merged_submits_for_the_one_that_stays(
    voiced, cast
):
    ben = Sender(voiced, cast.ben)
    ben.begin()
    went_on = overlap(lambda: merge_council(cast), ben.submit)
    assert went_on.endswith("/thanks/")
    assert Response.objects.get().submitted
    assert voiced.invitations.get(member=cast.ana).submitted


def test_two_voices_that_begin_meanwhile_are_not_made_one(voiced, cast):
    ben, ana = Sender(voiced, cast.ben), Sender(voiced, cast.ana)
    ben.begin()
    with pytest.raises(Refused):
        overlap(lambda: ana.answer("2"), lambda: merge_council(cast))
    assert Response.objects.count() == 2


def test_two_who_merge_at_once_merge_once(cast):
    with pytest.raises(Refused):
        overlap(lambda: merge_council(cast), lambda: merge_council(cast))
