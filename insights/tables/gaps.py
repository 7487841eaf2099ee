"""The differences between groups that are worth a sentence, as a table."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from insights.models import Grouping
from insights.results.gaps import Grade, gaps_of
from insights.results.load import Results
from insights.wording.figures import short_figure

from .base import CellValue, ResultsTable, gap_cell

COULD_CHANCE = {
    Grade.WIDER: gettext_lazy("No, wider than chance would explain"),
    Grade.PERHAPS: gettext_lazy("Perhaps: ask before you conclude"),
    Grade.NOT_DEALT: gettext_lazy("This cannot be said"),
}


def gaps_table(results: Results, grouping: Grouping | None = None) -> ResultsTable:
    """Each gap on a statement by one grouping or by all: what is surest first, then the widest."""
    found = [
        (gap, result.consideration.code)
        for result in results
        for one in result.statements
        for gap in gaps_of(one, results.scale.points, grouping)
    ]
    ordered = sorted(found, key=lambda pair: (pair[0].grade != Grade.WIDER, -pair[0].gap.width))
    rows: list[list[CellValue]] = [
        [
            one.statement.statement.text,
            str(one.grouping.label),
            f"{one.gap.higher.group} ({short_figure(one.gap.higher.figure)})",
            f"{one.gap.lower.group} ({short_figure(one.gap.lower.figure)})",
            gap_cell(one.gap),
            str(COULD_CHANCE[one.grade]),
        ]
        for one, _code in ordered
    ]
    return ResultsTable(
        id="gaps",
        caption=_("Statements on which groups are at least a quarter of the scale apart"),
        head=[
            _("Statement"),
            _("Compared by"),
            _("Highest"),
            _("Lowest"),
            _("Points apart"),
            _("Could chance do this?"),
        ],
        rows=rows,
        codes=[code for _gap, code in ordered],
    )
