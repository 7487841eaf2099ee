"""What changed since last time?"""

from collections.abc import Callable
from statistics import mean

from django.utils.html import escape
from django.utils.translation import gettext as _

from assessments.models import Review
from insights.results.changes import ConsiderationChange
from insights.tables import considerations
from insights.wording import sentences
from insights.wording.figures import format_change

from .base import LEGEND, Chart, PlotlyDict, in_two_lines

HEIGHT = 560
LABELS_START = 1.15
LABEL_SPACING = 0.08
"""The distance between labels beside the slopes, as a share of the height."""

ChangeClass = tuple[str, PlotlyDict, Callable[[float], bool]]


def changes_chart(review: Review, earlier: Review, changes: list[ConsiderationChange]) -> Chart:
    """Each consideration as a slope from the earlier round to this one."""
    return Chart(
        id="changes",
        title=_("What changed since last time?"),
        sentence=sentences.changes_sentence(earlier, changes),
        table=considerations.changes_table(changes, earlier, review),
        figure=_changes_figure(review, earlier, changes),
        notes=[
            _(
                "Everyone’s mean for the statements asked in both rounds. Different people may "
                "have answered this time."
            )
        ],
    )


def _change_classes() -> list[ChangeClass]:
    """Risen, fallen and little changed: the name and look of each, and which changes belong to
    it."""
    least = sentences.LEAST_CHANGE
    return [
        (_("Risen"), {"color": "--group-1", "width": 3.5}, lambda points: points >= least),
        (
            _("Fallen"),
            {"color": "--group-2", "width": 3.5, "dash": "dash"},
            lambda points: points <= -least,
        ),
        (
            _("Little changed"),
            {"color": "--ink-soft", "width": 2, "dash": "dot"},
            lambda points: abs(points) < least,
        ),
    ]


def _changes_figure(
    review: Review, earlier: Review, changes: list[ConsiderationChange]
) -> PlotlyDict:
    means = [seen for one in changes for seen in (one.before, one.now)]
    low, high = min(means) - 0.3, max(means) + 0.3
    ending = sorted(changes, key=lambda one: one.now)
    labelled = list(
        zip(ending, _label_positions(ending, (high - low) * LABEL_SPACING), strict=True)
    )
    return {
        "data": [
            _slopes(name, line, [one for one in changes if belongs(one.points)])
            for name, line, belongs in _change_classes()
        ],
        "layout": {
            "height": HEIGHT,
            "margin": {"l": 28, "r": 186, "t": 10, "b": 60},
            "xaxis": {
                "tickvals": [0, 1],
                "ticktext": [in_two_lines(escape(one.title)) for one in (earlier, review)],
                "range": [-0.2, LABELS_START],
                "gridcolor": "--line-strong",
                "zeroline": False,
                "fixedrange": True,
            },
            "yaxis": {"range": [low, high], "gridcolor": "--line", "fixedrange": True},
            "annotations": [_label(one, place) for one, place in labelled],
            "shapes": [_leader_line(one, place) for one, place in labelled],
            "legend": LEGEND,
            "hovermode": "closest",
        },
    }


def _slopes(name: str, line: PlotlyDict, changes: list[ConsiderationChange]) -> PlotlyDict:
    return {
        "x": [place for _one in changes for place in (0, 1, None)],
        "y": [seen for one in changes for seen in (one.before, one.now, None)],
        "text": [one.consideration.name for one in changes for _place in range(3)],
        "mode": "lines+markers",
        "line": line,
        "marker": {"size": 11, "color": line["color"]},
        "name": name,
        "hovertemplate": "%{y:.1f} %{text}<extra></extra>",
    }


def _label_positions(changes: list[ConsiderationChange], apart: float) -> list[float]:
    """The position of each change's label, lowest first: as close as possible to the end of its
    slope, and at least this far from its neighbours.

    Labels that would overlap are spread around the middle of the ends of their slopes.
    """
    blocks: list[list[float]] = []
    for place, one in enumerate(changes):
        blocks.append([one.now - place * apart])
        while len(blocks) > 1 and mean(blocks[-2]) > mean(blocks[-1]):
            blocks[-2:] = [blocks[-2] + blocks[-1]]
    starts = [mean(block) for block in blocks for _one in block]
    return [start + place * apart for place, start in enumerate(starts)]


def _label(one: ConsiderationChange, place: float) -> PlotlyDict:
    name = in_two_lines(f"{one.consideration.name} {format_change(one.points)}")
    return {
        "xref": "paper",
        "yref": "y",
        "x": 1,
        "y": place,
        "xanchor": "left",
        "align": "left",
        "text": name,
        "showarrow": False,
    }


def _leader_line(one: ConsiderationChange, place: float) -> PlotlyDict:
    """A thin line from the end of a slope to its label."""
    line = {"color": "--line-strong", "width": 1}
    return {"type": "line", "x0": 1, "y0": one.now, "x1": LABELS_START, "y1": place, "line": line}
