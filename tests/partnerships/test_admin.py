"""The host administrator sees people and partnerships, and nobody's answers."""

import pytest
from allauth.account.models import EmailAddress
from allauth.usersessions.models import UserSession
from django.contrib import admin
from django.urls import reverse

from accounts.models import Person
from partnerships.members.services import remove_member
from partnerships.models import Member, Organisation, Partnership

MODELS = [Person, Partnership, Organisation, Member]


@pytest.fixture
def host(client, cast):
    client.force_login(Person.objects.create_superuser("host@example.org"))
    return client


@pytest.mark.parametrize("model", MODELS)
def test_each_is_listed_searched_and_shown(host, model):
    name = f"admin:{model._meta.app_label}_{model._meta.model_name}"
    assert host.get(reverse(f"{name}_changelist"), {"q": "riverside"}).status_code == 200
    one = model.objects.first()
    assert host.get(reverse(f"{name}_change", args=[one.pk])).status_code == 200


def test_nothing_that_holds_answers_is_registered():
    names = {model.__name__ for model in admin.site._registry}
    assert names.isdisjoint({"Response", "Answer", "SectionAnswer", "Invitation", "Import"})


def test_passwords_are_not_shown(host):
    person = Person.objects.first()
    page = host.get(reverse("admin:accounts_person_change", args=[person.pk]))
    assert person.password not in page.content.decode()


def test_the_last_coordinator_keeps_the_role_and_no_place_is_deleted_here(host, cast):
    change = reverse("admin:partnerships_member_change", args=[cast.ana.pk])
    place = {"name": "Ana", "level": "strategic", "organisation": cast.ana.organisation_id}
    page = host.post(change, place | {"role": "member", "status": "accepted"})
    assert "Ana is the only coordinator." in page.content.decode()
    cast.ana.refresh_from_db()
    assert cast.ana.is_coordinator
    delete = reverse("admin:partnerships_member_delete", args=[cast.ben.pk])
    assert host.post(delete, {"post": "yes"}).status_code == 403
    whole = reverse("admin:partnerships_partnership_delete", args=[cast.partnership.pk])
    assert host.post(whole, {"post": "yes"}).status_code == 302
    assert not Partnership.objects.contains(cast.partnership)


def test_what_a_host_changes_is_in_the_audit_log_and_a_deleted_persons_name_is_not(host, cast, as_):
    change = reverse("admin:partnerships_member_change", args=[cast.cleo.pk])
    place = {"name": "Cleo", "level": "strategic", "organisation": cast.cleo.organisation_id}
    host.post(change, place | {"role": "member", "status": "accepted"})
    remove_member(member=cast.cleo)
    trail = reverse("privacy:audit-log", args=[cast.partnership.pk])
    page = as_("ana").get(trail).content.decode()
    assert "The host changed Cleo: level (Community → Strategic)." in page
    delete = reverse("admin:accounts_person_delete", args=[cast.cleo.person_id])
    assert host.post(delete, {"post": "yes"}).status_code == 302
    assert "Cleo" not in as_("ana").get(trail).content.decode()


def test_those_who_are_no_host_administrators_are_kept_out(as_):
    assert as_("ana").get(reverse("admin:index")).status_code == 302


def test_nothing_by_which_people_sign_in_can_be_changed_here():
    """Whoever changes an address signs in as that person."""
    assert not admin.site.is_registered(EmailAddress)
    assert not admin.site.is_registered(UserSession)
