"""Groups over time are listed as each round published them; none is said to have moved."""

import re

import pytest
from django.urls import reverse

from assessments.reviews.services import share
from insights.closing import close_review
from insights.models import Grouping
from insights.results.load import load_results
from insights.results.trends import load_trend
from insights.tables.changes import group_trends_table
from insights.wording.figures import short_figure
from tests import scenarios

from .test_over_time import page

pytestmark = pytest.mark.once

RATINGS = {scenarios.COUNCIL[0]: (4, 5, 3), scenarios.CHARITY[0]: (2, 1, 3)}
HOUSING = ("Riverside Homes", "housing")


def round_of(partnership, title):
    review = scenarios.open_quietly(partnership, title=title)
    members = partnership.members.asked().select_related("organisation")
    answers = {
        one: RATINGS.get(one.organisation.name, (3, 4, 2))[number % 3]
        for number, one in enumerate(members)
    }
    scenarios.answer_all(review, answers)
    return share(review=scenarios.long_closed(close_review(review=review)))


def with_rounds() -> scenarios.Cast:
    """Spring, then a housing association joins for autumn."""
    cast = scenarios.riverside()
    for organisation in (scenarios.COUNCIL, scenarios.CHARITY, scenarios.HEALTH):
        scenarios.fill(cast.partnership, organisation, 12)
    round_of(cast.partnership, "Spring")
    scenarios.fill(cast.partnership, HOUSING, 12)
    round_of(cast.partnership, "Autumn")
    return cast


@pytest.fixture(scope="module")
def begun(lasting):
    return lasting(with_rounds)


@pytest.fixture
def rounds(cast):
    return [*cast.partnership.reviews.order_by("opened_at")]


def clarity(rounds):
    trend = load_trend(rounds)
    return next(one for one in trend.considerations if one.consideration.code == "clarity")


def test_each_group_is_listed_with_the_step_that_each_round_published(rounds):
    groups = clarity(rounds).groups
    assert groups.grouping == Grouping.ORGANISATION
    for review, seen in zip(groups.rounds, groups.figures, strict=True):
        published = load_results(review).consideration("clarity").groups[Grouping.ORGANISATION]
        by_label = {one.group.label: short_figure(one.figure) for one in published}
        for one in seen:
            assert one.figure.step
            assert short_figure(one.figure) == by_label[one.group.label]


def test_a_group_that_one_round_does_not_show_is_left_out(rounds):
    latest = load_results(rounds[-1]).consideration("clarity").groups[Grouping.ORGANISATION]
    assert HOUSING[0] in {one.group.label for one in latest}
    listed = clarity(rounds).groups
    assert {one.group.label for one in listed.figures[0]} == {
        scenarios.COUNCIL[0],
        scenarios.CHARITY[0],
        scenarios.HEALTH[0],
    }


def test_the_gap_of_each_round_is_that_of_the_steps_beside_it(rounds):
    one = clarity(rounds)
    table = group_trends_table(one, one.groups)
    assert table.rows[-1][0] == "Between the highest and the lowest"
    assert [gap.width for gap in one.groups.gaps] == [
        max(seen.figure.mean for seen in figures) - min(seen.figure.mean for seen in figures)
        for figures in one.groups.figures
    ]


def test_rounds_that_asked_something_else_are_not_set_beside_each_other(rounds):
    section = rounds[0].questionnaire.sections_in_order[1]
    assert section.consideration == "clarity"
    other = scenarios.questionnaire("pulse")
    rounds[0].questionnaire = other
    assert clarity(rounds).groups is None


def test_the_page_lists_them_and_says_that_none_is_said_to_have_moved(cast, as_):
    said = page(as_, "ben", cast)
    assert "so none is said to have risen or fallen" in said
    assert "By organisation: Shared clarity" in said
    assert "Shared clarity, by organisation" in said
    assert "Points between the highest and the lowest: " in said
    moved = re.findall(r"[^.]*(?:has|have) (?:risen|fallen)[^.]*\.", said)
    names = (scenarios.COUNCIL[0], scenarios.CHARITY[0], scenarios.HEALTH[0])
    assert not [one for one in moved if any(name in one for name in names)]
    reply = as_("ben").get(
        reverse(
            "discussions:over-time-table",
            args=[cast.partnership.reviews.first().pk, "groups-clarity", "csv"],
        )
    )
    assert "Between the highest and the lowest" in reply.content.decode()
