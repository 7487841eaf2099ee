"""A change is drawn as it may be read: called ones strong and named, others quiet."""

from itertools import pairwise

import pytest

from insights.charts import changes_chart, trend_chart
from insights.results.changes import changes_since
from insights.results.load import load_results
from insights.results.trends import load_trend
from tests import scenarios

from .test_changes import round_of


@pytest.fixture
def rounds(cast):
    scenarios.fill(cast.partnership, scenarios.COUNCIL, 8)
    moved = {"clarity": 5, "power": 1}
    return (
        round_of(cast, "Spring", lambda one: 3),
        round_of(cast, "Autumn", lambda one: moved.get(one.consideration, 3)),
    )


def test_every_slope_is_named_at_its_end_and_only_called_ones_are_strong(rounds):
    spring, autumn = rounds
    layout = changes_chart(changes_since(spring, load_results(autumn))).figure["layout"]
    labels = {one["text"].replace("<br>", " "): one for one in layout["annotations"]}
    strong = {text for text, one in labels.items() if one.get("weight") == "bold"}
    assert strong == {"Shared clarity +2.0", "Power and transparency −2.0"}
    quiet = {text for text, one in labels.items() if one.get("tone") == "--ink-soft"}
    assert len(quiet) == 6
    assert "Supporting people" in quiet
    places = sorted(one["y"] for one in layout["annotations"])
    assert min(high - low for low, high in pairwise(places)) > 0


def test_the_lines_of_what_is_called_are_wider(rounds):
    spring, autumn = rounds
    data = changes_chart(changes_since(spring, load_results(autumn))).figure["data"]
    widths = {one["name"]: one["line"]["width"] for one in data}
    assert widths["Risen"] == widths["Fallen"] > 2 * widths["Too close to call"]


def test_under_each_round_stands_how_many_answered(rounds):
    spring, autumn = rounds
    layout = changes_chart(changes_since(spring, load_results(autumn))).figure["layout"]
    then, now = layout["xaxis"]["ticktext"]
    assert then.startswith("Then<br>")
    assert now.startswith("Now<br>")
    chart = trend_chart(load_trend([spring, autumn]))
    dated = [one for key, one in chart.figure["layout"].items() if key.startswith("xaxis")]
    for text in (then, now, *dated[-1]["ticktext"]):
        assert text.endswith("<br>11 of 11")
    assert (
        "Spring: 11 of 11 people in 3 organisations answered · no group of fewer than 5 is shown"
        in chart.facts
    )


def test_the_table_says_what_can_be_said_and_who_answered(rounds):
    spring, autumn = rounds
    table = changes_chart(changes_since(spring, load_results(autumn))).table
    assert table.head[1:3] == ["Spring (11 of 11 answered)", "Autumn (11 of 11 answered)"]
    said = {row[0]: row[3:5] for row in table.rows}
    assert said["Shared clarity"] == ["+2.0", "risen"]
    assert said["Power and transparency"] == ["−2.0", "fallen"]
    assert said["Supporting people"] == ["±0.0", "too close to call"]
