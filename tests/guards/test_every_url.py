"""Every address as every member of the cast, in every state of a review."""

import pytest
from allauth.account.models import EmailAddress
from django.urls import reverse

from partnerships.access import Can
from tests import scenarios

from .addresses import (
    ADMIN,
    EVERY,
    LEAD_TO_REVIEWS,
    LISTED,
    MEND,
    OURS,
    POST_ONLY,
    SIGNING_IN,
    TABLE,
    difference,
    row,
)
from .places import (
    NO_LINK,
    Place,
    everything_kept,
)

pytestmark = pytest.mark.once

KEYED = [n for n in LISTED if TABLE[n].access in ("personal link", "join link", "membership link")]
OF_ONE_PLACE = {
    *("organisation_id", "member_id", "evidence_id", "import_id", "questionnaire_id"),
    *("declined_id", "request_id", "token"),
}
FROM_ELSEWHERE = (
    {"Sec-Fetch-Site": "cross-site", "Origin": "http://testserver"},
    {"Sec-Fetch-Site": "same-site"},
    {"Origin": "https://elsewhere.example"},
    {"Origin": "null"},
)


def test_every_address_is_in_the_table_and_every_entry_has_its_address():
    assert len(OURS) == sum(not n.startswith(ADMIN) for n, _pattern in EVERY) - len(SIGNING_IN)
    assert not difference(OURS, TABLE), difference(OURS, TABLE)
    assert TABLE.keys() > LEAD_TO_REVIEWS


@pytest.mark.parametrize("name", LISTED)
def test_every_view_states_who_may_use_it(name):
    stated = getattr(OURS[name].callback, "access", None)
    assert stated == TABLE[name].access, "\n".join([MEND, row(name, OURS[name])])


def test_only_addresses_that_are_their_own_key_do_without_the_token_against_forged_requests():
    exempt = {name for name, one in EVERY if getattr(one.callback, "csrf_exempt", False)}
    assert exempt == set(KEYED)


@pytest.mark.parametrize("place", ["open"], indirect=True)
def test_what_comes_from_another_site_is_refused_where_no_token_is_asked_for(place, client, db):
    client.post(place.url("assessments:respond-answer"), {"clarity-aim": "3"})
    before = everything_kept()
    for name in KEYED:
        given = {"reply": "no"} if name == "partnerships:membership" else {"clarity-aim": "1"}
        for said in FROM_ELSEWHERE:
            reply = client.post(place.url(name), given, headers=said)
            assert reply.status_code == 403, (name, said)
    assert everything_kept() == before


def test_looking_gives_each_what_the_table_says_and_changes_nothing(place, browsers):
    before, wrong = everything_kept(), []
    for name in place.names:
        for person, browser in browsers.items():
            reply = browser.get(place.url(name))
            expected = TABLE[name].expected(person, place.state)
            if reply.status_code != expected:
                wrong.append(f"{person} at {name}: expected {expected}, got {reply.status_code}")
    assert not wrong, "\n".join([MEND, *wrong])
    assert everything_kept() == before


def test_strangers_are_asked_to_sign_in_and_come_back(place, client, db):
    for name in place.names:
        if not place.lets_in("stranger", name):
            url = place.url(name)
            assert client.get(url).url == f"{reverse('account_login')}?next={url}", name


def test_sending_is_refused_to_whoever_may_not_look_and_changes_nothing(place, browsers):
    before, wrong = everything_kept(), []
    for name in place.names:
        for person, browser in browsers.items():
            if place.lets_in(person, name):
                continue
            reply = browser.post(place.url(name), {"withheld": "yes", "what": "Mine"})
            expected = TABLE[name].expected(person, place.state)
            if reply.status_code != expected:
                wrong.append(f"{person} at {name}: expected {expected}, got {reply.status_code}")
    assert not wrong, "\n".join([MEND, *wrong])
    assert everything_kept() == before


