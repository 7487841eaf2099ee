"""What changed since last time?"""

from collections.abc import Callable

from django.utils.html import escape
from django.utils.translation import gettext as _

from assessments.models import Review

from .. import sentences, tables
from ..changes import ConsiderationChange
from .base import LEGEND, Chart, in_two_lines

HEIGHT = 560
LABEL = 0.075
"""How far labels beside the slopes keep from each other, as a share of the height."""

Kind = tuple[str, dict, Callable[[float], bool]]


def changes_chart(review: Review, earlier: Review, changes: list[ConsiderationChange]) -> Chart:
    """Each consideration as a slope from the earlier round to this one."""
    return Chart(
        id="changes",
        title=_("What changed since last time?"),
        sentence=sentences.changes_sentence(earlier, changes),
        table=tables.changes_table(changes, earlier, review),
        figure=_changes_figure(review, earlier, changes),
        notes=[
            _(
                "Everyone’s mean over the statements that both rounds asked. Other people may "
                "have answered this time."
            )
        ],
    )


def _kinds() -> list[Kind]:
    """Risen, fallen and little changed: how each is called and drawn, and which it is."""
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


def _changes_figure(review: Review, earlier: Review, changes: list[ConsiderationChange]) -> dict:
    means = [mean for one in changes for mean in (one.before, one.now)]
    low, high = min(means) - 0.2, max(means) + 0.2
    return {
        "data": [
            _slopes(name, line, [one for one in changes if belongs(one.points)])
            for name, line, belongs in _kinds()
        ],
        "layout": {
            "height": HEIGHT,
            "margin": {"l": 28, "r": 170, "t": 10, "b": 60},
            "xaxis": {
                "tickvals": [0, 1],
                "ticktext": [in_two_lines(escape(one.title)) for one in (earlier, review)],
                "range": [-0.15, 1.05],
                "gridcolor": "--line-strong",
                "zeroline": False,
                "fixedrange": True,
            },
            "yaxis": {"range": [low, high], "gridcolor": "--line", "fixedrange": True},
            "annotations": _labels(changes, (high - low) * LABEL),
            "legend": LEGEND,
            "hovermode": "closest",
        },
    }


def _slopes(name: str, line: dict, changes: list[ConsiderationChange]) -> dict:
    return {
        "x": [place for _one in changes for place in (0, 1, None)],
        "y": [mean for one in changes for mean in (one.before, one.now, None)],
        "text": [one.consideration.name for one in changes for _place in range(3)],
        "mode": "lines+markers",
        "line": line,
        "marker": {"size": 11, "color": line["color"]},
        "name": name,
        "hovertemplate": "%{y:.1f} %{text}<extra></extra>",
    }


def _labels(changes: list[ConsiderationChange], apart: float) -> list[dict]:
    """The name of each consideration beside where it stands now, moved up where two would meet."""
    labels, below = [], None
    for one in sorted(changes, key=lambda one: one.now):
        place = one.now if below is None else max(one.now, below + apart)
        labels.append(
            {
                "xref": "paper",
                "yref": "y",
                "x": 1,
                "y": place,
                "xanchor": "left",
                "align": "left",
                "text": in_two_lines(one.consideration.name),
                "showarrow": False,
            }
        )
        below = place
    return labels
