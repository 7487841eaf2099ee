"""Who may register a partnership, and how one is approved."""

from io import StringIO

import pytest
from django.core import mail
from django.core.checks import run_checks
from django.core.management import CommandError, call_command
from django.test import Client
from django.urls import reverse

from accounts.models import Person
from partnerships.members.services import tell_members
from partnerships.models import Partnership, UnapprovedEmail
from partnerships.refusals import Refused
from partnerships.registration import (
    MOST_APPROVAL_EMAILS,
    MOST_WAITING,
    approve,
    invite,
    register_partnership,
)
from tests import scenarios

from .test_register import FILLED, URL

HOME = reverse("home:home")


@pytest.fixture
def host(db) -> Person:
    return Person.objects.create_superuser("host@example.org")


@pytest.fixture
def nia(client, db) -> Person:
    person = Person.objects.known_as("nia@example.org")
    client.force_login(person)
    return person


@pytest.fixture
def register(client, nia, django_capture_on_commit_callbacks):
    """Nia fills in the form; what she reads then."""

    def registering(name: str = "Northbank Together") -> str:
        with django_capture_on_commit_callbacks(execute=True):
            return client.post(URL, FILLED | {"name": name}, follow=True).content.decode()

    return registering


@pytest.fixture
def as_host(host, django_capture_on_commit_callbacks):
    """The host administrator sends something to a page of `/admin/`; what they read then."""
    browser = Client()
    browser.force_login(host)

    def sent(page: str, *args, **data) -> str:
        with django_capture_on_commit_callbacks(execute=True):
            url = reverse(f"admin:{page}", args=args)
            return browser.post(url, data, follow=True).content.decode()

    return sent


def emails_to(address: str) -> list[str]:
    return [one.subject for one in mail.outbox if one.to == [address]]


def test_in_production_partnerships_wait_for_approval(settings):
    assert settings.REGISTRATION == "approved"
    assert settings.TOLD_UNTIL_APPROVED == 5


def test_where_it_is_approved_whoever_registers_prepares_and_waits(register, nia, client):
    page = register()
    partnership = nia.registered.get()
    assert (partnership.registered_by, partnership.is_approved) == (nia, False)
    assert not partnership.may_open_reviews
    assert "Waiting for approval." in page
    assert "5 more people within 24 hours" in page
    assert "You can open it once the partnership is approved." in page
    for name in ("member-add", "members-import"):
        page = client.get(reverse(f"partnerships:{name}", args=[partnership.pk]))
        assert "Waiting for approval." in page.content.decode(), name
    assert "Waiting for approval." in client.get(HOME).content.decode()


def test_where_it_is_open_whoever_registers_may_open_reviews_and_write_to_few(
    register, nia, settings
):
    settings.REGISTRATION = "open"
    page = register()
    partnership = nia.registered.get()
    assert partnership.may_open_reviews
    assert not partnership.is_approved
    assert "only email a few people" in page
    assert "You can open it once" not in page


def test_where_it_is_by_invitation_others_are_told_whom_to_ask(register, client, settings, nia):
    settings.REGISTRATION, settings.CONTACT = "invited", "ask@example.org"
    for page in (register(), client.get(URL).content.decode()):
        assert "need an invitation" in page
        assert "nia@example.org" in page
        assert "mailto:ask@example.org" in page
        assert '<form method="post" novalidate>' not in page
    assert URL not in client.get(HOME).content.decode()
    assert not nia.registered.exists()
    coordinator = scenarios.new_member("Nia", role="coordinator")
    with pytest.raises(Refused):
        register_partnership(partnership=Partnership(), by=nia, coordinator=coordinator)


@pytest.mark.parametrize("mode", ["open", "invited", "approved"])
def test_host_administrators_and_whom_they_invite_wait_for_nobody(
    register, client, settings, nia, host, mode
):
    settings.REGISTRATION = mode
    invite(email="NIA@example.org")
    assert f'href="{URL}"' in client.get(HOME).content.decode()
    page = register()
    client.force_login(host)
    client.post(URL, FILLED | {"name": "The host’s own"})
    assert "Waiting for approval." not in page
    assert nia.registered.get().is_approved
    assert host.registered.get().is_approved
    assert not emails_to("host@example.org")


def test_only_a_few_can_wait_at_once(register, client, nia):
    for number in range(MOST_WAITING):
        register(f"Partnership {number}")
    assert "are waiting for approval" in register("One more")
    assert "are waiting for approval" in client.get(URL).content.decode()
    assert nia.registered.count() == MOST_WAITING
    approve(partnership=nia.registered.first())
    register("One more")
    assert nia.registered.count() == MOST_WAITING + 1


def test_what_was_refused_meanwhile_is_said_in_the_form(register, client, nia, monkeypatch):
    def refuse(**_given: object) -> None:
        raise Refused("Not any more.")

    monkeypatch.setattr("partnerships.views.partnerships.register_partnership", refuse)
    assert "Not any more." in register()


