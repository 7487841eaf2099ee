"""Charts as plain Plotly figures, each with a sentence and a table of the same figures.

There is one module for each question. A chart and its table share an id ("standing", "differences",
…) on the page, in addresses and in exports.
"""

from .base import Chart
from .changes import changes_chart
from .comments import comments_chart
from .differences import differences_chart
from .group_trends import group_trends_chart
from .importance import importance_chart
from .journey import journey_chart
from .patterns import patterns_chart
from .ranking import ranking_chart
from .spread import spread_charts
from .statements import statements_chart
from .trends import trend_chart

__all__ = [
    "Chart",
    "changes_chart",
    "comments_chart",
    "differences_chart",
    "group_trends_chart",
    "importance_chart",
    "journey_chart",
    "patterns_chart",
    "ranking_chart",
    "spread_charts",
    "statements_chart",
    "trend_chart",
]
