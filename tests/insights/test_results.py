"""The results page answers its six questions in order, each in words, as a picture and a table."""

import re
from itertools import pairwise

import pytest
from django.urls import reverse

from insights.models import PublishedComment
from insights.pages.overview import load_overview
from tests import scenarios

pytestmark = pytest.mark.once

QUESTIONS = (
    "Where do we stand?",
    "Where do we see it differently?",
    "What do we agree on?",
    "What do we put in, what do we do, what comes of it?",
    "What changed since last time?",
    "What did people say?",
)


def rating(statement) -> int | None:
    """Content with clarity, not with power, split over people, and in the dark on performance."""
    return {"clarity": 5, "power": 2, "performance": None}.get(statement.consideration, 3)


def two_rounds() -> scenarios.Cast:
    """Two rounds, both closed; in the first everybody was in the middle."""
    cast = scenarios.riverside()
    scenarios.fill(cast.partnership, scenarios.COUNCIL, 6)
    scenarios.fill(cast.partnership, scenarios.CHARITY, 6)
    for title, said in (("Spring", 3), ("Autumn", rating)):
        review, opinions = scenarios.open_quietly(cast.partnership, title=title), {}
        for number, member in enumerate(cast.partnership.members.asked()):
            unsure = said if number % 2 or said == 3 else 3
            opinions[member] = scenarios.Opinion(unsure, 4, f"Word {number}")
        scenarios.answer_all(review, opinions)
        closed = scenarios.close_review(review=review)
        cast.review = scenarios.long_closed(closed) if said == 3 else closed
    return cast


@pytest.fixture(scope="module")
def begun(lasting):
    return lasting(two_rounds)


@pytest.fixture
def review(cast):
    """The second of the two rounds."""
    return cast.review


@pytest.fixture
def read(review, as_):
    return as_("ana").get(reverse("insights:results", args=[review.pk])).content.decode()


def test_the_six_questions_stand_in_order(read):
    asked = re.findall(r'<h2 id="[a-z]+">(.*?)</h2>', read)
    assert tuple(asked[: len(QUESTIONS)]) == QUESTIONS


def test_every_chart_has_a_sentence_that_names_it_and_its_figures_as_a_table(review, read, rf):
    charts = load_overview(review, rf.get("/").GET, shared_only=False).charts
    assert len(charts) == 7
    for chart in charts:
        assert chart.figure, chart.id
        assert chart.table.id == chart.id
        assert chart.table.rows
        assert f'id="{chart.figure_id}"' in read
        assert f'id="table-{chart.id}"' in read
        assert f'aria-label="Chart: {chart.title}' in read
        assert len(chart.sentence) > 20


def test_every_row_about_a_consideration_leads_to_it(review, read):
    for code in ("clarity", "power", "complexity"):
        address = reverse("insights:consideration", args=[review.pk, code])
        assert f'<th scope="row"><a href="{address}?by=' in read


def test_whoever_does_not_know_stands_beside_those_who_do(review, rf):
    agreed = load_overview(review, rf.get("/").GET).patterns
    traces = {one["name"]: one for one in agreed.figure["data"]}
    blind = [row for row, text in enumerate(traces["Don’t know"]["text"]) if text]
    labels = [one["text"] for one in agreed.figure["layout"]["annotations"]]
    assert blind
    assert all(labels[row].startswith("Not known: ") for row in blind)


def test_bars_are_centred_on_the_middle_of_the_scale(review, rf):
    bars = load_overview(review, rf.get("/").GET).patterns.figure["data"]
    middle = bars[2]
    for base, width in zip(middle["base"], middle["x"], strict=True):
        assert base + width / 2 == pytest.approx(0)


def test_slopes_run_from_the_round_before_to_this_one(review, rf):
    shown = load_overview(review, rf.get("/").GET, shared_only=False).changes
    close, risen, fallen = shown.figure["data"]
    assert (risen["name"], risen["y"][0]) == ("Risen", 3)
    assert "Shared clarity" in risen["text"]
    assert fallen["text"][0] == "Power and transparency"
    assert fallen["y"][0] > fallen["y"][1]
    assert "Deciding together" in close["text"]


def test_labels_of_slopes_stand_apart_in_the_order_of_where_they_end(review, rf):
    chart = load_overview(review, rf.get("/").GET, shared_only=False).changes
    layout = chart.figure["layout"]
    low, high = layout["yaxis"]["range"]
    places = [one["y"] for one in layout["annotations"]]
    assert len(places) == 8
    for below, above in pairwise(places):
        assert above - below >= (high - low) / 13
    assert low < min(places)
    assert max(places) < high


def test_a_round_that_was_not_shared_is_compared_for_nobody_but_those_who_lead(review, rf):
    assert load_overview(review, rf.get("/").GET).changes is None


def test_comments_are_counted_and_none_stands_for_the_others(review, as_):
    PublishedComment.objects.filter(review=review).exclude(consideration="power").delete()
    first, *_rest = review.published_comments.all()
    first.withheld, first.text = True, "It was the manager."
    first.save()
    text = as_("ana").get(reverse("insights:results", args=[review.pk])).content.decode()
    shown = review.published_comments.shown()
    assert f"{shown.count()} comments are shown here." in text
    assert f"Most comments are about “Power and transparency” ({shown.count()})." in text
    assert "1 comment is withheld" in text
    assert not any(f">{one.text}<" in text for one in shown)
    assert first.text not in text


def test_without_comments_the_page_says_so(review, as_):
    review.published_comments.all().delete()
    text = as_("ana").get(reverse("insights:results", args=[review.pk])).content.decode()
    assert "There are no comments to show." in text
    assert "table-said" not in text
