"""Two write down one discussion in any order, and nobody's words are replaced unread."""

from types import SimpleNamespace

import pytest
from django.test import Client
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests import scenarios
from tests.discussions.conftest import as_sent

FIELDS = {"said": "said", "settled": "we_differ_because"}
STEPS = st.lists(
    st.tuples(
        st.sampled_from(["finn", "ana"]),
        st.sampled_from(["open", "save", "save and go back", "agree", "both", "theirs"]),
        st.sets(st.sampled_from([*FIELDS])),
    ),
    min_size=3,
    max_size=10,
)


@pytest.fixture
def review(db):
    return scenarios.closed_review(scenarios.riverside().partnership)


def scribe(review, name):
    client = Client()
    client.force_login(review.partnership.members.get(name=name.capitalize()).person)
    return SimpleNamespace(client=client, page=None, read=set())


def open_page(scribe, page):
    """What stands in a page its reader has read, in a box or beside it."""
    scribe.page = page
    stored = page.context["form"].stored
    beside = {
        one for one in words(stored) if f'<p class="prose">{one}</p>' in page.content.decode()
    }
    scribe.read |= beside | {as_sent(page)[field][0] for field in FIELDS.values()}


def words(conclusion):
    return {getattr(conclusion, field) for field in FIELDS.values()} - {""} if conclusion else set()


@settings(max_examples=10, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(steps=STEPS)
def test_what_is_replaced_or_agreed_was_read_and_what_is_saved_is_kept(review, steps):
    review.conclusions.all().delete()
    address = f"/reviews/{review.pk}/discussion/clarity/"
    scribes = {name: scribe(review, name) for name in ("finn", "ana")}
    for number, (name, how, parts) in enumerate(steps):
        writer = scribes[name]
        if how == "open" or writer.page is None:
            open_page(writer, writer.client.get(address))
            continue
        texts = {FIELDS[part]: f"{part} {number}" for part in parts}
        sent = as_sent(writer.page, **texts)
        sent |= {"settlement": "differ"} if "settled" in parts else {}
        sent |= {"both": "said"} if how == "both" else {}
        sent |= {"theirs": "settled"} if how == "theirs" else {}
        sent |= {"agreed": "on"} if how == "agree" else {}
        before = review.conclusions.first()
        reply = writer.client.post(address, sent)
        after = review.conclusions.first()
        if reply.status_code == 200:
            assert words(after) == words(before)
            assert bool(after and after.agreed) == bool(before and before.agreed)
            open_page(writer, reply)
            continue
        assert words(before) - words(after) <= writer.read
        assert set(texts.values()) <= words(after)
        writer.read |= set(texts.values())
        if after and after.agreed and not (before and before.agreed):
            assert "agreed" in sent
            assert words(after) <= writer.read
        if how != "save and go back":
            open_page(writer, writer.client.get(address))
