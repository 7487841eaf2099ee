"""Charts as plain Plotly figures, each with its sentence and the same figures as a table.

One module for each question. A chart and its table go by one id ("standing", "differences", …),
in the page, in its address and in what is exported.
"""

from .agreed import agreed_chart
from .base import Chart
from .changes import changes_chart
from .comments import said_chart
from .differences import differences_chart
from .importance import importance_chart
from .journey import journey_chart
from .ranking import standing_chart
from .spread import spread_charts
from .statements import statements_chart
from .trends import lines_table, trend_chart

__all__ = [
    "Chart",
    "agreed_chart",
    "changes_chart",
    "differences_chart",
    "importance_chart",
    "journey_chart",
    "lines_table",
    "said_chart",
    "spread_charts",
    "standing_chart",
    "statements_chart",
    "trend_chart",
]
