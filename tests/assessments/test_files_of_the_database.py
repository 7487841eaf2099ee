"""Whoever copies the database's files, old pages and logs among them, finds nothing to go by."""

import base64
import re
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import pytest
from django.db import connection

from assessments.keys import Purpose, has_key, read_key
from assessments.models import Review
from assessments.models.response import Response
from assessments.reviews.services import record_reading
from assessments.tokens import answers_secret, member_key_material
from insights.closing import close_review
from partnerships.vocabulary import Level
from tests import scenarios

pytestmark = pytest.mark.django_db(transaction=True)
NEAR = 400
"""Bytes on either side of the key of a response: more than its row takes."""


def files() -> Iterator[bytes]:
    """All the database has on the disk."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("CHECKPOINT")
            cursor.execute("SHOW data_directory")
            [folder] = cursor.fetchone()
        found = [one for one in Path(folder).rglob("*") if one.is_file()]
    else:
        name = str(connection.settings_dict["NAME"])
        found = [Path(name), Path(f"{name}-wal")]
        assert found[1].stat().st_size, "What was written last is in the log."
    for one in found:
        with suppress(FileNotFoundError):  # of another test's database, which has just gone
            yield one.read_bytes()


def spellings(secret: bytes) -> set[bytes]:
    return {secret, secret.hex().encode(), base64.urlsafe_b64encode(secret).rstrip(b"=")}


def secrets_of(review: Review, tokens: list[str]) -> set[bytes]:
    """Whatever opens anything, as it may be written."""
    key = read_key(review.pk)
    raw = {key.value, *(key.derive(purpose) for purpose in Purpose)}
    raw |= {answers_secret(member_key_material(token)) for token in tokens}
    return {spelt for one in raw for spelt in spellings(one)} | {one.encode() for one in tokens}


def found_in_files(secrets: set[bytes]) -> set[bytes]:
    return {one for content in files() for one in secrets if one in content}


def near(keys: list[bytes], content: bytes) -> Iterator[bytes]:
    for match in re.finditer(b"|".join(keys), content):
        yield content[max(0, match.start() - NEAR) : match.end() + NEAR]


def places_beside_responses(review: Review) -> tuple[int, set[bytes]]:
    """How often a response is in the files, and whatever of places is beside it."""
    keys = [one.encode() for one in review.responses.values_list("key", flat=True)]
    organisations = review.partnership.organisations.values_list("pk", "name")
    places = {part.encode() for one in organisations for part in one}
    places |= {level.encode() for level in Level.values}
    around = [one for content in files() for one in near(keys, content)]
    return len(around), {place for one in around for place in places if place in one}


@pytest.fixture
def review() -> Review:
    """Six people have answered with a word of their own, and one is on paper."""
    cast = scenarios.riverside()
    scenarios.fill(cast.partnership, scenarios.COUNCIL, 3)
    review = scenarios.open_review(cast.partnership)
    for member in cast.partnership.members.asked():
        scenarios.answer(review, member, 2, comment=f"Unspeakable {member.pk}")
        scenarios.answer(review, member, 5, comment=f"Unspeakable {member.pk}, again")
    scenarios.sheet_of_paper(review, cast.ben)
    return review


def test_neither_secret_nor_place_nor_answer_is_in_them(review):
    members = list(review.partnership.members.asked())
    tokens = [scenarios.token_for(review, member) for member in members]
    secrets = secrets_of(review, tokens)
    assert not found_in_files(secrets | {b"Unspeakable"}), "while it is open"
    seen, places = places_beside_responses(review)
    assert seen >= len(members)
    assert not places
    review = close_review(review=review)
    record_reading(review=review)
    assert not has_key(review.pk)
    assert not found_in_files(secrets), "after it has been read"
    assert not places_beside_responses(review)[1]


def test_it_would_be_seen_even_if_it_was_there_for_a_moment(review):
    token = scenarios.token_for(review, review.invitations.first().member)
    Review.objects.update(introduction=token)
    Review.objects.update(introduction="")
    assert found_in_files({token.encode()})


def test_a_place_beside_a_response_would_be_seen(review):
    response = Response.objects.first()
    place = review.partnership.organisations.first().pk.encode()
    Response.objects.filter(pk=response.pk).update(escrow=place * 3)
    assert place in places_beside_responses(review)[1]
