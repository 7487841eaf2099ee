"""Adding an organisation."""

import pytest


def test_it_is_added_with_its_sector(as_, cast, at):
    answer = as_("ana").post(at("organisation-add"), {"name": " Fire  Service ", "sector": "other"})
    assert answer.headers["Location"] == at("partnership")
    added = cast.partnership.organisations.get(name="Fire Service")
    assert added.sector == "other"


@pytest.mark.parametrize("name", ["Open Door", "OPEN DOOR", " open  door "])
def test_one_name_stands_once_in_a_partnership(as_, cast, at, name):
    page = as_("ana").post(at("organisation-add"), {"name": name, "sector": "other"})
    assert page.context["form"].errors == {
        "name": ["There is already an organisation with this name."]
    }
    assert cast.partnership.organisations.count() == 3


def test_another_partnership_may_have_one_of_the_same_name(as_, cast, at):
    cast.dev.memberships.get().partnership.organisations.create(name="Shared", sector="other")
    as_("ana").post(at("organisation-add"), {"name": "Shared", "sector": "health"})
    assert cast.partnership.organisations.get(name="Shared").sector == "health"


def test_it_asks_for_name_and_sector(as_, cast, at):
    page = as_("ana").post(at("organisation-add"), {"name": "", "sector": "space"})
    assert set(page.context["form"].errors) == {"name", "sector"}


def test_only_coordinators(at, only_for_coordinators):
    only_for_coordinators(at("organisation-add"))
