"""Where few answered, or another review closed shortly before, results are coarser and say why."""

import csv
import json
import re
from io import StringIO

import pytest
from django.urls import reverse

from insights.charts import ranking_chart, statements_chart, trend_chart
from insights.closing import close_review
from insights.disclosure.release import Rung
from insights.models import Grouping, Publication, PublishedGroup
from insights.results.changes import changes_since
from insights.results.load import load_results
from insights.results.scale import ShownScale
from insights.results.trends import load_trend
from insights.statistics.figures import Figure, FullFigure, WhyBlank
from insights.wording.detail import answered_sentence, detail_sentences, group_notes
from reports.build import build_report
from tests import scenarios
from tests.reader import Reader

pytestmark = pytest.mark.once

CLASSES = ("Strongly disagree or disagree", "Neither agree nor disagree", "Agree or strongly agree")


def few(cast, **fields):
    """A review that nine people answered: Ben strongly agrees, the others disagree."""
    scenarios.fill(cast.partnership, scenarios.COUNCIL, 6)
    review = scenarios.open_quietly(cast.partnership, **fields)
    scenarios.answer_all(
        review,
        {member: 5 if member == cast.ben else 2 for member in cast.partnership.members.asked()},
    )
    return review


def twins(cast):
    """Two reviews that the same 19 people answered, the second as soon as the first had closed."""
    first = scenarios.closed_review(cast.partnership)
    second = scenarios.open_quietly(cast.partnership, title="Again")
    scenarios.answer_all(
        second,
        {
            member: (2, 3, 4, 4, 5)[number % 5]
            for number, member in enumerate(cast.partnership.members.asked().order_by("person"))
        },
    )
    return first, close_review(review=second)


def text(page: bytes) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", "", page.decode()))


def test_few_peoples_answers_are_shown_in_three_classes_everywhere(cast, as_):
    review = close_review(review=few(cast))
    results = load_results(review)
    assert results.scale.labels == CLASSES
    [first, *_others] = results
    assert first.everyone.counts[1] == 0
    assert first.statements[0].everyone.counts == (8, 0, 1)
    table = statements_chart(first, results.scale).table
    assert table.head[2:5] == list(CLASSES)
    assert table.rows[0][2:5] == [8, 0, 1]
    assert max(ranking_chart(results).figure["layout"]["xaxis"]["tickvals"]) == 3
    reader = Reader(as_("ana"), review)
    assert all("in three classes" in text(page.encode()) for page in reader.pages())
    assert reader.data()["shown_on"]["rating_labels"] == list(CLASSES)
    head, *_rows = csv.reader(StringIO(reader.export("csv").decode("utf-8-sig")))
    assert set(CLASSES) < set(head)
    report = build_report(review)
    assert report.rating_labels == CLASSES
    assert len(report.agreed_labels) == 5
    assert any("in three classes" in one for one in report.detail)
    assert as_("ana").get(reverse("reports:report", args=[review.pk])).status_code == 200


def test_an_own_answer_stands_in_its_class_beside_everyones(cast, client):
    review = few(cast)
    token = scenarios.token_for(review, cast.ben)
    scenarios.share(review=close_review(review=review))
    reply = client.get(reverse("insights:respond-own-answers", args=[review.pk, token]))
    page = text(reply.content)
    assert "You: Strongly agree" in page
    assert "1 of the 9 people who gave a rating chose “Agree or strongly agree”." in page
    assert "Fewer than 10 people answered by their own link, so answers are shown in" in page


@pytest.mark.parametrize(
    ("asked", "shown", "places"),
    [
        (3, 3, [1, 2, 3]),
        (4, 2, [1, 1, 2, 2]),
        (5, 3, [1, 1, 2, 3, 3]),
        (7, 3, [1, 1, 1, 2, 3, 3, 3]),
    ],
)
def test_every_point_has_its_place_among_what_is_shown(asked, shown, places):
    scale = ShownScale(tuple("abc"[:shown]), asked)
    assert [scale.place(point) for point in range(1, asked + 1)] == places


