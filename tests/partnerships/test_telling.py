"""A partnership that nobody has approved writes to few people, whichever way round is tried."""

from datetime import timedelta

import pytest
from django.core.management import call_command
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts.models import Person
from partnerships.mail.message import content_of
from partnerships.members.membership import decline, leave
from partnerships.members.services import add_members, remove_member, tell_members
from partnerships.models import (
    Member,
    OutgoingEmail,
    Partnership,
    TooManyRecipients,
    UnapprovedEmail,
)
from partnerships.models.unapproved_email import MOST_EMAILS_TO_ONE, TOGETHER
from partnerships.registration import register_partnership
from privacy.erasure import erase
from tests import scenarios

MOST = 5


@pytest.fixture(autouse=True)
def few(settings):
    settings.TOLD_UNTIL_APPROVED = MOST


@pytest.fixture(autouse=True)
def emails_leave(django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        yield


def wait(partnership: Partnership, account: Person | None) -> Partnership:
    """Have a partnership are waiting for approval, as registered by this account."""
    values = {"approved_at": None, "registered_by": account}
    Partnership.objects.filter(pk=partnership.pk).update(**values)
    partnership.refresh_from_db()
    return partnership


@pytest.fixture
def waiting(cast) -> Partnership:
    return wait(cast.partnership, cast.ana.person)


def another(account: Person, name: str = "Northbank") -> Partnership:
    return register_partnership(
        partnership=Partnership(name=name, purpose="-", kind="other", basis="chosen", area="-"),
        by=account,
        coordinator=scenarios.new_member(account.email.partition("@")[0], role="coordinator"),
    )


def account(name: str) -> Person:
    return Person.objects.known_as(f"{name}@example.org")


def outsiders(partnership: Partnership, people: int, name: str = "Outsider") -> list[Member]:
    members = [scenarios.new_member(f"{name} {number}") for number in range(people)]
    return add_members(partnership=partnership, members=members)


def is_refused(partnership: Partnership, people: int = 1, name: str = "One more") -> bool:
    try:
        tell_members(members=outsiders(partnership, people, name))
    except TooManyRecipients:
        return True
    return False


def use_up(partnership: Partnership) -> None:
    tell_members(members=outsiders(partnership, MOST))


def test_as_many_as_allowed_are_told_and_not_one_more(waiting):
    use_up(waiting)
    assert is_refused(waiting)
    assert (
        UnapprovedEmail.objects.count() == waiting.members.filter(status="invited").count() == MOST
    )


def test_an_approved_partnership_writes_to_everybody(cast):
    assert not is_refused(cast.partnership, MOST + 1)
    assert not UnapprovedEmail.objects.exists()


def test_all_or_nobody_and_nothing_is_changed(waiting):
    assert is_refused(waiting, MOST + 1)
    assert not waiting.members.filter(status="invited").exists()
    assert not UnapprovedEmail.objects.exists()
    assert waiting.people_left == MOST


def test_what_is_refused_says_what_to_do_and_how_many_are_left(waiting):
    tell_members(members=outsiders(waiting, 2))
    with pytest.raises(TooManyRecipients) as refused:
        tell_members(members=outsiders(waiting, 4, "Other"))
    assert "up to 5 people within 24 hours (3 more now)" in str(refused.value)
    assert "Email fewer, or wait" in str(refused.value)


def test_the_next_day_there_are_as_many_again(waiting):
    use_up(waiting)
    UnapprovedEmail.objects.update(at=timezone.now() - timedelta(hours=23, minutes=59))
    assert is_refused(waiting)
    UnapprovedEmail.objects.update(at=timezone.now() - timedelta(hours=24))
    assert not is_refused(waiting, MOST, "The next day")


def test_other_clocks_make_no_other_day(waiting):
    use_up(waiting)
    with timezone.override("Pacific/Kiritimati"):
        assert is_refused(waiting)


def test_adding_telling_removing_and_again(waiting):
    for number in range(MOST):
        [member] = outsiders(waiting, 1, f"Round {number}")
        tell_members(members=[member])
        remove_member(member=member)
    assert is_refused(waiting)


def test_the_same_person_again_is_nobody_more_but_not_for_ever(waiting):
    [member] = outsiders(waiting, 1)
    for _each in range(MOST_EMAILS_TO_ONE):
        tell_members(members=[member])
    assert waiting.people_left == MOST - 1
    with pytest.raises(TooManyRecipients, match="more than 3 emails"):
        tell_members(members=[member])


def test_another_case_of_an_address_is_the_same_person(waiting):
    UnapprovedEmail.objects.take(waiting.registered_by, ["Ben@Example.org", "ben@example.org"])
    assert waiting.people_left == MOST - 1


def test_what_somebody_writes_to_themselves_does_not_count(waiting, cast):
    use_up(waiting)
    cast.ben.role = "coordinator"
    cast.ben.save()
    leave(member=cast.ben)
    assert OutgoingEmail.objects.get(kind="left").to == "ana@example.org"
    assert UnapprovedEmail.objects.count() == MOST


def test_another_partnership_of_the_same_account(waiting, cast):
    use_up(waiting)
    assert is_refused(another(cast.ana.person))


def test_deleting_it_and_registering_anew(waiting, cast):
    use_up(waiting)
    waiting.delete()
    assert is_refused(another(cast.ana.person))


def test_an_accomplice_who_coordinates_it(waiting, cast):
    cast.ben.role = "coordinator"
    cast.ben.save()
    use_up(waiting)
    browser = Client()
    browser.force_login(cast.ben.person)
    [member] = outsiders(waiting, 1, "Other")
    url = reverse("partnerships:member-tell", args=[waiting.pk, member.pk])
    assert "too many people" in browser.post(url, follow=True).content.decode()
    member.refresh_from_db()
    assert member.status == "added"


def test_erasing_ones_account_leaves_what_it_did(waiting, cast):
    cast.ben.role = "coordinator"
    cast.ben.save()
    use_up(waiting)
    erase(person=cast.ana.person)
    waiting.refresh_from_db()
    assert waiting.registered_by is None
    assert is_refused(waiting)


def test_accounts_that_are_gone_count_as_one(waiting, cast):
    wait(waiting, None)
    elsewhere = wait(cast.dev.memberships.get().partnership, None)
    use_up(waiting)
    assert is_refused(elsewhere)


def test_many_accounts_together_have_an_end(db):
    for number in range(TOGETHER):
        partnership = another(account(f"puppet-{number}"))
        tell_members(members=outsiders(partnership, MOST, f"Victim {number}"))
    last = another(account("puppet-last"))
    assert last.people_left == 0
    assert is_refused(last)
    assert UnapprovedEmail.objects.count() == MOST * TOGETHER


def test_handing_over(as_, cast, waiting):
    use_up(waiting)
    url = reverse("partnerships:coordination-hand-over", args=[waiting.pk])
    page = as_("ana").post(url, {"successor": cast.ben.pk}, follow=True)
    assert "too many people" in page.content.decode()
    cast.ana.refresh_from_db()
    assert cast.ana.is_coordinator


def test_who_declines_or_leaves_is_never_kept_from_it(waiting, cast):
    cast.ben.role = "coordinator"
    cast.ben.save()
    use_up(waiting)
    [member] = outsiders(waiting, 1, "Other")
    decline(member=member)
    leave(member=cast.cleo)
    assert not waiting.members.filter(pk__in=[member.pk, cast.cleo.pk]).exists()
    told = OutgoingEmail.objects.filter(kind__in=["declined", "left"]).values_list("to", flat=True)
    assert [*told] == ["ana@example.org"] * 2, "she registered it; Ben is left out"


def test_telling_all_on_the_page(as_, waiting):
    outsiders(waiting, MOST + 1)
    url = reverse("partnerships:members-tell", args=[waiting.pk])
    page = as_("ana").post(url, follow=True)
    assert page.redirect_chain[-1][0] == reverse("partnerships:partnership", args=[waiting.pk])
    assert "5 more now). Email fewer" in page.content.decode()
    assert not waiting.members.filter(status="invited").exists()


def test_adding_one_and_telling_them(as_, cast, waiting):
    use_up(waiting)
    url = reverse("partnerships:member-add", args=[waiting.pk])
    data = {"name": "Gus", "email": "gus@example.org", "role": "observer", "tell": "on"}
    page = as_("ana").post(url, data)
    assert "too many people" in str(page.context["form"].errors["tell"])
    assert not waiting.members.filter(name="Gus").exists()
    del data["tell"]
    assert as_("ana").post(url, data).status_code == 302


def test_adding_a_list_and_telling_them(as_, waiting):
    rows = "".join(f"P{n},p{n}@example.org,NHS,Health,Strategic\n" for n in range(MOST + 1))
    data = {"step": "confirm", "pasted": f"Name,E-mail,Organisation,Sector,Level\n{rows}"}
    url = reverse("partnerships:members-import", args=[waiting.pk])
    page = as_("ana").post(url, data | {"tell": "on"})
    assert page.content.decode().count("too many people") == 2  # in the summary and at the field
    assert "P5" in page.content.decode(), "who would be added is still there"
    assert not waiting.members.filter(name="P0").exists()
    as_("ana").post(url, data)
    assert waiting.members.filter(name="P0").exists()


def test_emails_of_a_waiting_partnership_carry_no_words_of_their_own(waiting):
    Partnership.objects.filter(pk=waiting.pk).update(purpose="Win at https://evil.com")
    tell_members(members=outsiders(waiting, 1))
    waiting.refresh_from_db()
    assert "evil" not in _membership_email(waiting)
    Partnership.objects.filter(pk=waiting.pk).update(approved_at=timezone.now())
    assert "evil" in _membership_email(waiting)


def _membership_email(partnership: Partnership) -> str:
    member = partnership.members.filter(status="invited").first()
    return content_of(member.outgoing_emails.select_related("member__partnership").get()).body


def test_what_counts_no_more_is_tidied_away_and_names_nobody(waiting):
    use_up(waiting)
    assert "outsider" not in repr(list(UnapprovedEmail.objects.values_list())).lower()
    UnapprovedEmail.objects.filter(pk=UnapprovedEmail.objects.first().pk).update(
        at=timezone.now() - timedelta(days=2)
    )
    call_command("tidy")
    assert UnapprovedEmail.objects.count() == MOST - 1
