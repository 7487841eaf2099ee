"""The journey: statements in columns, which are never summed up or set against each other."""

import re

import pytest
from django.urls import reverse

from assessments.questionnaires.versions import bring_into_use, current_definition
from evidence.bank import OutcomeLevel
from insights.charts.journey import journey_chart
from insights.models import Perception
from insights.results.journey import journey_columns
from insights.results.load import load_results
from insights.statistics.figures import Figure, FullFigure, Withheld, combined_figure
from insights.statistics.steps import steps_of
from insights.wording.figures import short_figure
from insights.wording.journey import columns_in_words, journey_sentence
from tests import scenarios

pytestmark = pytest.mark.once

COLUMNS = [
    "Inputs",
    "Activities",
    "Outcomes for partners and staff",
    "Outcomes for services",
    "Outcomes for people and communities",
]
LOW, HIGH = {"clarity-roles", "power-voice", "complexity-lives"}, {"approach-need", "people-trust"}


def rated(number):
    """Most answer 3; some statements are seen lower and some higher by most people."""

    def rating(statement):
        if number % 4 == 3:
            return 3
        return 1 if statement.code in LOW else 5 if statement.code in HIGH else 3

    return rating


def review_of(cast, rating, *, people=6, questionnaire=None):
    scenarios.fill(cast.partnership, scenarios.COUNCIL, people)
    scenarios.fill(cast.partnership, scenarios.CHARITY, people)
    review = scenarios.open_quietly(cast.partnership, questionnaire=questionnaire)
    asked = cast.partnership.members.asked().order_by("organisation", "pk")
    scenarios.answer_all(review, {member: rating(number) for number, member in enumerate(asked)})
    return scenarios.close_review(review=review)


@pytest.fixture
def results(cast):
    return load_results(review_of(cast, rated))


def by_label(results):
    return {one.label: one for one in journey_columns(results)}


def codes(statements):
    return [one.result.statement.code for one in statements]


def test_each_statement_is_in_the_column_of_its_stage_and_level(results):
    columns = journey_columns(results)
    assert [one.label for one in columns] == COLUMNS
    assert sum(len(one.statements) for one in columns) == 40
    levels = dict(zip(COLUMNS[2:], OutcomeLevel, strict=True))
    for column in columns:
        for one in column.statements:
            statement = one.result.statement
            assert statement.stage == column.stage
            assert statement.level == levels.get(column.label, "")


def test_outcomes_that_name_no_level_have_a_column_of_their_own(cast):
    asked = scenarios.custom_questionnaire(cast.partnership)
    for section in asked.content["considerations"]:
        for one in section["statements"]:
            one["level"] = one["level"] if one["code"] == "people-trust" else None
    asked.save()
    use = bring_into_use(current_definition(asked))
    columns = by_label(load_results(review_of(cast, rated, questionnaire=use)))
    assert [*columns] == ["Inputs", "Activities", COLUMNS[2], "Other outcomes"]
    assert codes(columns[COLUMNS[2]].statements) == ["people-trust"]


def test_a_column_has_its_lowest_and_highest_statement_and_no_figure(results):
    columns = by_label(results)
    assert codes(columns["Inputs"].lowest) == ["clarity-roles"]
    assert codes(columns["Inputs"].highest) == ["approach-need"]
    assert codes(columns["Activities"].lowest) == ["power-voice"]
    assert len(columns["Activities"].highest) == len(columns["Activities"].statements) - 1
    for one in columns.values():
        assert not any(isinstance(value, Figure) for value in vars(one).values())


def test_the_page_says_them_with_counts_and_leads_to_them(cast, as_):
    review = review_of(cast, rated)
    page = as_("ana").get(reverse("insights:results", args=[review.pk])).content.decode()
    start = page.index('<ol class="journey">')
    part = re.sub(r"\s+", " ", page[start : page.index("</ol>", start)])
    for label in COLUMNS:
        assert f"<h3>{label}</h3>" in part
    roles = "It is clear which partner is responsible for what."
    assert re.search(rf'href="[^"]*/clarity/[^"]*">{roles}</a> <span class="soft">0 of 15', part)
    assert "0 of 15 positive, 12 negative" in part
    assert "12 of 15 positive, 0 negative" in part
    assert "others, rated the same" in part


def test_no_column_is_called_weak_and_none_is_set_against_another(cast, as_):
    page = as_("ana").get(reverse("insights:results", args=[review_of(cast, rated).pk]))
    section = page.content.decode().split('<h2 id="journey">')[1].split("</section>")[0]
    assert "weak" not in section.lower()
    table = section.split("<table")[1]
    for label in COLUMNS:
        assert not re.search(rf'<th scope="row">(<a[^>]*>)?{label}', table)


