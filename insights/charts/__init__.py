"""Charts as plain Plotly figures, each with its sentence and the same figures as a table.

One module for each question. A chart and its table go by one id ("standing", "differences", …),
in the page, in its address and in what is exported.
"""

from .base import Chart
from .differences import differences_chart
from .journey import journey_chart
from .standing import standing_chart
from .statements import statements_chart

__all__ = ["Chart", "differences_chart", "journey_chart", "standing_chart", "statements_chart"]
