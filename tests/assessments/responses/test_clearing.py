"""An answer that is cleared counts as none, and no older one that arrives late brings it back."""

import time

import pytest
from django.db.models.functions import Length
from django.urls import reverse

from assessments.invitations import withdrawal
from assessments.models.response import Answer, Response
from assessments.responses.personal_data import export_personal_data
from assessments.responses.read_model import OwnResponse
from insights.closing import close_review
from insights.publishing.perceptions import count_answers
from tests import opened, scenarios

FIRST = "approach"
NEED = "approach-need"
MINUTE = 60_000


def minutes_ago(minutes: int) -> int:
    return time.time_ns() // 1_000_000 - minutes * MINUTE


@pytest.fixture
def review(cast):
    return scenarios.open_quietly(cast.partnership)


@pytest.fixture
def at(review, cast):
    """The address of a page behind the link that Ben has now."""

    def address(name="respond", *args):
        token = scenarios.token_for(review, cast.ben)
        return reverse(f"assessments:{name}", args=[review.pk, token, *args])

    return address


@pytest.fixture
def send(client, at):
    """Send what was given so many minutes ago, as a page with scripts does; what stood instead."""

    def sent(minutes: int, **fields: str) -> list[str]:
        fields = {name.replace("_", "-"): value for name, value in fields.items()}
        times = {f"at-{name}": str(minutes_ago(minutes)) for name in fields}
        reply = client.post(at("respond-answer", FIRST), fields | times)
        assert reply.status_code == 204
        return reply.get("Parallax-Later", "").split()

    return sent


def own(review, member) -> OwnResponse:
    invitation = scenarios.invitation_of(review, member)
    return OwnResponse.for_link(invitation, scenarios.token_of(invitation))


def test_a_cleared_answer_is_no_answer_to_whoever_gave_it(client, at, send, review, cast):
    send(3, approach_need="4", importance="5")
    assert send(2, approach_need="", importance="") == []
    mine = own(review, cast.ben)
    assert (mine.answered, mine.weighed, mine.is_empty) == (0, 0, True)
    assert "Agree" not in client.get(at("respond-check")).content.decode()
    assert " checked" not in client.get(at("respond-section", FIRST)).content.decode()
    [held] = export_personal_data(cast.ben.person)["invitations"]
    assert held["answers"][0]["ratings"] == {}
    assert held["answers"][0]["importance"] is None


def test_an_older_answer_that_arrives_late_does_not_bring_it_back(send, review, cast):
    send(9, approach_need="4", importance="5", comment="Too frank.")
    send(3, approach_need="", importance="", comment="")
    late = send(5, approach_need="2", importance="1", comment="Too frank.")
    assert late == [NEED, "importance", "comment"]
    assert own(review, cast.ben).is_empty
    assert send(1, approach_need="dont_know") == []
    assert own(review, cast.ben).answered == 1


def test_a_page_that_sends_an_answer_empty_clears_it(client, at, send, review, cast):
    send(3, approach_need="4", approach_gain="2", importance="5")
    shown = {f"initial-{name}": was for name, was in ((NEED, "4"), ("importance", "5"))}
    client.post(at("respond-section", FIRST), shown | {NEED: "", "importance": ""})
    assert list(own(review, cast.ben).values.values()) == ["2"]
    assert opened.section().importance is None


def test_the_button_beside_an_answer_saves_the_page_clears_it_and_comes_back_to_it(
    client, at, send, review, cast
):
    send(3, approach_need="4")
    address = at("respond-section", FIRST)
    assert f'name="clear" value="{NEED}"' in client.get(address).content.decode()
    page = {f"initial-{NEED}": "4", NEED: "4", "approach-gain": "2", "clear": NEED}
    assert client.post(address, page).url == f"{address}#id_{NEED}_group"
    assert list(own(review, cast.ben).values.values()) == ["2"]
    from_check = f"{address}?back={NEED}"
    assert client.post(from_check, page).url == f"{from_check}#id_{NEED}_group"


def test_the_button_clears_what_another_tab_has_answered_since(client, at, send, review, cast):
    address = at("respond-section", FIRST)
    send(0, approach_need="4")
    client.post(address, {f"initial-{NEED}": "", NEED: "2", "clear": NEED})
    assert own(review, cast.ben).is_empty


@pytest.mark.parametrize("name", ["approach-made-up", "finish", "language"])
def test_what_is_not_asked_can_not_be_cleared(client, at, name):
    reply = client.post(at("respond-section", FIRST), {NEED: "4", "clear": name})
    assert reply.status_code in (200, 302)
    assert all(one.rating for one in opened.answers())


def test_nothing_but_cleared_answers_can_not_be_submitted(client, at, send):
    send(3, approach_need="4")
    send(2, approach_need="")
    assert client.post(at("respond-submit")).url == at("respond-check")
    assert not Response.objects.filter(submitted=True).exists()


def test_a_submission_that_is_emptied_says_so(client, at, send):
    send(3, approach_need="4")
    client.post(at("respond-submit"))
    send(2, approach_need="")
    assert "Your submission is now empty" in client.get(at("respond-check")).content.decode()
    assert "all your answers have been cleared" in client.get(at("respond-thanks")).content.decode()


@pytest.mark.parametrize("confidentiality", ["confidential", "open", "one-voice"])
def test_nothing_of_it_is_counted_and_it_looks_like_any_other_afterwards(
    cast, client, confidentiality
):
    review = scenarios.open_quietly(cast.partnership, confidentiality=confidentiality)
    for member in (cast.ana, cast.ben):
        scenarios.answer(review, member)
    token = scenarios.token_for(review, cast.ben)
    section = reverse("assessments:respond-section", args=[review.pk, token, FIRST])
    client.post(section, {NEED: "", "importance": ""})
    counts = count_answers(review)
    assert sum(one.raters for one in counts.linked.statements[NEED].values()) == 1
    close_review(review=review)
    rows = Answer.objects.values("statement", "answered_at_ms", length=Length("choice"))
    assert {one["length"] for one in rows} == {29}
    timed = {one["answered_at_ms"] for one in rows} != {0}
    assert timed == review.speaks_as_organisations
    assert Answer.objects.count() == 80


def test_a_new_link_in_place_of_one_that_was_withdrawn_keeps_it_cleared(send, review, cast):
    send(5, approach_need="4")
    send(3, approach_need="")
    invitation = scenarios.invitation_of(review, cast.ben)
    withdrawal.withdraw_link(review=review, invitation=invitation)
    withdrawal.renew_link(review=review, invitation=invitation)
    assert send(4, approach_need="1") == [NEED]
    assert own(review, cast.ben).is_empty
