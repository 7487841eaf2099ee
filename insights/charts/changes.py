"""What changed since last time?"""

from statistics import mean

from django.utils.translation import gettext as _

from assessments.models import Review
from insights.results.changes import Changes, ConsiderationChange, Verdict
from insights.results.who_answered import Answered
from insights.tables.changes import changes_table
from insights.wording.changes import changes_sentence
from insights.wording.figures import format_change
from insights.wording.turnout import month_of, of_asked, rounds_facts

from .base import LEGEND, Chart, PlotlyDict, in_short_lines

HEIGHT = 640
LABELS_START = 1.15
LABEL_SPACING = 0.11
"""The distance between labels beside the slopes, as a share of the height."""
LETTERS = 17
"""How many a line of a label holds: so labels leave a phone room for the slopes."""
STRONG, QUIET = 4, 1.5
"""How wide the lines are of what is called and of what is not."""
AROUND = 0.3
"""The space above and below the outermost means, in points."""


def changes_chart(changes: Changes) -> Chart:
    """Each consideration as a slope from the earlier round to this one."""
    return Chart(
        id="changes",
        title=_("What changed since last time?"),
        sentence=changes_sentence(changes),
        table=changes_table(changes),
        figure=_changes_figure(changes),
        notes=[
            _(
                "Everyone’s mean for the statements asked in both rounds. Under each round: how "
                "many answered of those asked. A change smaller than two standard errors is too "
                "close to call: it could come from who answered this time."
            )
        ],
        facts=rounds_facts([(changes.earlier, changes.then), (changes.review, changes.now)]),
    )


def _looks() -> list[tuple[Verdict, str, PlotlyDict]]:
    """The name and look of the slopes by what may be said of them, quiet ones first."""
    return [
        (Verdict.CLOSE, _("Too close to call"), {"color": "--ink-soft", "width": QUIET}),
        (Verdict.RISEN, _("Risen"), {"color": "--group-1", "width": STRONG}),
        (Verdict.FALLEN, _("Fallen"), {"color": "--group-2", "width": STRONG, "dash": "dash"}),
    ]


def _changes_figure(changes: Changes) -> PlotlyDict:
    seen = changes.considerations
    means = [figure.shown_mean for one in seen for figure in (one.before, one.now)]
    low, high = min(means) - AROUND, max(means) + AROUND
    ending = sorted(seen, key=lambda one: one.now.shown_mean)
    places = _label_positions(ending, (high - low) * LABEL_SPACING)
    labelled = list(zip(ending, places, strict=True))
    low, high = min([low, *places]), max([high, *places])
    columns = ((_("Then"), changes.earlier, changes.then), (_("Now"), changes.review, changes.now))
    return {
        "data": [
            _slopes(name, line, [one for one in seen if one.verdict == verdict])
            for verdict, name, line in _looks()
            if any(one.verdict == verdict for one in seen)
        ],
        "layout": {
            "height": HEIGHT,
            "margin": {"l": 34, "r": 156, "t": 10, "b": 76},
            "xaxis": {
                "tickvals": [0, 1],
                "ticktext": [_column(*one) for one in columns],
                "range": [-0.2, LABELS_START],
                "gridcolor": "--line-strong",
                "zeroline": False,
                "fixedrange": True,
                "ticks": "outside",
                "ticklen": 10,
                "tickcolor": "--line-strong",
            },
            "yaxis": {"range": [low, high], "gridcolor": "--line", "fixedrange": True},
            "annotations": [_label(one, place) for one, place in labelled],
            "shapes": [_leader_line(one, place) for one, place in labelled],
            "legend": LEGEND,
            "hovermode": "closest",
        },
    }


def _column(name: str, review: Review, answered: Answered) -> str:
    """What stands under a round: when it was, and how many answered."""
    return "<br>".join((name, month_of(review), of_asked(answered)))


def _slopes(name: str, line: PlotlyDict, changes: list[ConsiderationChange]) -> PlotlyDict:
    called = line["width"] == STRONG
    return {
        "x": [place for _one in changes for place in (0, 1, None)],
        "y": [
            seen for one in changes for seen in (one.before.shown_mean, one.now.shown_mean, None)
        ],
        "text": [one.consideration.name for one in changes for _place in range(3)],
        "mode": "lines+markers",
        "line": line,
        "marker": {"size": 11 if called else 6, "color": line["color"]},
        "name": name,
        "legendrank": 1 if called else 2,
        "hovertemplate": "%{y:.1f} %{text}<extra></extra>",
    }


def _label_positions(changes: list[ConsiderationChange], apart: float) -> list[float]:
    """The position of each change's label, lowest first: as close as possible to the end of its
    slope, and at least this far from its neighbours.

    Labels that would overlap are spread around the middle of the ends of their slopes.
    """
    blocks: list[list[float]] = []
    for place, one in enumerate(changes):
        blocks.append([one.now.shown_mean - place * apart])
        while len(blocks) > 1 and mean(blocks[-2]) > mean(blocks[-1]):
            blocks[-2:] = [blocks[-2] + blocks[-1]]
    starts = [mean(block) for block in blocks for _one in block]
    return [start + place * apart for place, start in enumerate(starts)]


def _label(one: ConsiderationChange, place: float) -> PlotlyDict:
    """The name of a slope: bold and with its change if it is called, and otherwise quiet."""
    words, look = one.consideration.name, {"tone": "--ink-soft"}
    if one.is_called:
        words, look = f"{words} {format_change(one.points)}", {"weight": "bold"}
    return look | {
        "text": in_short_lines(words, LETTERS),
        "xref": "paper",
        "yref": "y",
        "x": 1,
        "y": place,
        "xanchor": "left",
        "align": "left",
        "showarrow": False,
    }


def _leader_line(one: ConsiderationChange, place: float) -> PlotlyDict:
    """A thin line from the end of a slope to its label."""
    line = {"color": "--line-strong", "width": 1}
    ends = {"x0": 1, "y0": one.now.shown_mean, "x1": LABELS_START, "y1": place}
    return {"type": "line", **ends, "line": line}