def test_host_administrators_are_told_who_which_and_where(register, host):
    Person.objects.create_user("former@example.org", is_staff=True, is_active=False)
    register()
    [email] = mail.outbox
    assert email.to == ["host@example.org"]
    assert email.subject == "Waiting for your approval: Northbank Together"
    assert "nia@example.org has registered Northbank Together." in email.body
    where = reverse("admin:partnerships_partnership_changelist")
    assert f"{where}?approved_at__isempty=1" in email.body


def test_nobody_floods_the_host(host, django_capture_on_commit_callbacks):
    for number in range(MOST_APPROVAL_EMAILS + 3):
        account = Person.objects.known_as(f"puppet-{number}@example.org")
        partnership = Partnership(name=f"N{number}", kind="other", basis="chosen")
        coordinator = scenarios.new_member(f"Puppet-{number}", role="coordinator")
        with django_capture_on_commit_callbacks(execute=True):
            register_partnership(partnership=partnership, by=account, coordinator=coordinator)
        if number == 2:
            approve(partnership=partnership)
    emails = [one.body for one in mail.outbox if one.to == ["host@example.org"]]
    assert ["Many partnerships" in one for one in emails] == [False] * MOST_APPROVAL_EMAILS + [True]


def test_approving_lets_it_write_and_tells_who_coordinates(
    cast, host, django_capture_on_commit_callbacks
):
    Partnership.objects.filter(pk=cast.partnership.pk).update(approved_at=None)
    for _twice in range(2):
        with django_capture_on_commit_callbacks(execute=True):
            approve(partnership=cast.partnership)
    cast.partnership.refresh_from_db()
    assert cast.partnership.may_open_reviews
    assert emails_to("ana@example.org") == ["Riverside Partnership has been approved"]
    assert len(mail.outbox) == 1
    members = scenarios.fill(cast.partnership, scenarios.COUNCIL, 12)
    assert tell_members(members=members) == 12
    assert not UnapprovedEmail.objects.exists()


def test_the_administration_pages_list_those_that_wait_and_approve(cast, as_host, host, as_):
    Partnership.objects.filter(pk=cast.partnership.pk).update(approved_at=None)
    browser = Client()
    browser.force_login(host)
    where = reverse("admin:partnerships_partnership_changelist")
    page = browser.get(where, {"approved_at__isempty": "1"}).content.decode()
    assert "Riverside Partnership" in page
    assert "Elsewhere" not in page
    chosen = {"action": "approve", "_selected_action": cast.partnership.pk}
    assert "Approved." in as_host("partnerships_partnership_changelist", **chosen)
    cast.partnership.refresh_from_db()
    assert cast.partnership.is_approved
    assert emails_to("ana@example.org")
    url = reverse("privacy:audit-log", args=[cast.partnership.pk])
    log = as_("ana").get(url).content.decode()
    assert "The host approved the partnership." in log


def test_what_the_host_adds_or_changes_there_waits_for_nobody(as_host, host, cast):
    page = as_host("partnerships_partnership_add", **FILLED)
    added = Partnership.objects.get(name=FILLED["name"])
    assert (added.registered_by, added.is_approved) == (host, True), page


def test_the_host_invites_somebody_new_or_known_on_the_administration_pages(as_host, cast):
    as_host("accounts_person_add", email="New@example.org")
    assert Person.objects.get(email="new@example.org").may_register
    assert emails_to("new@example.org") == ["You can register a partnership"]
    chosen = {"action": "invite_to_register", "_selected_action": cast.ben.person_id}
    as_host("accounts_person_changelist", **chosen)
    assert Person.objects.get(pk=cast.ben.person_id).may_register
    assert emails_to("ben@example.org")


def registrations(*args: str) -> str:
    out = StringIO()
    call_command("registrations", *args, stdout=out, stderr=out)
    return out.getvalue()


def test_the_command_lists_approves_and_invites(register, nia):
    register()
    partnership = nia.registered.get()
    listed = registrations()
    assert f"{partnership.pk}  " in listed
    assert "Northbank Together – nia@example.org" in listed
    assert "no host administrator" in listed
    registrations("--approve", partnership.pk)
    partnership.refresh_from_db()
    assert partnership.is_approved
    assert "Northbank" not in registrations()
    registrations("--invite", "new@example.org")
    assert Person.objects.get(email="new@example.org").may_register
    for wrong in (["--approve", partnership.pk], ["--invite", "nobody"]):
        with pytest.raises(CommandError):
            registrations(*wrong)


@pytest.mark.parametrize(("mode", "is_wrong"), [("open", False), ("approve", True), ("", True)])
def test_a_setting_that_is_no_choice_is_an_error_that_names_the_choices(settings, mode, is_wrong):
    settings.REGISTRATION = mode
    found = [one for one in run_checks() if one.id == "partnerships.E001"]
    assert bool(found) is is_wrong
    assert all("open, invited, approved" in one.hint for one in found)