@pytest.mark.parametrize("place", ["shared"], indirect=True)
def test_a_coordinator_who_has_to_have_a_second_factor_gets_nowhere_without(place, as_, settings):
    settings.SECOND_FACTOR_FOR_COORDINATORS = True
    ana, ben, before = as_("ana"), as_("ben"), everything_kept()
    guarded = [name for name in LISTED if TABLE[name].access in set(Can)]
    for name in guarded:
        for reply in (ana.get(place.url(name)), ana.post(place.url(name))):
            assert reply.headers.get("Location") == reverse("accounts:second-factor"), name
        assert ben.get(place.url(name)).status_code == TABLE[name].expected("ben", place.state)
    assert everything_kept() == before


def test_readers_of_a_discussion_can_not_write_in_it(place, browsers):
    """Looking at a discussion takes less than leading it; so does seeing somebody's action."""
    before = everything_kept()
    for name in ("discussion-consideration", "action-done", "action-reopen"):
        for person in ("ben", "olu"):
            url = place.url(f"discussions:{name}")
            assert browsers[person].post(url, {"settlement": "open"}).status_code == 403
    assert everything_kept() == before


def test_a_link_of_another_review_or_none_opens_nothing(place, client, db):
    for name in LISTED:
        if TABLE[name].access == "personal link":
            url = Place(place.state, place.parts | {"token": NO_LINK}).url(name)
            assert client.get(url).status_code == 404
            assert client.post(url).status_code == 404


@pytest.mark.parametrize("place", ["open"], indirect=True)
def test_what_belongs_to_one_place_is_not_reached_through_another(place, cast, as_):
    """Dev coordinates elsewhere, and asks for Riverside's things under his own partnership."""
    elsewhere = cast.dev.memberships.get().partnership
    foreign = {part: place.parts[part] for part in OF_ONE_PLACE}
    own = {
        "partnership_id": elsewhere.pk,
        "review_id": scenarios.open_review(elsewhere).pk,
        "code": "clarity",
        "kind": "csv",
        "table": "standing",
        "about": "statements",
        "trend": "trend",
        "statement": "clarity-roles",
        "scale": "rating",
    }
    reached = [n for n in LISTED if OF_ONE_PLACE & OURS[n].pattern.converters.keys()]
    dev, before = as_("dev"), everything_kept()
    for name in reached:
        url = Place("open", own | foreign).url(name)
        assert dev.get(url).status_code in (404, POST_ONLY), name
        assert dev.post(url).status_code == 404, name
    assert everything_kept() == before


def test_signing_in_is_for_strangers_and_an_account_for_who_has_signed_in(browsers):
    EmailAddress.objects.update(verified=True)
    patterns = dict(EVERY)
    for name, (to_a_stranger, to_others) in SIGNING_IN.items():
        url = reverse(name, kwargs=dict.fromkeys(patterns[name].pattern.converters, 1))
        assert browsers["stranger"].get(url).status_code == to_a_stranger, name
        assert browsers["ben"].get(url).status_code == to_others, name


@pytest.mark.parametrize("place", ["shared"], indirect=True)
def test_no_page_of_whoever_has_signed_in_is_kept(place, as_):
    ana, kept = as_("ana"), []
    for name in LISTED:
        reply = ana.get(place.url(name))
        if not {"private", "no-store"} <= set(reply.get("Cache-Control", "").split(", ")):
            kept.append(name)
    assert not kept


@pytest.mark.parametrize("place", ["draft"], indirect=True)
def test_nor_is_a_form_that_was_sent_with_mistakes(place, as_):
    reply = as_("ana").post(place.url("assessments:review-edit"), {"title": ""})
    assert reply.status_code == 200
    assert {"private", "no-store"} <= set(reply["Cache-Control"].split(", "))


def test_every_page_says_how_it_may_be_used(client, db):
    for url in (reverse("home:home"), reverse("account_login"), "/nothing-here/"):
        headers = client.get(url).headers
        policy = headers["Content-Security-Policy"]
        assert "default-src 'none'" in policy
        assert "unsafe" not in policy
        assert headers["X-Frame-Options"] == "DENY"
        assert headers["X-Content-Type-Options"] == "nosniff"
        assert headers["Referrer-Policy"] == "strict-origin"
