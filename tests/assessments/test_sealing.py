"""What an answer can be, and how it is sealed: the database can't check either."""

import pytest
from cryptography.exceptions import InvalidTag

from assessments.escrow import Escrow, EscrowSealer, Origin
from assessments.keys import ReviewKey
from assessments.models.given import (
    COMMENT_SIZES,
    GivenAnswer,
    GivenSectionAnswer,
    read_choice,
    read_comment,
    read_importance,
)
from assessments.responses.comments import LONGEST_COMMENT
from assessments.sealing import ResponseSealer

SECRET, OTHER = b"s" * 32, b"o" * 32
FOUR_BYTES = "\N{WAVING BLACK FLAG}"


@pytest.mark.parametrize(
    ("rating", "reason"),
    [(4, "dont_know"), (0, ""), (-1, ""), (201, ""), (None, "no_idea"), (None, "4")],
)
def test_an_answer_is_a_rating_or_a_reason(rating, reason):
    with pytest.raises(ValueError, match="reason"):
        GivenAnswer(1, rating, reason)


@pytest.mark.parametrize(
    ("rating", "reason"),
    [(1, ""), (10, ""), (None, "dont_know"), (None, "not_applicable"), (None, "")],
)
def test_it_takes_one_byte_whatever_it_is(rating, reason):
    [choice] = GivenAnswer(1, rating, reason).contents().values()
    assert (len(choice), read_choice(choice)) == (1, (rating, reason))


@pytest.mark.parametrize(
    "text", ["", "Hm.", "x" * 62, "x" * 63, "Ŵyl", FOUR_BYTES * LONGEST_COMMENT]
)
def test_a_comment_takes_one_of_a_few_sizes(text):
    content = GivenSectionAnswer(1, comment=text).contents()["comment"]
    assert len(content) in COMMENT_SIZES
    assert read_comment(content) == text


def test_a_short_comment_and_none_take_the_same():
    sizes = {len(GivenSectionAnswer(1, comment=text).contents()["comment"]) for text in ("", "Hm.")}
    assert len(sizes) == 1


def test_a_comment_that_is_longer_than_any_may_be_is_refused():
    with pytest.raises(ValueError, match="longer"):
        GivenSectionAnswer(1, comment="x" * 8191).contents()


def test_what_is_sealed_opens_with_its_secret():
    sealer = ResponseSealer(SECRET, "response")
    sealed = sealer.seal(GivenSectionAnswer(7, 3, "Slow."))
    assert read_importance(sealer.open("importance", 7, sealed["importance"])) == 3
    assert read_comment(sealer.open("comment", 7, sealed["comment"])) == "Slow."


@pytest.mark.parametrize(
    ("secret", "response", "column", "item"),
    [
        (OTHER, "response", "choice", 7),
        (SECRET, "another", "choice", 7),
        (SECRET, "response", "importance", 7),
        (SECRET, "response", "choice", 8),
    ],
)
def test_it_opens_nowhere_else(secret, response, column, item):
    sealed = ResponseSealer(SECRET, "response").seal(GivenAnswer(7, 3))["choice"]
    with pytest.raises(InvalidTag):
        ResponseSealer(secret, response).open(column, item, sealed)


def test_the_same_is_never_sealed_the_same():
    sealer = ResponseSealer(SECRET, "response")
    sealed = [sealer.seal(GivenAnswer(7, rating))["choice"] for rating in (4, 4, None)]
    assert len(set(sealed)) == 3
    assert {len(one) for one in sealed} == {29}


@pytest.mark.parametrize("level", ["", "strategic", "operational", "community"])
@pytest.mark.parametrize("organisation", ["", "bcdfghjkmn"])
def test_an_escrow_opens_with_the_key_of_its_review_and_shows_nothing(organisation, level):
    escrow = Escrow(SECRET, organisation, level, bytes([4, 0, 201]), Origin.IMPORT, 12)
    sealer = EscrowSealer(ReviewKey(OTHER))
    sealed = sealer.seal(escrow, "response")
    assert sealer.open(sealed, "response") == escrow
    assert len(sealed) == len(sealer.seal(Escrow(SECRET, "", "", bytes(3)), "response"))
    with pytest.raises(InvalidTag):
        sealer.open(sealed, "another")
    with pytest.raises(InvalidTag):
        EscrowSealer(ReviewKey(SECRET)).open(sealed, "response")
