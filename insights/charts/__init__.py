"""Charts as plain Plotly figures, each with its sentence and the same figures as a table.

One module for each question. A chart and its table go by one id ("standing", "differences", …),
in the page, in its address and in what is exported.
"""

from .base import Chart
from .changes import changes_chart
from .comments import comments_chart
from .differences import differences_chart
from .importance import importance_chart
from .journey import journey_chart
from .patterns import patterns_chart
from .ranking import ranking_chart
from .spread import spread_charts
from .statements import statements_chart
from .trends import statement_trends_table, trend_chart

__all__ = [
    "Chart",
    "changes_chart",
    "comments_chart",
    "differences_chart",
    "importance_chart",
    "journey_chart",
    "patterns_chart",
    "ranking_chart",
    "spread_charts",
    "statement_trends_table",
    "statements_chart",
    "trend_chart",
]
