"""What did people say?"""

from django.utils.translation import gettext as _

from insights.results.comments import CommentSummary
from insights.tables import considerations
from insights.wording import headlines

from .base import Chart, PlotlyDict

ROW_HEIGHT = 54


def comments_chart(comments: CommentSummary) -> Chart:
    """How many comments there are on each consideration."""
    return Chart(
        id="said",
        title=_("What did people say?"),
        sentence=headlines.comments_sentence(comments),
        table=considerations.comments_table(comments),
        figure=_comments_figure(comments) if comments.shown else None,
    )


def _comments_figure(comments: CommentSummary) -> PlotlyDict:
    rows = list(range(len(comments.counts)))
    return {
        "data": [
            {
                "type": "bar",
                "orientation": "h",
                "y": rows,
                "x": [one.shown for one in comments.counts],
                "text": [str(one.shown) for one in comments.counts],
                "textposition": "outside",
                "cliponaxis": False,
                "width": 0.3,
                "marker": {"color": "--accent"},
                "hoverinfo": "skip",
                "showlegend": False,
            }
        ],
        "layout": {
            "height": ROW_HEIGHT * len(rows) + 30,
            "margin": {"l": 12, "r": 40, "t": 10, "b": 10},
            "xaxis": {"visible": False, "fixedrange": True, "rangemode": "tozero"},
            "yaxis": {"visible": False, "fixedrange": True, "range": [len(rows) - 0.6, -0.75]},
            "annotations": [_label(row, one.name) for row, one in enumerate(comments.counts)],
            "hovermode": False,
        },
    }


def _label(row: int, text: str) -> PlotlyDict:
    """The text above a bar."""
    return {
        "xref": "paper",
        "yref": "y",
        "x": 0,
        "y": row - 0.17,
        "xanchor": "left",
        "yanchor": "bottom",
        "text": text,
        "showarrow": False,
    }
