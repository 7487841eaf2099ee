"""How much e-mail anybody can have sent to addresses whose owners have not asked for it."""

import re

import pytest
from django.core.cache import caches
from django.db import connection
from django.test import Client
from django.urls import reverse

from accounts.models import Person
from accounts.sign_in_log import sign_of
from partnerships.members.services import remove_member
from partnerships.models import Member, OutgoingEmail, Partnership
from partnerships.vocabulary import MembershipStatus
from tests import scenarios

SIGN_IN = reverse("account_login")
ENTER = reverse("account_confirm_login_code")
SIGN_UP = reverse("account_signup")
PROVE = reverse("account_email_verification_sent")
CHANGE = reverse("account_email")
LOST = reverse("assessments:link-lost")
HERE, THERE = {"REMOTE_ADDR": "192.0.2.1"}, {"REMOTE_ADDR": "192.0.2.2"}
STRANGER = "stranger@example.com"


@pytest.fixture
def unhurried(bounds):
    """What is asked of one address is as if it were asked over many hours."""
    bounds(request_login_code="1000/m/ip", confirm_email="1000/s/key", visitor_to_one="1000/h/key")


@pytest.fixture
def ask(send, mailoutbox):
    """Ask for an e-mail as a new visitor, and say how many left and what the page says."""

    def asking(url: str, email: str, visitor: dict = HERE, **more: str) -> tuple[int, str]:
        before = len(mailoutbox)
        page = send(Client(**visitor), url, email=email, **more)
        words = re.sub(r'value="[^"]*"', "", page.content.decode()).replace(email, "…")
        return len(mailoutbox) - before, words

    return asking


@pytest.mark.parametrize("url", [SIGN_IN, SIGN_UP])
def test_an_unknown_address_is_written_to_a_few_times_a_day(
    cast, ask, bounds, unhurried, url, caplog
):
    bounds(signup="1000/m/ip", visitor_to_strangers="1000/h/ip")
    said = [ask(url, STRANGER) for _each in range(7)]
    assert [sent for sent, _page in said] == [1, 1, 1, 1, 1, 0, 0]
    assert len({page for _sent, page in said}) == 1
    assert ask(url, "another@example.com")[0] == 1
    withheld = [one for one in caplog.messages if one.startswith("email withheld")]
    assert len(withheld) == 2
    assert sign_of(STRANGER) in withheld[0]
    assert STRANGER not in caplog.text


def test_a_visitor_has_few_unknown_addresses_written_to_and_those_who_are_known_get_in(cast, ask):
    sent = [ask(SIGN_IN, f"stranger-{i}@example.com")[0] for i in range(12)]
    assert sent == [1] * 10 + [0] * 2
    assert ask(SIGN_IN, "new@example.com", THERE)[0] == 1
    known, unknown = ask(SIGN_IN, "ana@example.org"), ask(SIGN_IN, "nobody@example.org")
    assert (known[0], unknown[0]) == (1, 0)
    assert known[1] == unknown[1]


def test_a_whole_installation_writes_to_no_more_strangers_a_day_than_its_host_says(
    cast, ask, bounds
):
    bounds(to_strangers="3/d/key")
    sent = [ask(SIGN_IN, f"{i}@example.com", {"REMOTE_ADDR": f"192.0.2.{i}"})[0] for i in range(5)]
    assert sent == [1, 1, 1, 0, 0]
    assert ask(SIGN_UP, "new@example.com", THERE)[0] == 0
    assert ask(SIGN_IN, "ben@example.org", THERE)[0] == 1


def test_signing_an_address_up_does_not_make_it_known(cast, ask, unhurried):
    assert ask(SIGN_UP, STRANGER)[0] == 1
    assert Person.objects.filter(email=STRANGER).exists()
    assert [ask(SIGN_IN, STRANGER)[0] for _each in range(6)] == [1, 1, 1, 1, 0, 0]


