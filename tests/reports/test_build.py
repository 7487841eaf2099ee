"""The outline says what was published and what was settled, and nothing that was withheld."""

import re

import pytest
from django.utils import timezone

from evidence.bank import bank
from insights.models import COMPARED_GROUPINGS, Perception, PublishedComment, Subject
from insights.results.load import load_results
from insights.statistics.figures import Figure, Withheld
from reports.build import build_report
from tests import scenarios

pytestmark = pytest.mark.once


@pytest.fixture(scope="module")
def begun(lasting):
    return lasting(scenarios.reviewed)


@pytest.fixture
def review(cast):
    return scenarios.share(review=cast.review)


@pytest.fixture
def unpublished(cast):
    """A closed review that two people answered."""
    review = scenarios.open_quietly(cast.partnership)
    scenarios.answer(review, cast.ben, comment="Only Ben would say this")
    scenarios.answer(review, cast.cleo, 1)
    return scenarios.close_review(review=review)


def test_sections_carry_the_published_figures(review):
    report, results = build_report(review), load_results(review)
    assert [section.everyone.mean_point for section in report.sections] == [
        result.everyone.shown_mean for result in results
    ]
    assert len(report.sections) == 8
    for section, result in zip(report.sections, results, strict=True):
        assert section.importance.mean_point == result.importance.shown_mean
        assert [row.figure.mean_point for row in section.statements] == [
            one.everyone.shown_mean for one in result.statements
        ]


def test_sections_carry_every_group_of_every_grouping(review):
    report, results = build_report(review), load_results(review)
    for section, result in zip(report.sections, results, strict=True):
        rows = [row for comparison in section.comparisons for row in comparison.rows]
        seen = [one for grouping in COMPARED_GROUPINGS for one in result.groups[grouping]]
        assert [(row.group, row.figure.mean_point) for row in rows] == [
            (one.group.heading, one.figure.mean) for one in seen
        ]
        assert rows


def test_means_are_rounded_not_cut(review):
    Perception.objects.filter(subject=Subject.CONSIDERATION).update(mean=3.96)
    assert build_report(review).sections[0].everyone.mean == "4.0"


def test_the_overview_has_the_figures_of_the_sections(review):
    report = build_report(review)
    assert report.overview.groups == ("NHS Riverside (7)", "Open Door (7)", "Riverside Council (8)")
    for row, section in zip(report.overview.rows, report.sections, strict=True):
        assert (row.name, row.everyone) == (section.name, section.everyone)
        assert list(row.groups) == [one.figure for one in section.comparisons[0].rows]


def test_gaps_are_put_in_a_sentence(review):
    review.chance_ranges.update(wide_from=1)
    report = build_report(review)
    sentence = report.sections[0].comparisons[0].sentence
    apart = r"(.+ \(.+\) and Open Door \(.+\) .+ apart\.)"
    found = re.fullmatch(
        rf"On 5 of 5 statements groups differ .+ (“.+”)\. By organisation: {apart}", sentence
    )
    assert f"{found[1]}: {found[2]}" in report.overview.sentences[-1]


def test_what_chance_could_do_is_not_called_a_gap(review):
    review.chance_ranges.update(wide_from=None)
    report = build_report(review)
    assert "chance could do too" in report.sections[0].comparisons[0].sentence
    assert "On no statement do groups differ" in report.overview.sentences[-1]


def test_a_small_group_has_a_mean_and_nothing_finer(review):
    results = load_results(review)
    small = {
        one.group.label
        for grouping in COMPARED_GROUPINGS
        for one in results.consideration("clarity").groups[grouping]
        if one.figure.n < 2 * review.k
    }
    rows = [row for one in build_report(review).sections[1].comparisons for row in one.rows]
    assert small
    for row in rows:
        if row.group in small:
            assert (row.figure.counts, row.figure.middle_half_points) == ((), None)
            assert (row.figure.positive, row.figure.middle_half) == ("–", "–")


def test_a_figure_that_is_not_shown_says_so_and_has_no_number(review):
    Perception.objects.filter(code="power").delete()
    reading = build_report(review).sections[6].everyone
    assert isinstance(load_results(review).consideration("power").everyone, Withheld)
    assert reading.mean == "not shown"
    assert (reading.mean_point, reading.middle_half_points, reading.counts) == (None, None, ())
    assert not any(char.isdigit() for char in reading.n + reading.positive + reading.dont_know)


