"""The guard over addresses says what to add, and where."""

from django.urls import path

from partnerships.access import Can

from .addresses import Address, difference


def view(access: object = None):
    def shown(_request): ...

    if access:
        shown.access = access
    return path("new/", shown)


def test_an_address_that_is_missing_comes_as_a_row_to_paste():
    ours = {"home:new": view("public"), "home:seen": view(Can.SEE_REVIEW)}
    said = difference(ours, {})
    assert "tests/guards/addresses.py" in said
    assert '    "home:new": Address("public"),' in said.splitlines()
    assert '    "home:seen": Address(Can.SEE_REVIEW),' in said.splitlines()


def test_a_view_that_states_nothing_is_told_what_to_state():
    assert "with a decorator of partnerships/access.py" in difference({"home:new": view()}, {})


def test_an_entry_without_an_address_is_to_be_taken_out():
    assert difference({}, {"home:old": Address("public")}).splitlines()[-1] == "home:old"


def test_nothing_is_said_where_nothing_differs():
    assert not difference({"home:new": view("public")}, {"home:new": Address("public")})
