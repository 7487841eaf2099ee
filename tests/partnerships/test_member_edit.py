"""Changing a member's name, organisation, level and role."""

import pytest


def place(member, **changes) -> dict[str, str]:
    return {
        "name": member.name,
        "role": member.role,
        "organisation": member.organisation_id or "",
        "level": member.level,
    } | changes


def test_a_place_changes(as_, cast, at):
    answer = as_("ana").post(
        at("member-edit", cast.ben),
        place(cast.ben, name="Ben Ross", organisation=cast.cleo.organisation_id, level="strategic"),
    )
    assert answer.headers["Location"] == at("partnership")
    cast.ben.refresh_from_db()
    assert (cast.ben.name, cast.ben.level) == ("Ben Ross", "strategic")
    assert cast.ben.organisation == cast.cleo.organisation
    assert cast.ben.email == "ben@example.org"


@pytest.mark.parametrize("role", ["member", "facilitator", "observer"])
def test_the_last_coordinator_stays_coordinator(as_, cast, at, role):
    page = as_("ana").post(at("member-edit", cast.ana), place(cast.ana, role=role))
    assert "Ana is the only coordinator." in page.context["form"].errors["role"][0]
    cast.ana.refresh_from_db()
    assert cast.ana.role == "coordinator"


def test_one_of_two_coordinators_may_step_back(as_, cast, at):
    as_("ana").post(at("member-edit", cast.ben), place(cast.ben, role="coordinator"))
    answer = as_("ana").post(at("member-edit", cast.ana), place(cast.ana, role="member"))
    assert answer.status_code == 302
    cast.ana.refresh_from_db()
    assert cast.ana.role == "member"


def test_an_observer_who_is_to_answer_needs_an_organisation_and_a_level(as_, cast, at):
    page = as_("ana").post(at("member-edit", cast.olu), place(cast.olu, role="member"))
    assert set(page.context["form"].errors) == {"organisation", "level"}


def test_a_member_of_another_partnership_is_not_found(as_, cast, at):
    assert as_("ana").get(at("member-edit", cast.dev.memberships.get())).status_code == 404


def test_only_coordinators(cast, at, only_for_coordinators):
    only_for_coordinators(at("member-edit", cast.ben))