def test_a_review_too_small_to_publish_says_so(unpublished):
    report = build_report(unpublished)
    assert report.turnout == "Fewer than 5 people answered."
    assert "no figures and no comments are shown" in report.overview.sentences[0]
    assert report.overview.chart_description == ""
    assert all(section.everyone.mean == "not shown" for section in report.sections)
    assert all(section.comments == () for section in report.sections)
    for section in report.sections:
        [always] = section.talking_points
        assert always.name == ""
        assert len(always.questions) >= 3


def test_questions_for_the_pattern_come_before_those_to_ask_always(review):
    Perception.objects.filter(group__label="Open Door").update(
        low=1, high=1.75, first=1, last=1.5, mean=1.5, bound="low"
    )
    review.chance_ranges.update(wide_from=1)
    section = build_report(review).sections[6]
    *raised, always = section.talking_points
    gap = next(one for one in raised if one.name == "Gap between groups")
    assert gap.why.startswith("Groups see it differently")
    assert gap.why.endswith(" apart).")
    assert always.name == "Questions for any partnership"
    assert always.questions == bank().consideration("power").talking_points


def test_comments_appear_unless_they_are_withheld(review):
    comment = PublishedComment.objects.filter(consideration="power").first()
    before = build_report(review).sections[6].comments
    PublishedComment.objects.filter(pk=comment.pk).update(withheld=True)
    after = build_report(review).sections[6].comments
    assert comment.text in before
    assert sorted(after) == sorted(set(before) - {comment.text})


def test_conclusions_are_told_in_words(review, discussed):
    sections = {one.name: one for one in build_report(discussed(review)).sections}
    clarity = sections["Shared clarity"].outcome
    assert (clarity.said, clarity.conclusion) == (
        "We drew it up.",
        "We agreed on a rating: 4, “Agree”.",
    )
    power = sections["Power and transparency"].outcome
    assert (power.conclusion, power.why) == ("We differ because:", "Money has strings.")
    assert sections["The right approach"].outcome is None


def test_drafts_stay_out(review, discussed):
    discussed(review).conclusions.update(agreed=False)
    report = build_report(review)
    assert not any(section.outcome for section in report.sections)
    assert "Money has strings." not in str(report)


def test_actions_stand_with_their_consideration_and_all_together(review, discussed):
    report = build_report(discussed(review))
    [action] = report.actions
    assert (action.what, action.who, action.due, action.state) == (
        "Publish the budget",
        "Ben, Riverside Council",
        "12 March 2031",
        "To do",
    )
    assert [one.name for one in report.sections if one.actions] == ["Power and transparency"]
    review.actions.update(done_at=timezone.now())
    assert build_report(review).actions[0].state == "Done"


def test_the_report_knows_whether_it_was_discussed(review, discussed):
    assert not build_report(review).is_discussed
    assert build_report(discussed(review)).is_discussed


def test_every_finding_points_to_its_source(review):
    report = build_report(review)
    for section in report.sections:
        for finding in section.evidence:
            assert report.sources[finding.source - 1]
    every = [one for section in report.sections for one in section.evidence]
    assert any(one.we_make_of_it for one in every)
    assert not all(one.we_make_of_it for one in every)


def test_every_source_ends_with_its_link_in_plain_text(review):
    for said in build_report(review).sources:
        assert re.search(r"What we have read: .+\. https://\S+$", said)


def test_how_to_read_explains_steps_and_why_there_are_none(cast):
    review = scenarios.shared_review(cast.partnership, k=6)
    terms = {term.name: term.meaning for term in build_report(review).how_to_read}
    assert "fewer than 3 people" in terms["No figure"]
    assert "“About 4½” is from 4¼ up to 4¾" in terms["Steps"]


def test_the_file_is_named_for_partnership_review_and_day(review):
    stem = build_report(review).file_stem
    assert stem == f"riverside-partnership-autumn-review-{timezone.localdate():%Y-%m-%d}"


def test_figures_are_read_in_few_queries(review, discussed, django_assert_max_num_queries):
    build_report(discussed(review))  # from then on the questionnaire is kept in memory
    review = type(review).objects.select_related("partnership", "questionnaire").get(pk=review.pk)
    with django_assert_max_num_queries(9):
        report = build_report(review)
    assert any(isinstance(one.everyone, Figure) for one in load_results(review))
    assert report.people == 22
