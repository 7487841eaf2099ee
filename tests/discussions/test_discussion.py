"""The discussion of a review: what to talk about first, and what has come of it."""

import re

import pytest

from discussions.services import record_conclusion
from tests import scenarios

pytestmark = pytest.mark.once

APART = {"power": (4, 1), "clarity": (4, 2)}


def address(review) -> str:
    return f"/reviews/{review.pk}/discussion/"


def ratings(member, number):
    """The council and the charity lie apart on two considerations, and agree on the others.

    In each of them every other member rates everything a point higher.
    """
    content = member.organisation.name == scenarios.COUNCIL[0]
    return lambda statement: APART.get(statement.consideration, (3, 3))[not content] + number % 2


@pytest.fixture
def uneven(cast):
    scenarios.long_closed(cast.review)
    scenarios.fill(cast.partnership, scenarios.COUNCIL, 6)
    scenarios.fill(cast.partnership, scenarios.CHARITY, 6)
    review = scenarios.open_quietly(cast.partnership)
    asked = cast.partnership.members.asked().order_by("organisation", "pk")
    scenarios.answer_all(
        review, {member: ratings(member, number) for number, member in enumerate(asked)}
    )
    return scenarios.close_review(review=review)


def test_the_most_and_widest_gaps_come_first(as_, uneven):
    items = as_("finn").get(address(uneven)).context["agenda"].items
    codes = [item.consideration.code for item in items]
    assert codes[:2] == ["power", "clarity"]
    assert len(codes) == len(set(codes)) == 8


def test_each_gap_is_said_in_a_sentence(as_, closed):
    closed.chance_ranges.update(wide_from=1)
    text = as_("finn").get(address(closed)).content.decode()
    assert "(4 or more) and Open Door (3 or less) are at least 1 point apart." in text


def test_what_chance_could_do_too_names_no_group(as_, closed):
    closed.chance_ranges.update(wide_from=None)
    text = as_("finn").get(address(closed)).content.decode()
    assert "which chance could do too: ask before you conclude." in text
    assert " apart." not in text.replace("of the scale apart", "")


def test_a_closed_review_can_be_discussed_before_it_is_shared(as_, closed):
    page = as_("finn").get(address(closed))
    assert page.status_code == 200
    assert "Before you begin" in page.content.decode()


def test_ground_rules_are_for_whoever_leads(as_, shared):
    assert "Before you begin" not in as_("ben").get(address(shared)).content.decode()


def test_it_says_how_far_the_discussion_is(as_, closed):
    client = as_("finn")
    assert "0 of 8 discussed" in client.get(address(closed)).content.decode()
    record_conclusion(review=closed, consideration="clarity", said="Much.", agreed_rating=4)
    record_conclusion(review=closed, consideration="power", said="", we_differ_because="Two views")
    text = client.get(address(closed)).content.decode()
    assert "2 of 8 discussed" in text
    assert "We agree: 4, “Agree”" in text
    assert re.search(r">\s+We differ\s+<", text)
    assert text.count("Not discussed yet") == 6


def test_all_actions_stand_in_one_table_with_their_state_in_words(as_, closed, take_on):
    take_on(closed, "ben", "Write to the board")
    take_on(closed, "cleo", "Hold a workshop", days=-1, consideration="power")
    text = as_("finn").get(address(closed)).content.decode()
    for words in ("Write to the board", "Hold a workshop", ">To do<", ">Overdue<", ">Power and"):
        assert words in text
    assert re.search(r"1 action\s*<", text)


def test_with_too_few_answers_there_are_no_figures_and_still_a_discussion(as_, cast):
    review = scenarios.open_quietly(cast.partnership)
    scenarios.answer(review, cast.ben, 1)
    review = scenarios.close_review(review=review)
    text = as_("finn").get(address(review)).content.decode()
    assert "Fewer than 5 people submitted" in text
    assert text.count("Everyone: not shown") == 8
    assert "apart" not in text
    page = as_("finn").get(f"{address(review)}clarity/")
    assert "There are not enough answers" in page.content.decode()


def test_a_reader_changes_only_their_own_action(as_, shared, take_on):
    mine, other = take_on(shared, "ben"), take_on(shared, "cleo")
    text = as_("ben").get(address(shared)).content.decode()
    assert f"/actions/{mine.pk}/done/" in text
    assert f"/actions/{other.pk}/done/" not in text
    assert "/edit/" not in text


@pytest.mark.parametrize("name", ["ana", "finn", "ben", "olu"])
def test_everybody_reads_it_once_shared(as_, shared, name):
    assert as_(name).get(address(shared)).status_code == 200


@pytest.mark.parametrize("name", ["ben", "olu"])
def test_only_those_who_lead_read_it_before(as_, closed, name):
    assert as_(name).get(address(closed)).status_code == 403


@pytest.mark.parametrize("name", ["ana", "finn", "ben"])
def test_an_open_review_has_no_discussion(as_, cast, name):
    review = scenarios.open_quietly(cast.partnership)
    assert as_(name).get(address(review)).status_code == 403


def test_an_outsider_finds_nothing_and_a_stranger_signs_in(as_, shared):
    assert as_("dev").get(address(shared)).status_code == 404
    assert as_("stranger").get(address(shared)).status_code == 302
