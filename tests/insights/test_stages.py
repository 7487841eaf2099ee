"""Where on the journey the weak link is, told from published figures and no others."""

import pytest
from django.urls import reverse

from evidence.bank import Stage
from insights.models import Grouping, Perception
from insights.results.load import load_results
from insights.results.stages import stage_results, weak_link
from insights.statistics.figures import Figure, FullFigure, Withheld, combined_figure
from insights.statistics.steps import steps_of
from insights.wording.figures import short_figure
from insights.wording.headlines import journey_sentence
from tests import scenarios

pytestmark = pytest.mark.once

BY_STAGE = {Stage.INPUT: 4, Stage.ACTIVITY: 2, Stage.OUTCOME: 3}


def review_of(cast, rating):
    scenarios.fill(cast.partnership, scenarios.COUNCIL, 6)
    scenarios.fill(cast.partnership, scenarios.CHARITY, 6)
    review = scenarios.open_quietly(cast.partnership)
    asked = cast.partnership.members.asked().order_by("organisation", "pk")
    scenarios.answer_all(review, {member: rating(number) for number, member in enumerate(asked)})
    return scenarios.close_review(review=review)


def by_stage(number):
    """Every stage has a rating of its own, from which as many are a point up as down."""
    away = (-1, 1, 0, 0)[number % 4]
    return lambda statement: BY_STAGE[statement.stage] + away


@pytest.fixture
def uneven(cast):
    """Partners are content with what they put in, and not with how they work."""
    return review_of(cast, by_stage)


def test_each_stage_is_the_mean_of_the_ratings_of_its_statements(uneven):
    stages = stage_results(load_results(uneven))
    assert [one.stage for one in stages] == list(Stage)
    assert {one.stage: one.everyone.mean for one in stages} == BY_STAGE
    for one in stages:
        seen = {str(s.group): s.figure for s in one.groups[Grouping.ORGANISATION]}
        assert short_figure(seen["Riverside Council"]) == f"about {BY_STAGE[one.stage]}"


def test_the_page_names_the_weak_link_and_leads_to_what_holds_it_back(uneven, as_):
    text = as_("ana").get(reverse("insights:results", args=[uneven.pk])).content.decode()
    assert "The weak link is “How partners work” (2.0)" in text
    assert "“What partners put in” is rated highest (4.0)" in text


def test_stages_that_are_seen_alike_have_no_weak_link(cast):
    stages = stage_results(load_results(review_of(cast, lambda number: 3)))
    assert weak_link(stages) is None
    assert "No stage of the journey stands out" in journey_sentence(stages)


def test_the_lowest_statement_of_the_weak_stage_is_named(cast):
    lowest = {"power-voice": 1}

    def rating(number):
        return lambda statement: lowest.get(statement.code) or by_stage(number)(statement)

    review = review_of(cast, rating)
    [text] = [
        one.statement.text
        for result in load_results(review)
        for one in result.statements
        if one.statement.code in lowest
    ]
    sentence = journey_sentence(stage_results(load_results(review)))
    assert f"Rated lowest: “{text.rstrip('.')}” (1.0)." in sentence


def test_a_stage_of_which_most_statements_are_withheld_from_a_group_is_withheld(uneven):
    [council] = uneven.published_groups.filter(label="Riverside Council")
    inputs = [
        one.code
        for part in uneven.questionnaire.sections_in_order
        for one in part.statements
        if one.stage == "input"
    ]
    kept = inputs[: len(inputs) // 2 - 1]
    Perception.objects.filter(group=council, code__in=set(inputs) - set(kept)).delete()
    stages = {one.stage: one for one in stage_results(load_results(uneven))}
    seen = {one.group: one.figure for one in stages[Stage.INPUT].groups[Grouping.ORGANISATION]}
    assert seen[council] == Withheld()
    seen = {one.group: one.figure for one in stages[Stage.OUTCOME].groups[Grouping.ORGANISATION]}
    assert short_figure(seen[council]) == "about 3"


def test_figures_together_are_a_step_if_they_are_steps():
    def step(mean):
        return Figure(6, mean, step=steps_of(5, (1, 2, 3, 4, 5), 5).step_of(mean))

    assert short_figure(combined_figure([step(5), step(4.5)], 5)) == "4½ or more"
    assert short_figure(combined_figure([step(5), step(3)], 5)) == "about 4"
    assert combined_figure([step(4)] * 2, 5).n == 6
    exact = FullFigure(12, 4, (0, 0, 0, 12, 0))
    assert combined_figure([exact, Withheld(), Withheld()], 5) == Withheld()
    assert combined_figure([], 5) == Withheld()


def test_the_heat_table_shades_each_figure_and_shows_it(uneven, as_):
    text = as_("ana").get(reverse("insights:results", args=[uneven.pk])).content.decode()
    assert '<td class="number heat__4">4.0</td>' in text
    assert '<td class="number heat__2">2.0</td>' in text
