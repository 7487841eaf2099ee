"""Adding one member by form."""

import pytest

from accounts.models import Person


@pytest.fixture
def filled(cast):
    return {
        "name": "Gus Hall",
        "email": "Gus@Example.org",
        "role": "member",
        "organisation": cast.ben.organisation.pk,
        "level": "community",
    }


def test_they_are_given_a_place(as_, cast, at, filled):
    answer = as_("ana").post(at("member-add"), filled)
    assert answer.headers["Location"] == at("partnership")
    gus = cast.partnership.members.get(name="Gus Hall")
    assert (gus.email, gus.organisation, gus.level) == (
        "gus@example.org",
        cast.ben.organisation,
        "community",
    )
    assert cast.partnership.organisations.count() == 3


def test_somebody_known_elsewhere_stays_one_person(as_, cast, at, filled):
    as_("ana").post(at("member-add"), filled | {"email": cast.dev.email.upper()})
    assert cast.partnership.members.get(name="Gus Hall").person == cast.dev


def test_nobody_has_two_places(as_, cast, at, filled):
    page = as_("ana").post(at("member-add"), filled | {"email": "CLEO@example.org"})
    assert page.context["form"].errors == {
        "email": ["Someone with this address is already a member."]
    }
    assert cast.partnership.members.count() == 5


@pytest.mark.parametrize("role", ["member", "coordinator"])
def test_those_who_answer_need_an_organisation_and_a_level(as_, cast, at, filled, role):
    page = as_("ana").post(
        at("member-add"), filled | {"role": role, "organisation": "", "level": ""}
    )
    assert set(page.context["form"].errors) == {"organisation", "level"}
    assert not Person.objects.filter(email="gus@example.org").exists()


@pytest.mark.parametrize("role", ["facilitator", "observer"])
def test_those_who_lead_or_look_on_need_neither(as_, cast, at, filled, role):
    as_("ana").post(at("member-add"), filled | {"role": role, "organisation": "", "level": ""})
    gus = cast.partnership.members.get(name="Gus Hall")
    assert (gus.role, gus.organisation, gus.level) == (role, None, "")


def test_an_organisation_of_another_partnership_cannot_be_chosen(as_, cast, at, filled):
    elsewhere = cast.dev.memberships.get().organisation
    page = as_("ana").post(at("member-add"), filled | {"organisation": elsewhere.pk})
    assert "organisation" in page.context["form"].errors


@pytest.mark.parametrize("field", ["name", "email", "role"])
def test_what_is_left_out_is_asked_for(as_, cast, at, filled, field):
    page = as_("ana").post(at("member-add"), filled | {field: ""})
    [message] = page.context["form"].errors[field]
    assert message != "This field is required."
    assert cast.partnership.members.count() == 5


def test_only_coordinators(at, only_for_coordinators):
    only_for_coordinators(at("member-add"))
