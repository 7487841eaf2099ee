"""What is said of a difference between groups is what chance would not give."""

from dataclasses import replace

import pytest

from insights.models import Grouping
from insights.results.gaps import (
    Grade,
    WhereViewsDiffer,
    called_gap,
    sorted_by_gap,
    where_views_differ,
    widest_gaps,
)
from insights.results.load import load_results
from insights.wording.gaps import (
    consideration_gap_sentence,
    difference_sentence,
    said_of_statements,
    unknown_note,
)
from tests import scenarios

from .test_patterns import figure, seen

pytestmark = pytest.mark.once
MIXED = figure([4, 4, 4, 4, 4])


@pytest.fixture(scope="module")
def begun(lasting):
    return lasting(lambda: scenarios.reviewed(scenarios.larger_review))


@pytest.mark.parametrize(
    ("means", "wide_from", "expected"),
    [
        ((4, 3.1), 0.5, None),
        ((4, 3), 1, Grade.WIDER),
        ((4, 3), 1.1, Grade.PERHAPS),
        ((4, 3), None, Grade.PERHAPS),
    ],
)
def test_the_grade_goes_by_the_width_and_by_chance(means, wide_from, expected):
    found = called_gap(seen(MIXED, *means, wide_from=wide_from), Grouping.ORGANISATION, 5)
    assert (found and found.grade) == expected


def test_where_nothing_was_dealt_it_cannot_be_said():
    shown = seen(MIXED, 5, 1)
    shown.chance.clear()
    assert called_gap(shown, Grouping.ORGANISATION, 5).grade == Grade.UNTESTED


def test_one_statement_is_named_and_nothing_is_said_of_its_consideration(cast):
    results = load_results(cast.review)
    result = results.consideration("clarity")
    assert consideration_gap_sentence(result, 5).startswith("On 5 of 5 statements groups differ")
    for one in result.statements[1:]:
        for by_chance in one.chance.values():
            by_chance.wide_from = None
    assert consideration_gap_sentence(result, 5).startswith("On one statement groups differ")
    for by_chance in result.statements[0].chance.values():
        by_chance.wide_from = None
    sentence = consideration_gap_sentence(result, 5)
    assert sentence == (
        "On 5 statements groups are at least a quarter of the scale apart, which chance could do "
        "too: ask before you conclude."
    )


def test_the_overview_counts_what_chance_would_have_given(cast):
    results = load_results(cast.review)
    sentence = difference_sentence(results, Grouping.ORGANISATION)
    assert sentence.startswith("On 40 of 40 statements groups differ by more than chance would")
    assert "if all groups saw things alike, we would expect " in sentence


def test_considerations_with_most_gaps_come_first_and_others_stay_in_order(cast):
    results = load_results(cast.review)
    for result in results:
        if result.consideration.code != "power":
            for one in result.statements:
                one.chance.clear()
    codes = [one.consideration.code for one in sorted_by_gap(results)]
    assert codes[:3] == ["power", "approach", "clarity"]
    assert len(widest_gaps(results.consideration("power").statements, 5)) == 5


def test_results_discussion_and_report_name_the_same_gap_first(cast, as_):
    """One widest gap, one order, and one word for one degree."""
    from discussions.agenda import load_agenda
    from reports.build import build_report

    results = load_results(cast.review)
    order = [one.consideration.name for one in sorted_by_gap(results)]
    agenda = load_agenda(cast.review, with_drafts=True)
    assert [one.consideration.name for one in agenda.items] == order
    widest = widest_gaps([s for one in results for s in one.statements], 5, Grouping.ORGANISATION)
    named = widest[0].statement.statement.text.rstrip(".")
    page = as_("ana").get(f"/reviews/{cast.review.pk}/results/").content.decode()
    report = build_report(cast.review)
    assert f"The widest gap is on “{named}”" in page
    assert f"The widest gap is on “{named}”" in " ".join(report.overview.sentences)


@pytest.mark.parametrize(
    ("counts", "means", "wide_from", "expected"),
    [
        ([6, 0, 0, 0, 6], (5, 1), 2, WhereViewsDiffer.BETWEEN),
        ([6, 0, 0, 0, 6], (5, 1), None, None),
        ([6, 0, 0, 0, 6], (3, 3), 2, WhereViewsDiffer.WITHIN),
        ([6, 0, 0, 0, 6], (3, 2), 2, None),
        ([6, 0, 0, 0, 6], (5,), 2, WhereViewsDiffer.UNKNOWN),
        ([0, 0, 0, 0, 12], (5, 5), 2, None),
    ],
)
def test_whether_views_differ_by_group_is_said_only_if_it_can_be_told(
    cast, counts, means, wide_from, expected
):
    results = replace(load_results(cast.review), people=12)
    shown = seen(figure(counts), *means, wide_from=wide_from)
    assert where_views_differ(shown, results, Grouping.ORGANISATION) == expected


def test_where_someone_is_in_no_group_shown_it_cannot_be_told(cast):
    results = replace(load_results(cast.review), people=13)
    shown = seen(figure([6, 0, 0, 0, 6]), 5, 1, wide_from=2)
    assert where_views_differ(shown, results, Grouping.ORGANISATION) == WhereViewsDiffer.UNKNOWN


def test_that_it_cannot_be_told_is_said_once_for_all_statements(cast):
    whole = load_results(cast.review)
    more = replace(whole, people=whole.people + 1)
    note = unknown_note(more.consideration("clarity"), more, Grouping.ORGANISATION)
    assert note.startswith("Not all groups are shown, so we can’t say")
    said = said_of_statements(more.consideration("clarity"), more, Grouping.ORGANISATION)
    assert len(said) == 5
    assert not any(note in sentence for _statement, sentence in said)
    assert unknown_note(whole.consideration("clarity"), whole, Grouping.ORGANISATION) == ""
