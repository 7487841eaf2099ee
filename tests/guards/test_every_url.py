"""Every address as every member of the cast, in every state of a review."""

from collections.abc import Iterator
from dataclasses import dataclass

import pytest
from allauth.account.models import EmailAddress
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from django.apps import apps
from django.contrib import admin
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts.models import Person
from assessments.models import JoinLink, JoinRequest
from assessments.models.response import Import
from assessments.reviews.services import record_reading
from discussions.models import Action
from insights.closing import close_review
from partnerships.access import Can
from partnerships.models import Organisation
from tests import scenarios

from .addresses import (
    ADMIN,
    CAST,
    EVERY,
    LETS_IN,
    LISTED,
    MEND,
    OURS,
    POST_ONLY,
    SIGNING_IN,
    STATES,
    TABLE,
    difference,
    row,
)

pytestmark = pytest.mark.once

APPS = ("partnerships", "assessments", "insights", "discussions")
ANSWERS = {
    *("Answer", "SectionAnswer", "Response", "Import", "Invitation"),
    *("PublishedComment", "Perception"),
}

NO_LINK = "x" * 43
KEYED = [n for n in LISTED if TABLE[n].access in ("personal link", "join link", "membership link")]
FROM_ELSEWHERE = (
    {"Sec-Fetch-Site": "cross-site", "Origin": "http://testserver"},
    {"Sec-Fetch-Site": "same-site"},
    {"Origin": "https://elsewhere.example"},
    {"Origin": "null"},
)


@dataclass
class Place:
    """A review in some state, and what its addresses are made of."""

    state: str
    parts: dict[str, object]

    def url(self, name: str) -> str:
        wanted = OURS[name].pattern.converters
        return reverse(name, kwargs={part: self.parts[part] for part in wanted})

    def lets_in(self, person: str, name: str) -> bool:
        return person in LETS_IN[TABLE[name].access][self.state]


def bring_to(state: str, cast: scenarios.Cast) -> tuple[scenarios.Review, str]:
    """Riverside's review in this state, and the token of Ben's link."""
    if state == "draft":
        return scenarios.draft_review(cast.partnership), NO_LINK
    review = scenarios.differing_review(cast.partnership)
    token = scenarios.token_for(review, cast.ben)
    if state in ("closed", "shared"):
        review = close_review(review=review)
        record_reading(review=review)
    if state == "shared":
        review = scenarios.share(review=review)
    if state == "cancelled":
        review = scenarios.assessments.cancel(review=review)
    return review, token


def waiting_import(review: scenarios.Review) -> Import:
    return Import.objects.create(
        review=review, file_name="answers.csv", digest="0", content=b"Organisation,Level\n-,-\n"
    )


def waiting_request(review: scenarios.Review, organisation: Organisation) -> JoinRequest:
    return JoinRequest.objects.create(
        review=review,
        name="Gus",
        email="gus@example.org",
        organisation=organisation,
        level="community",
    )


def hold_another_role(cast: scenarios.Cast) -> None:
    """Olu, who looks on here, coordinates elsewhere: that must not reach over."""
    elsewhere = cast.dev.memberships.get().partnership
    scenarios.add_members(
        partnership=elsewhere, members=[scenarios.new_member("Olu", role="coordinator")]
    )


def place_in(state: str, cast: scenarios.Cast) -> Place:
    hold_another_role(cast)
    review, token = bring_to(state, cast)
    action = Action.objects.create(
        review=review,
        consideration="clarity",
        what="Write it down",
        owner=cast.cleo,
        due=timezone.localdate(),
    )
    comment = review.published_comments.first()
    parts = {
        "partnership_id": cast.partnership.pk,
        "organisation_id": cast.ben.organisation_id,
        "member_id": cast.ben.pk,
        "evidence_id": scenarios.own_evidence(cast.partnership).pk,
        "review_id": review.pk,
        "import_id": waiting_import(review).pk,
        "action_id": action.pk,
        "comment_id": comment.pk if comment else 0,
        "code": "clarity",
        "kind": "csv",
        "table": "standing",
        "about": "statements",
        "trend": "trend",
        "token": token,
        "questionnaire_id": scenarios.custom_questionnaire(cast.partnership).pk,
        "statement": "clarity-roles",
        "scale": "rating",
        "seal": cast.ben.seal,
        "key": JoinLink.objects.create(review=review, is_on=True).key,
        "request_id": waiting_request(review, cast.ben.organisation).pk,
        "declined_id": cast.partnership.declined.create(person=cast.dev).pk,
    }
    return Place(state, parts)


@pytest.fixture(params=STATES)
def place(request, cast) -> Place:
    return place_in(request.param, cast)


@pytest.fixture
def browsers(as_) -> dict[str, Client]:
    return {name: as_(name) for name in CAST}


def everything_kept() -> dict[str, list]:
    """Every row of the product's own tables."""
    models = [model for app in APPS for model in apps.get_app_config(app).get_models()]
    return {model._meta.label: sorted(model.objects.values_list(), key=repr) for model in models}


def test_every_address_is_in_the_table_and_every_entry_has_its_address():
    assert len(OURS) == sum(not n.startswith(ADMIN) for n, _pattern in EVERY) - len(SIGNING_IN)
    assert not difference(OURS, TABLE), difference(OURS, TABLE)


@pytest.mark.parametrize("name", LISTED)
def test_every_view_states_who_may_use_it(name):
    stated = getattr(OURS[name].callback, "access", None)
    assert stated == TABLE[name].access, "\n".join([MEND, row(name, OURS[name])])


def test_only_addresses_that_are_their_own_key_do_without_the_token_against_forged_requests():
    exempt = {name for name, one in EVERY if getattr(one.callback, "csrf_exempt", False)}
    assert exempt == set(KEYED)