def test_a_review_of_nearly_the_same_people_shows_everyone_in_steps(cast, as_):
    _first, second = twins(cast)
    results = load_results(second)
    [one, *_others] = results
    assert isinstance(one.everyone, Figure)
    assert not isinstance(one.everyone, FullFigure)
    assert one.everyone.step
    [why] = detail_sentences(results)
    assert "less than 90 days before" in why
    reader = Reader(as_("ana"), second)
    pages = reader.pages()
    assert "about" in text(pages[0].encode())
    assert all(why in text(page.encode()) for page in pages)
    everyone = [one for one in reader.data()["figures"] if one["grouping"] == "everyone"]
    assert not any(one.get("mean") or one.get("counts") for one in everyone)
    assert reader.export("csv")
    assert reader.export("xlsx")
    assert why in build_report(second).detail
    assert as_("ana").get(reverse("reports:report", args=[second.pk])).status_code == 200


def test_rounds_in_steps_are_placed_and_not_subtracted(cast):
    first, second = twins(cast)
    assert changes_since(first, load_results(second)) is None
    trend = load_trend([first, second])
    assert trend.considerations
    assert trend.changes == []
    rows = trend_chart(trend).table.rows
    assert all(isinstance(row[1], float) and isinstance(row[2], str) for row in rows)


def test_rounds_are_only_compared_on_the_scale_they_are_shown_on(cast):
    review = close_review(review=few(cast))
    scenarios.long_closed(review)
    later = scenarios.closed_review(cast.partnership)
    assert load_results(later).scale != load_results(review).scale
    assert changes_since(review, load_results(later)) is None
    assert load_trend([review, later]).considerations == []


@pytest.mark.parametrize(
    ("rung", "said"),
    [
        (Rung.STEPS, "how many people in large groups chose each answer is not shown"),
        (Rung.NO_LEVELS, "levels are not compared"),
        (Rung.NO_SECTORS, "levels and sectors are not compared"),
        (Rung.THIRDS, "groups are only shown in three classes"),
        (Rung.EVERYONE, "groups are not compared"),
    ],
)
def test_readers_are_told_what_a_review_does_without(cast, as_, rung, said):
    review = scenarios.closed_review(cast.partnership)
    Publication.objects.update(rung=rung)
    review.refresh_from_db()
    [sentence] = detail_sentences(load_results(review))
    assert said in sentence
    assert sentence in text(as_("ana").get(reverse("insights:results", args=[review.pk])).content)
    assert sentence in build_report(review).detail
    assert sentence in json.dumps(Reader(as_("ana"), review).data(), ensure_ascii=False)


def test_nothing_is_said_of_a_review_that_is_shown_as_usual(cast):
    review = scenarios.closed_review(cast.partnership)
    Publication.objects.update(rung=Rung.SPREADS)
    review.refresh_from_db()
    assert detail_sentences(load_results(review)) == []


def test_answers_that_the_coordinator_entered_are_counted_where_all_can_read(cast, as_):
    review = scenarios.differing_review(cast.partnership)
    for _sheet in range(2):
        scenarios.sheet_of_paper(review, cast.ben)
    review = close_review(review=review)
    results = load_results(review)
    assert answered_sentence(results).endswith(
        "The answers of 2 of them were entered by the coordinator."
    )
    assert answered_sentence(results) in text(
        as_("ana").get(reverse("insights:results", args=[review.pk])).content
    )
    assert "Riverside Council (2)" in " ".join(group_notes(results, Grouping.ORGANISATION))
    assert build_report(review).turnout == answered_sentence(results)


@pytest.mark.parametrize(
    ("rating", "why"),
    [
        (lambda number: 4, WhyBlank.ALL_THE_SAME),
        (lambda number: 4 + number % 2, WhyBlank.TOO_ALIKE),
    ],
)
def test_a_group_without_a_step_says_why_from_what_everyone_said(cast, rating, why):
    scenarios.fill(cast.partnership, scenarios.COUNCIL, 6)
    scenarios.fill(cast.partnership, scenarios.CHARITY, 6)
    review = scenarios.open_quietly(cast.partnership)
    scenarios.answer_all(
        review,
        {member: rating(number) for number, member in enumerate(cast.partnership.members.asked())},
    )
    [first, *_others] = load_results(close_review(review=review))
    blank = [one.figure.why for one in first.statements[0].groups[Grouping.ORGANISATION]]
    assert blank
    assert set(blank) <= {why}


def test_a_group_that_few_rated_says_so(cast):
    review = scenarios.closed_review(cast.partnership)
    group = PublishedGroup.objects.get(label="Open Door")
    group.perceptions.filter(subject="statement").delete()
    [first, *_others] = load_results(review)
    assert first.statements[0].figure_of(group).why == WhyBlank.TOO_FEW