def test_who_had_a_place_and_has_never_signed_in_is_a_stranger_again(cast, ask, unhurried):
    assert Member.objects.is_expected("CLEO@example.org")
    remove_member(member=cast.cleo)
    assert not Member.objects.is_expected("cleo@example.org")
    assert [ask(SIGN_IN, "cleo@example.org")[0] for _each in range(6)] == [1] * 5 + [0]


def test_whom_an_unapproved_partnership_added_and_did_not_tell_is_a_stranger(cast, ask, unhurried):
    Partnership.objects.update(approved_at=None)
    Member.objects.update(status=MembershipStatus.ADDED)
    assert [ask(SIGN_IN, "cleo@example.org")[0] for _each in range(6)] == [1] * 5 + [0]
    Member.objects.filter(person__email="cleo@example.org").update(status=MembershipStatus.INVITED)
    assert ask(SIGN_IN, "cleo@example.org")[0] == 1


def test_who_has_an_account_is_told_so_a_few_times_a_day(cast, ask, bounds, unhurried):
    bounds(signup="1000/m/ip")
    assert sum(ask(SIGN_UP, "ana@example.org")[0] for _each in range(7)) == 5
    assert ask(SIGN_IN, "ana@example.org")[0] == 1, "nobody keeps them from signing in by that"


def test_whoever_signs_up_too_often_is_told_whether_or_not_the_addresses_are_known(cast):
    browser = Client(**HERE)
    for i in range(10):
        assert Client(**HERE).post(SIGN_UP, {"email": f"{i}@example.com"}).status_code == 302
    for email in ("ana@example.org", STRANGER):
        page = browser.post(SIGN_UP, {"email": email})
        assert page.status_code == 429
        assert "an hour at most" in page.content.decode()
    assert Client(**THERE).post(SIGN_UP, {"email": STRANGER}).status_code == 302


def test_a_code_sent_anew_counts_like_the_first(cast, bounds, unhurried, send, mailoutbox):
    bounds(to_stranger="2/d/key")
    browser = Client()
    send(browser, SIGN_UP, email=STRANGER)
    pages = [send(browser, PROVE, action="resend") for _each in range(2)]
    assert {page.status_code for page in pages} == {200}
    assert len(mailoutbox) == 2


def test_a_new_address_for_an_account_is_a_strangers_until_it_is_proved(
    cast, signed_in, send, bounds, unhurried, mailoutbox
):
    ben = signed_in("ben@example.org")
    mailoutbox.clear()
    bounds(manage_email="1000/m/user")
    for i in range(12):
        send(ben, CHANGE, email=f"{i}@example.com", action_add="")
    assert len(mailoutbox) == 10


def test_whoever_changes_their_address_too_often_is_told(cast, signed_in, send, unhurried):
    ben = signed_in("ben@example.org")
    pages = [send(ben, CHANGE, email=f"{i}@example.com", action_add="") for i in range(11)]
    assert [page.status_code for page in pages] == [200] * 10 + [429]


@pytest.mark.once
def test_sixty_people_in_one_building_sign_in_within_a_minute(
    as_in_production, cast, settings, send, code_for, ask
):
    """While somebody there has used up what may go to strangers, and some ask twice."""
    backend = {"BACKEND": "django_tasks.backends.immediate.ImmediateBackend"}
    settings.TASKS = {"default": settings.TASKS["default"] | backend}
    people = scenarios.fill(cast.partnership, scenarios.COUNCIL, 60)
    for i in range(11):
        ask(SIGN_IN, f"stranger-{i}@example.com")
    for i, member in enumerate(people):
        browser = Client(**HERE)
        send(browser, SIGN_IN, email=member.email)
        if not i % 3:
            send(browser, ENTER, action="resend")
        send(browser, ENTER, code=code_for(member.email))
        assert browser.get(reverse("accounts:account")).status_code == 200, member


def test_what_is_withheld_does_not_rest_in_the_queue(cast, bounds, ask):
    bounds(visitor_to_strangers="0/h/ip")
    ask(SIGN_IN, STRANGER)
    ask(LOST, STRANGER)
    assert not OutgoingEmail.objects.filter(to=STRANGER).exists()


