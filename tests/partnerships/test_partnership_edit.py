"""Changing what a partnership says about itself."""

FILLED = {
    "name": "Riverside Together",
    "purpose": "People at home sooner.",
    "kind": "health-and-social-care",
    "basis": "chosen",
    "area": "Riverside and Hill",
    "time_zone": "Pacific/Auckland",
    "social_context": "Half of us are new.",
}


def test_it_shows_what_there_is_and_saves_what_is_sent(as_, cast, at):
    page = as_("ana").get(at("partnership-edit"))
    assert cast.partnership.purpose in page.content.decode()
    answer = as_("ana").post(at("partnership-edit"), FILLED)
    assert answer.headers["Location"] == at("partnership")
    cast.partnership.refresh_from_db()
    assert {name: getattr(cast.partnership, name) for name in FILLED} == FILLED


def test_a_partnership_keeps_its_name(as_, cast, at):
    page = as_("ana").post(at("partnership-edit"), FILLED | {"name": " "})
    assert page.context["form"].errors == {"name": ["Enter the name of the partnership."]}
    cast.partnership.refresh_from_db()
    assert cast.partnership.purpose != FILLED["purpose"]


def test_only_coordinators(at, only_for_coordinators):
    only_for_coordinators(at("partnership-edit"))