def test_what_comes_from_another_site_is_refused_where_no_token_is_asked_for(cast, client):
    place = place_in("open", cast)
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
    for name in LISTED:
        for person, browser in browsers.items():
            reply = browser.get(place.url(name))
            expected = TABLE[name].expected(person, place.state)
            if reply.status_code != expected:
                wrong.append(f"{person} at {name}: expected {expected}, got {reply.status_code}")
    assert not wrong, "\n".join([MEND, *wrong])
    assert everything_kept() == before


def test_strangers_are_asked_to_sign_in_and_come_back(place, client):
    for name in LISTED:
        if not place.lets_in("stranger", name):
            url = place.url(name)
            assert client.get(url).url == f"{reverse('account_login')}?next={url}", name


def test_sending_is_refused_to_whoever_may_not_look_and_changes_nothing(place, browsers):
    before, wrong = everything_kept(), []
    for name in LISTED:
        for person, browser in browsers.items():
            if place.lets_in(person, name):
                continue
            reply = browser.post(place.url(name), {"withheld": "yes", "what": "Mine"})
            expected = TABLE[name].expected(person, place.state)
            if reply.status_code != expected:
                wrong.append(f"{person} at {name}: expected {expected}, got {reply.status_code}")
    assert not wrong, "\n".join([MEND, *wrong])
    assert everything_kept() == before


def test_a_coordinator_who_has_to_have_a_second_factor_gets_nowhere_without(cast, as_, settings):
    settings.SECOND_FACTOR_FOR_COORDINATORS = True
    place = place_in("shared", cast)
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


def test_a_link_of_another_review_or_none_opens_nothing(place, client):
    for name in LISTED:
        if TABLE[name].access == "personal link":
            url = Place(place.state, place.parts | {"token": NO_LINK}).url(name)
            assert client.get(url).status_code == 404
            assert client.post(url).status_code == 404


def test_what_belongs_to_one_place_is_not_reached_through_another(cast, as_):
    """Dev coordinates elsewhere, and asks for Riverside's things under his own partnership."""
    elsewhere = cast.dev.memberships.get().partnership
    riverside, token = bring_to("open", cast)
    foreign = {
        "organisation_id": cast.ben.organisation_id,
        "member_id": cast.ben.pk,
        "evidence_id": scenarios.own_evidence(cast.partnership).pk,
        "import_id": waiting_import(riverside).pk,
        "questionnaire_id": scenarios.custom_questionnaire(cast.partnership).pk,
        "declined_id": cast.partnership.declined.create(person=cast.olu.person).pk,
        "request_id": waiting_request(riverside, cast.ben.organisation).pk,
    }
    own = {
        "partnership_id": elsewhere.pk,
        "review_id": scenarios.open_review(elsewhere).pk,
        "code": "clarity",
        "kind": "csv",
        "table": "standing",
        "about": "statements",
        "trend": "trend",
        "token": token,
        "statement": "clarity-roles",
        "scale": "rating",
    }
    reached = [n for n in LISTED if {*foreign, "token"} & {*OURS[n].pattern.converters}]
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


def test_no_page_of_whoever_has_signed_in_is_kept(cast, as_):
    place, ana, kept = place_in("shared", cast), as_("ana"), []
    for name in LISTED:
        reply = ana.get(place.url(name))
        if not {"private", "no-store"} <= set(reply.get("Cache-Control", "").split(", ")):
            kept.append(name)
    assert not kept


def host_pages(cast: scenarios.Cast) -> Iterator[str]:
    """Every address of the administration pages."""
    example = {"object_id": cast.ben.pk, "app_label": "partnerships", "url": "anything"}
    example |= {"content_type_id": 1}
    for name, pattern in EVERY:
        if name.startswith(ADMIN):
            parts = pattern.pattern.converters or pattern.pattern.regex.groupindex
            kwargs = {part: example[part] for part in parts}
            yield reverse(name, kwargs=kwargs) if pattern.name else "/admin/anything/"


def test_the_host_administrators_pages_are_closed_to_everybody_else(cast, browsers):
    for url in host_pages(cast):
        for person, browser in browsers.items():
            for reply in (browser.get(url), browser.post(url)):
                assert reply.status_code in (302, 403, 404, 405), f"{url} as {person}"


@pytest.mark.parametrize("has_one", [False, True])
def test_a_host_administrator_who_has_not_used_a_second_factor_gets_nowhere(
    cast, client, settings, has_one
):
    """Whether they have none, or one that this session has not passed by."""
    settings.SECOND_FACTOR_FOR_COORDINATORS = True
    host = Person.objects.create_superuser("host@example.org")
    if has_one:
        TOTP.activate(host, generate_totp_secret())
    client.force_login(host)
    asked = "mfa_reauthenticate" if has_one else "accounts:second-factor"
    before = everything_kept()
    for url in host_pages(cast):
        for reply in (client.get(url), client.post(url, {"post": "yes"})):
            last = client.get(reply.url, follow=True) if reply.status_code == 302 else reply
            reached = last.redirect_chain[-1][0] if last.redirect_chain else reply.url
            assert reached.startswith(reverse(asked)), url
    assert everything_kept() == before


def test_the_host_administrator_is_given_no_way_to_answers():
    assert not {model.__name__ for model in admin.site._registry} & ANSWERS


def test_every_page_says_how_it_may_be_used(client, db):
    for url in (reverse("home:home"), reverse("account_login"), "/nothing-here/"):
        headers = client.get(url).headers
        policy = headers["Content-Security-Policy"]
        assert "default-src 'none'" in policy
        assert "unsafe" not in policy
        assert headers["X-Frame-Options"] == "DENY"
        assert headers["X-Content-Type-Options"] == "nosniff"
        assert headers["Referrer-Policy"] == "strict-origin"
