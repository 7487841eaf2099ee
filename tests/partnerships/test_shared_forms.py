"""Two people have one form open: nothing that either changed is put back unseen."""

from datetime import timedelta

import pytest
from lxml import html

from tests import scenarios

pytestmark = pytest.mark.once


@pytest.fixture
def ana(as_):
    return as_("ana")


def opened(client, address):
    """A function that sends the form as it was, or as the page before came back, with changes."""

    first = client.get(address)

    def send(page=first, **changes):
        [form] = html.fromstring(page.content.decode()).xpath(
            "//main//form[.//*[starts-with(@name, 'initial-')]]"
        )
        sent = {}
        for name, value in form.form_values():
            sent.setdefault(name, []).append(value.removeprefix("\n"))
        return client.post(address, sent | changes)

    return send


@pytest.fixture
def forms(cast):
    """Forms that several may have open: address, what each is about, and two of its fields."""
    review = scenarios.draft_review(cast.partnership)
    evidence = scenarios.own_evidence(cast.partnership)
    place = f"/partnerships/{cast.partnership.pk}"
    later = review.closes_on + timedelta(7)
    return {
        "partnership": (
            f"{place}/edit/",
            cast.partnership,
            {"purpose": "Theirs."},
            {"area": "Mine"},
        ),
        "organisation": (
            f"{place}/organisations/{cast.ben.organisation_id}/edit/",
            cast.ben.organisation,
            {"name": "Theirs"},
            {"sector": "health"},
        ),
        "member": (
            f"{place}/members/{cast.ben.pk}/edit/",
            cast.ben,
            {"name": "Theirs"},
            {"level": "community"},
        ),
        "evidence": (
            f"{place}/evidence/{evidence.pk}/edit/",
            evidence,
            {"says": "Theirs."},
            {"title": "Mine"},
        ),
        "review": (f"/reviews/{review.pk}/edit/", review, {"closes_on": later}, {"title": "Mine"}),
    }


NAMES = pytest.mark.parametrize(
    "name", ["partnership", "organisation", "member", "evidence", "review"]
)


def change(kept, fields):
    for name, value in fields.items():
        setattr(kept, name, value)
    kept.save()


def as_kept(kept, fields):
    kept.refresh_from_db()
    return {name: getattr(kept, name) for name in fields}


@NAMES
def test_a_page_left_open_puts_nothing_back(ana, forms, name):
    address, kept, theirs, _mine = forms[name]
    send = opened(ana, address)
    change(kept, theirs)
    assert send().status_code == 302
    assert as_kept(kept, theirs) == theirs


@NAMES
def test_what_each_of_them_changed_is_kept(ana, forms, name):
    address, kept, theirs, mine = forms[name]
    send = opened(ana, address)
    change(kept, theirs)
    assert send(**mine).status_code == 302
    assert as_kept(kept, theirs | mine) == theirs | mine


@NAMES
def test_what_both_changed_is_said_and_kept_once_that_was_read(ana, forms, name):
    address, kept, theirs, _mine = forms[name]
    mine = {
        one: value + timedelta(1) if one == "closes_on" else "Mine" for one, value in theirs.items()
    }
    send = opened(ana, address)
    change(kept, theirs)
    page = send(**mine)
    assert "Someone else has changed this to “" in page.content.decode()
    assert as_kept(kept, theirs) == theirs
    assert send(page).status_code == 302
    assert as_kept(kept, mine) == mine


def test_choices_that_both_changed_are_said_in_words(ana, cast, forms):
    address = forms["review"][0]
    review = forms["review"][1]
    send = opened(ana, address)
    change(review, {"remind_days": [7], "confidentiality": "open", "closes_by_itself": False})
    text = send(remind_days=[], confidentiality="one-voice").content.decode()
    assert text.count("Someone else has changed this to “") >= 2
    assert "&lt;strong" not in text


def test_what_somebody_emptied_is_not_brought_back_unseen(ana, cast, forms):
    change(cast.partnership, {"social_context": "Old."})
    send = opened(ana, forms["partnership"][0])
    change(cast.partnership, {"social_context": ""})
    assert "Someone else has cleared this" in send(social_context="Mine").content.decode()
