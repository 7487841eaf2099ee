"""What matters, and how do we see it? Two strips side by side, each on a scale of its own."""

from dataclasses import dataclass

from django.utils.html import escape
from django.utils.translation import gettext as _

from insights.results.load import Results
from insights.results.priorities import Priority, middle_of, priorities_of, standing_out
from insights.results.scale import ShownScale
from insights.statistics.figures import Figure
from insights.tables import considerations
from insights.wording.headlines import importance_sentence

from .base import (
    ROW_HEIGHT,
    SAID,
    Chart,
    PlotlyDict,
    figure_marks,
    group_mark,
    in_short_lines,
    in_two_lines,
    step_bar_notes,
)

LABEL_LETTERS = 14
"""How many letters of a label fit in a strip: in half of it, or on the smallest phone in all."""
LINE = 19
"""The height of a line of text."""
MARK_SIZE = 16


@dataclass(frozen=True)
class Strip:
    """One question: its axis, its name, its own scale and the share of the width it takes up."""

    axis: str
    name: str
    scale: ShownScale
    domain: tuple[float, float]

    @property
    def layout_key(self) -> str:
        return self.axis.replace("x", "xaxis")


def importance_chart(results: Results) -> Chart:
    """How much each consideration matters, and how it is rated, what matters most first."""
    priorities = priorities_of(results)
    singled_out = standing_out(results)
    return Chart(
        id="importance",
        title=_("What matters, and how we see it"),
        sentence=importance_sentence(results),
        table=considerations.importance_table(priorities, results),
        figure=_strips(priorities, singled_out, results) if len(priorities) > 1 else None,
        notes=_notes(priorities, singled_out),
    )


def _notes(priorities: list[Priority], singled_out: list[Priority]) -> list[str]:
    drawn = [figure for one in priorities for figure in (one.importance, one.everyone)]
    notes = [
        _(
            "These are two questions, each with its own scale, so do not compare a mark on the "
            "left with one on the right. The dotted lines are the middles of the scales."
        ),
        *step_bar_notes(drawn),
    ]
    if singled_out:
        notes.append(
            _("Names in bold: in the upper half of importance and the lower half of rating.")
        )
    return notes


def _strips(
    priorities: list[Priority], singled_out: list[Priority], results: Results
) -> PlotlyDict:
    strips = [
        Strip("x", _("How much it matters"), results.weights, (0, 0.46)),
        Strip("x2", _("How we see it"), results.scale, (0.54, 1)),
    ]
    figures = ([one.importance for one in priorities], [one.everyone for one in priorities])
    names = [_name(row, one, is_bold=one in singled_out) for row, one in enumerate(priorities)]
    data = [
        _marks(seen, strip) | {"marker": group_mark(1 - number, MARK_SIZE)}
        for number, (seen, strip) in enumerate(zip(figures, strips, strict=True))
    ]
    return {
        "data": data,
        "layout": _layout(strips, names, is_narrow=False),
        "narrow": {"data": data, "layout": _layout(strips, names, is_narrow=True)},
    }


def _layout(strips: list[Strip], names: list[PlotlyDict], *, is_narrow: bool) -> PlotlyDict:
    labels = [label for one in strips for label in _end_labels(one, is_narrow=is_narrow)]
    lines = max(one["text"].count("<br>") + 1 - one["yshift"] // LINE for one in labels)
    top, bottom = LINE * (2 if is_narrow else 1) + 10, LINE * lines + 10
    return {
        "height": ROW_HEIGHT * len(names) + top + bottom,
        "margin": {"l": 12, "r": 12, "t": top, "b": bottom},
        **{one.layout_key: _axis(one) for one in strips},
        "yaxis": {"visible": False, "range": [len(names) - 0.6, -0.75], "fixedrange": True},
        "annotations": [
            *(_heading(one, in_two_lines(one.name) if is_narrow else one.name) for one in strips),
            *names,
            *labels,
        ],
        "shapes": [_middle_line(one) for one in strips],
        "showlegend": False,
        "hovermode": "closest",
    }


def _marks(figures: list[Figure], strip: Strip) -> PlotlyDict:
    return figure_marks(figures, range(len(figures))) | {
        "x": [figure.shown_mean for figure in figures],
        "xaxis": strip.axis,
        "name": strip.name,
        "hovertemplate": SAID,
    }


def _axis(strip: Strip) -> PlotlyDict:
    points = strip.scale.points
    return {
        "domain": strip.domain,
        "range": [0.8, points + 0.2],
        "tickvals": list(range(1, points + 1)),
        "gridcolor": "--line",
        "zeroline": False,
        "fixedrange": True,
    }


def _name(row: int, one: Priority, *, is_bold: bool) -> PlotlyDict:
    """The name of a consideration above its row, across both strips."""
    return {
        "xref": "paper",
        "yref": "y",
        "x": 0,
        "y": row - 0.16,
        "xanchor": "left",
        "yanchor": "bottom",
        "text": escape(one.consideration.name),
        "align": "left",
        "wrap": True,
        "weight": "bold" if is_bold else "normal",
        "showarrow": False,
    }


def _heading(strip: Strip, text: str) -> PlotlyDict:
    return {
        "xref": "paper",
        "yref": "paper",
        "x": strip.domain[0],
        "y": 1,
        "xanchor": "left",
        "yanchor": "bottom",
        "align": "left",
        "text": text,
        "weight": "bold",
        "showarrow": False,
    }


def _end_labels(strip: Strip, *, is_narrow: bool) -> list[PlotlyDict]:
    """The meaning of both ends of a strip, below it. On a phone one is below the other."""
    labels = strip.scale.labels
    low, high = (in_short_lines(escape(labels[place]), LABEL_LETTERS) for place in (0, -1))
    above = low.count("<br>") + 1 if is_narrow else 0
    ends = ((1, "left", low, 0), (strip.scale.points, "right", high, above))
    return [
        {
            "xref": strip.axis,
            "yref": "paper",
            "x": point,
            "y": 0,
            "yshift": -LINE * (1 + lines),
            "xanchor": side,
            "yanchor": "top",
            "align": side,
            "text": text,
            "showarrow": False,
        }
        for point, side, text, lines in ends
    ]


def _middle_line(strip: Strip) -> PlotlyDict:
    """A quiet line at the middle of a scale."""
    middle = middle_of(strip.scale.points)
    return {
        "type": "line",
        "xref": strip.axis,
        "x0": middle,
        "x1": middle,
        "yref": "paper",
        "y0": 0,
        "y1": 1,
        "line": {"color": "--line-strong", "width": 1.5, "dash": "dot"},
        "layer": "below",
    }
