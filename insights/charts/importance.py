"""What matters, and how do we see it? The importance–performance map."""

from django.utils.translation import gettext as _

from insights.results.load import Results
from insights.results.priorities import Priority, averages, priorities_of
from insights.tables import considerations
from insights.wording import headlines
from insights.wording.figures import short_figure

from .base import Chart, PlotlyDict

HEIGHT = 460
MARGIN = 0.3
"""The space around the outermost dots, in points."""


def importance_chart(results: Results) -> Chart:
    """Each consideration by how much it matters and how it is rated."""
    priorities = priorities_of(results)
    return Chart(
        id="importance",
        title=_("What matters, and how we see it"),
        sentence=headlines.importance_sentence(priorities),
        table=considerations.importance_table(priorities),
        figure=_priority_map(priorities) if len(priorities) > 1 else None,
        notes=[
            ", ".join(
                f"{one.consideration.position} {one.consideration.name}" for one in priorities
            ),
            _("The lines are averages, so there is always something on either side of them."),
        ],
    )


def _priority_map(priorities: list[Priority]) -> PlotlyDict:
    importance = [one.importance.mean for one in priorities]
    performance = [one.everyone.mean for one in priorities]
    matters, seen = averages(priorities)
    return {
        "data": [_marks(priorities, importance, performance)],
        "layout": {
            "height": HEIGHT,
            "margin": {"l": 48, "r": 12, "t": 12, "b": 50},
            "xaxis": _axis(importance, _("Matters more →")),
            "yaxis": _axis(performance, _("Rated higher →")),
            "shapes": [_average_line("x", matters), _average_line("y", seen)],
            "annotations": [
                _corner_label(0, 1, _("Going well")),
                _corner_label(1, 1, _("Keep it up")),
                _corner_label(0, 0, _("Less pressing")),
                _corner_label(1, 0, _("Start here")),
            ],
            "hovermode": "closest",
        },
    }


def _marks(
    priorities: list[Priority], importance: list[float], performance: list[float]
) -> PlotlyDict:
    """Each consideration as a number in its position."""
    return {
        "x": importance,
        "y": performance,
        "text": [str(one.consideration.position) for one in priorities],
        "hovertext": [
            _("%(name)s: importance %(importance)s, rating %(rating)s")
            % {
                "name": one.consideration.name,
                "importance": short_figure(one.importance),
                "rating": short_figure(one.everyone),
            }
            for one in priorities
        ],
        "mode": "markers+text",
        "marker": {"size": 30, "color": "--accent", "line": {"width": 2, "color": "--paper"}},
        "textfont": {"color": "--on-accent", "size": 15},
        "hovertemplate": "%{hovertext}<extra></extra>",
        "showlegend": False,
    }


def _axis(means: list[float], title: str) -> PlotlyDict:
    return {
        "range": [min(means) - MARGIN, max(means) + MARGIN],
        "title": {"text": title},
        "dtick": 0.5,
        "gridcolor": "--line",
        "zeroline": False,
        "fixedrange": True,
    }


def _average_line(axis: str, at: float) -> PlotlyDict:
    """A line across the whole map at the average of one axis."""
    across = "y" if axis == "x" else "x"
    return {
        "type": "line",
        f"{axis}ref": axis,
        f"{axis}0": at,
        f"{axis}1": at,
        f"{across}ref": "paper",
        f"{across}0": 0,
        f"{across}1": 1,
        "line": {"color": "--line-strong", "width": 1.5, "dash": "dot"},
        "layer": "below",
    }


def _corner_label(x: int, y: int, text: str) -> PlotlyDict:
    return {
        "xref": "paper",
        "yref": "paper",
        "x": x,
        "y": y,
        "xanchor": "right" if x else "left",
        "yanchor": "top" if y else "bottom",
        "text": text,
        "showarrow": False,
    }
