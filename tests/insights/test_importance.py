"""What matters and how it is rated are two questions: neither is ever held against the other."""

from dataclasses import replace

import pytest
from django.urls import reverse
from django.utils.html import escape

from insights.charts.importance import importance_chart
from insights.models import Grouping
from insights.results.load import Results, load_results
from insights.results.priorities import most_important, standing_out
from insights.results.scale import ShownScale
from insights.statistics.figures import Figure, Withheld
from insights.statistics.steps import Step
from insights.tables.considerations import importance_by_table
from insights.wording.headlines import importance_sentence
from reports.build import build_report
from tests import scenarios

pytestmark = pytest.mark.once

FIVE = ShownScale(("a", "b", "c", "d", "e"), 5)
NINE = ShownScale(tuple("abcdefghi"), 9)


@pytest.fixture
def loaded(cast) -> Results:
    return load_results(scenarios.larger_review(cast.partnership))


@pytest.fixture
def told(loaded):
    """The results if all matter 3.5 and are rated 3.5, except for those given: what they matter,
    and how they are rated."""

    def changed(given, weights=FIVE, rest=(3.5, 3.5)) -> Results:
        considerations = []
        for one in loaded:
            matters, seen = given.get(one.consideration.code, rest)
            considerations.append(
                replace(one, importance=as_figure(matters), everyone=as_figure(seen))
            )
        return replace(loaded, considerations=considerations, scale=FIVE, weights=weights)

    return changed


def as_figure(value):
    if isinstance(value, Step):
        return Figure(20, value.mean, step=value)
    return Figure(20, value) if value is not None else Withheld()


def codes(priorities):
    return [one.consideration.code for one in priorities]


def test_what_matters_most_goes_by_importance_alone(told):
    results = told({"power": (4.5, 5.0), "clarity": (4.0, 1.0)})
    assert codes(most_important(results)) == ["power"]
    assert importance_sentence(results).startswith(
        "What matters most to partners now: “Power and transparency” (4.5 out of 5)."
    )


def test_what_matters_and_is_rated_low_is_named(told):
    results = told({"power": (4.5, 2.5), "clarity": (2.5, 2.0)})
    assert codes(standing_out(results)) == ["power"]
    assert (
        "In the upper half of importance and the lower half of rating: “Power and transparency”."
    ) in importance_sentence(results)


@pytest.mark.parametrize(
    ("given", "rest"),
    [
        ((4.5, 3.0), (3.5, 3.5)),  # in the middle, not below it
        ((3.0, 2.5), (2.0, 3.5)),  # in the middle, not above it
        ((3.9, 2.5), (3.5, 3.5)),  # less than half a point from what matters least
        ((4.5, 2.8), (3.5, 2.9)),  # less than half a point from what is rated highest
    ],
)
def test_nothing_is_singled_out_for_less_than_half_a_point_or_short_of_the_middle(
    told, given, rest
):
    results = told({"power": given}, rest=rest)
    assert standing_out(results) == []
    assert "half of rating" not in importance_sentence(results)


def test_where_all_matter_about_the_same_nothing_matters_most(told):
    results = told({"power": (3.9, 2.0)})
    assert most_important(results) == []
    assert importance_sentence(results).startswith("Nothing matters much more than the rest")


def test_half_a_point_is_an_eighth_of_a_longer_scale(told):
    assert most_important(told({"power": (6.4, 3.0)}, weights=NINE, rest=(5.5, 3.0))) == []
    assert most_important(told({"power": (6.5, 3.0)}, weights=NINE, rest=(5.5, 3.0)))


def test_a_step_is_in_a_half_only_if_all_of_it_is(told):
    low, middle = Step(2.25, 2.75, 2.5, 2.5), Step(2.25, 3.25, 2.5, 3)
    assert codes(standing_out(told({"power": (4.5, low)}))) == ["power"]
    assert standing_out(told({"power": (4.5, middle)})) == []


def test_without_importance_there_is_nothing_to_say_and_nothing_drawn(told):
    chart = importance_chart(told({}, rest=(None, 3.5)))
    assert chart.figure is None
    assert chart.sentence == "There are not enough answers to show what matters most."


def test_each_consideration_is_named_on_the_chart_what_matters_most_first(told):
    results = told({"power": (4.5, 2.5), "people": (2.0, 4.0)})
    chart = importance_chart(results)
    for part in (chart.figure, chart.figure["narrow"]):
        names = [one for one in part["layout"]["annotations"] if one["yref"] == "y"]
        assert len(names) == 8
        assert names[0]["text"] == "Power and transparency"
        assert names[-1]["text"] == "Supporting people"
        assert [one["text"] for one in names if one["weight"] == "bold"] == [names[0]["text"]]
        assert len({one["y"] for one in names}) == 8


def test_page_and_report_say_what_matters_in_the_same_words(loaded, as_):
    address = reverse("insights:results", args=[loaded.review.pk])
    sentence = importance_sentence(loaded)
    assert escape(sentence) in as_("ana").get(address).content.decode()
    assert sentence in build_report(loaded.review).overview.sentences


def test_what_matters_to_groups_is_shown_in_steps_where_groups_are(cast):
    for organisation in (scenarios.COUNCIL, scenarios.CHARITY, scenarios.HEALTH):
        scenarios.fill(cast.partnership, organisation, 12)
    review = scenarios.open_quietly(cast.partnership)
    weights, ratings = (1, 3, 4, 5, 2), (4, 2, 5, 3, 4, 1, 5)
    members = cast.partnership.members.asked().order_by("organisation__name", "person__email")
    opinions = {
        one: scenarios.Opinion(ratings[number % 7], weights[number % 5])
        for number, one in enumerate(members)
    }
    scenarios.answer_all(review, opinions)
    results = load_results(scenarios.close_review(review=review))
    table = importance_by_table(results, Grouping.SECTOR)
    assert len(table.rows) == 8
    assert table.head[1:] == [one.heading for one in results.groups[Grouping.SECTOR]]
    assert all(isinstance(cell, str) for row in table.rows for cell in row)


def test_without_groups_there_is_no_table_of_what_matters_to_them(cast):
    review = scenarios.open_quietly(cast.partnership)
    scenarios.answer(review, cast.ben)
    results = load_results(scenarios.close_review(review=review))
    assert importance_by_table(results, Grouping.SECTOR) is None