@pytest.mark.parametrize("email", ["ana@example.org", STRANGER])
def test_codes_for_one_address_are_bounded_an_hour(cast, settings, bounds, email):
    """For each visitor, so that whoever asks for another's keeps nobody out, and for all."""
    as_set = settings.ACCOUNT_RATE_LIMITS["request_login_code"]
    bounds(request_login_code=as_set.replace("3/m/key,", ""))

    def asked_from(visitor: str) -> bool:
        browser = Client(REMOTE_ADDR=visitor)
        page = browser.post(SIGN_IN, {"email": email.upper() if visitor[-1] == "2" else email})
        is_told = page.status_code == 200
        assert is_told is ("Too many attempts" in page.content.decode())
        return not is_told

    visitors = [f"192.0.2.{number}" for number in range(1, 5)]
    assert [sum(asked_from(one) for _each in range(12)) for one in visitors] == [10, 10, 10, 0]


@pytest.mark.parametrize("email", ["ana@example.org", STRANGER])
def test_codes_asked_for_again_at_once_count_like_the_first(cast, bounds, send, mailoutbox, email):
    """Requests at once each find the session as it was before any of them."""
    bounds(to_stranger="1000/d/key")
    browser = Client(**HERE)
    send(browser, SIGN_IN, email=email)
    as_it_was = dict(browser.session)
    for _each in range(15):
        send(browser, ENTER, action="resend")
        session = browser.session
        session.update(as_it_was)
        session.save()
    assert len(mailoutbox) == (10 if email == "ana@example.org" else 1)


def guess(browser: Client, url: str, code: str) -> bool:
    """Try a code, as if this session had not tried any before; whether it was right."""
    as_it_was = dict(browser.session)
    reply = browser.post(url, {"code": code})
    if reply.status_code == 302 and reply.url not in (SIGN_IN, "/"):
        return False
    session = browser.session
    right = "_auth_user_id" in session
    if not right:
        session.update(as_it_was)
        session.save()
    return right


def test_a_code_is_tried_three_times_and_its_owner_gets_in_with_another(
    cast, unhurried, send, code_for
):
    one, other = Client(**HERE), Client(**THERE)
    for _session in range(20):
        send(one, SIGN_IN, email="ana@example.org")
        assert not any(guess(one, ENTER, "XXX-XXX") for _each in range(3))
        assert not guess(one, ENTER, code_for("ana@example.org")), "not even the right one"
    send(other, SIGN_IN, email="ana@example.org")
    assert guess(other, ENTER, code_for("ana@example.org"))


def test_guesses_at_an_address_that_is_new_are_bounded_and_keep_nobody_from_signing_in(
    cast, unhurried, send, code_for
):
    one, other = Client(**HERE), Client(**THERE)
    send(one, SIGN_UP, email=STRANGER)
    assert not any(guess(one, PROVE, "XXX-XXX") for _each in range(60))
    assert not guess(one, PROVE, code_for(STRANGER)), "not even the right one"
    send(other, SIGN_IN, email=STRANGER)
    assert guess(other, ENTER, code_for(STRANGER))


def test_codes_that_were_right_count_for_nothing(cast, bounds, unhurried, send, code_for):
    bounds(guess="3/h/key")
    for _each in range(4):
        browser = Client()
        send(browser, SIGN_IN, email="ana@example.org")
        assert guess(browser, ENTER, code_for("ana@example.org"))


def test_nobody_flushes_what_is_counted_by_filling_the_table(as_in_production, settings):
    options = settings.CACHES["default"]["OPTIONS"]
    settings.CACHES = {
        "default": settings.CACHES["default"] | {"OPTIONS": options | {"MAX_ENTRIES": 20}}
    }
    counters = caches["default"]
    counters.set("run out", [1], -1)
    for i in range(60):
        counters.set(f"live-{i}", [i], 3600)
    assert [counters.get(f"live-{i}") for i in range(60)] == [[i] for i in range(60)]
    with connection.cursor() as cursor:
        cursor.execute("SELECT COUNT(*) FROM accounts_counter")
        assert cursor.fetchone() == (60,)
