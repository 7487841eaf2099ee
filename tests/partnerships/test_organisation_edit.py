"""Changing an organisation."""


def test_name_and_sector_change(as_, cast, at):
    answer = as_("ana").post(
        at("organisation-edit", cast.ben.organisation), {"name": "The Council", "sector": "other"}
    )
    assert answer.headers["Location"] == at("partnership")
    cast.ben.organisation.refresh_from_db()
    assert (cast.ben.organisation.name, cast.ben.organisation.sector) == ("The Council", "other")


def test_its_own_name_may_be_spelt_anew_but_not_anothers_taken(as_, cast, at):
    address = at("organisation-edit", cast.cleo.organisation)
    assert as_("ana").post(address, {"name": "OPEN DOOR", "sector": "other"}).status_code == 302
    page = as_("ana").post(address, {"name": "riverside council", "sector": "other"})
    assert "name" in page.context["form"].errors


def test_one_of_another_partnership_is_not_found(as_, cast, at):
    elsewhere = cast.dev.memberships.get().organisation
    assert as_("ana").get(at("organisation-edit", elsewhere)).status_code == 404


def test_only_coordinators(cast, at, only_for_coordinators):
    only_for_coordinators(at("organisation-edit", cast.ben.organisation))