def test_the_sentence_names_what_is_rated_lowest_of_each_part(results):
    sentence = journey_sentence(journey_columns(results))
    assert sentence.startswith("Rated lowest in each part. Inputs: “It is clear which partner")
    assert "communities: “Our work is making life better" in sentence


def test_what_is_rated_the_same_is_called_the_same(cast):
    columns = journey_columns(load_results(review_of(cast, lambda _number: 3)))
    inputs = columns_in_words(columns)[0]
    [end] = inputs.ends
    assert end.heading == "All rated the same"
    assert len(end.named) + end.unnamed == len(columns[0].statements)


def test_of_two_with_the_same_mean_the_one_with_fewer_positive_is_lower(cast):
    def rating(number):
        split = {
            "clarity-roles": 3 if number % 2 else 2,
            "clarity-aim": 1 if number % 4 == 1 else 3,
        }
        return lambda one: split.get(one.code, 4)

    review = review_of(cast, rating)
    everyone = Perception.objects.filter(group__review=review, group__grouping="everyone")
    everyone.filter(code="clarity-roles").update(counts=[0, 5, 5, 5, 0], mean=3.0, n=15)
    everyone.filter(code="clarity-aim").update(counts=[0, 6, 3, 6, 0], mean=3.0, n=15)
    inputs = by_label(load_results(review))["Inputs"]
    assert codes(inputs.lowest) == ["clarity-roles"]


def test_where_only_steps_are_shown_a_column_says_the_step(cast):
    review = review_of(cast, rated)
    everyone = Perception.objects.filter(group__review=review, group__grouping="everyone")
    ends = {"low": 1.25, "high": 1.75, "first": 1.5, "last": 1.5, "mean": 1.5}
    everyone.update(counts=None, low=2.75, high=3.25, first=3, last=3, mean=3)
    everyone.filter(code="clarity-roles").update(**ends)
    results = load_results(review)
    lowest = columns_in_words(journey_columns(results))[0].ends[0]
    assert [words for _one, words in lowest.named] == ["about 1½"]
    chart = journey_chart(results, journey_columns(results))
    assert any("error_y" in trace for trace in chart.figure["data"])


def test_dots_stand_apart_on_no_line_and_no_group_or_mean_is_among_them(results):
    columns = journey_columns(results)
    figure = journey_chart(results, columns).figure
    for part, across, along in ((figure, "x", "y"), (figure["narrow"], "y", "x")):
        places = [
            pair for trace in part["data"] for pair in zip(trace[across], trace[along], strict=True)
        ]
        assert len(places) == len(set(places)) == 40
        assert {trace["mode"] for trace in part["data"]} == {"markers"}
    [*between, at_end] = figure["data"]
    assert at_end["name"] == "Lowest and highest of each part"
    assert len(between) == 1


def test_every_statement_has_a_row_by_its_column(results):
    table = journey_chart(results, journey_columns(results)).table
    assert table.head[1] == "Part of the journey"
    assert len(table.rows) == 40
    assert [*dict.fromkeys(row[1] for row in table.rows)] == COLUMNS
    row = next(row for row in table.rows if row[0].startswith("It is clear which partner"))
    assert row[3:] == [0, 12, 15, 0]


def test_a_statement_without_a_figure_has_a_row_that_says_so_and_no_dot(cast):
    review = review_of(cast, rated)
    Perception.objects.filter(code="clarity-roles").delete()
    results = load_results(review)
    chart = journey_chart(results, journey_columns(results))
    assert sum(len(trace["x"]) for trace in chart.figure["data"]) == 39
    row = next(row for row in chart.table.rows if row[0].startswith("It is clear which partner"))
    assert row[2] == "not shown"


def test_figures_together_are_a_step_if_they_are_steps():
    def step(mean):
        return Figure(6, mean, step=steps_of(5, (1, 2, 3, 4, 5), 5).step_of(mean))

    assert short_figure(combined_figure([step(5), step(4.5)], 5)) == "4½ or more"
    assert short_figure(combined_figure([step(5), step(3)], 5)) == "about 4"
    assert combined_figure([step(4)] * 2, 5).n == 6
    exact = FullFigure(12, 4, (0, 0, 0, 12, 0))
    assert combined_figure([exact, Withheld(), Withheld()], 5) == Withheld()
    assert combined_figure([], 5) == Withheld()


def test_the_heat_table_shades_each_figure_and_shows_it(cast, as_):
    def rating(number):
        away = (-1, 1, 0, 0)[number % 4]
        return lambda one: {"power": 2}.get(one.consideration, 4) + away

    review = review_of(cast, rating)
    page = as_("ana").get(reverse("insights:results", args=[review.pk])).content.decode()
    assert '<td class="number heat__4">about 4</td>' in page
    assert '<td class="number heat__2">about 2</td>' in page
