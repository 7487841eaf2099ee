"""The differences between groups that are worth a sentence, as a table."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from insights.models import Grouping
from insights.results.gaps import Grade, gaps_of, widest_gaps
from insights.results.load import Gap, Results
from insights.wording.figures import short_figure

from .base import CellValue, ResultsTable, gap_cell

COULD_CHANCE = {
    Grade.WIDER: gettext_lazy("No, wider than chance would explain"),
    Grade.PERHAPS: gettext_lazy("Perhaps: ask before you conclude"),
    Grade.UNTESTED: gettext_lazy("We can’t say here"),
}


def wider_gaps_table(results: Results, grouping: Grouping) -> ResultsTable:
    """Each gap by one grouping that is wider than chance would explain, the widest first."""
    found = [
        (one, result.consideration.code)
        for result in results
        for one in widest_gaps(result.statements, results.scale.points, grouping)
    ]
    ordered = sorted(found, key=lambda pair: -pair[0].gap.width)
    return ResultsTable(
        id="gaps",
        caption=_("Statements with a gap wider than chance would explain"),
        head=[_("Statement"), _("Highest"), _("Lowest"), _("Points apart")],
        rows=[
            [one.statement.statement.text, *_outermost(one.gap), gap_cell(one.gap)]
            for one, _code in ordered
        ],
        codes=[code for _gap, code in ordered],
        is_text=True,
    )


def gaps_table(results: Results) -> ResultsTable:
    """Every gap on a statement that is worth a sentence: what is surest first, then the widest."""
    found = [
        (gap, result.consideration.code)
        for result in results
        for one in result.statements
        for gap in gaps_of(one, results.scale.points)
    ]
    ordered = sorted(found, key=lambda pair: (pair[0].grade != Grade.WIDER, -pair[0].gap.width))
    rows: list[list[CellValue]] = [
        [
            one.statement.statement.text,
            str(one.grouping.label),
            *_outermost(one.gap),
            gap_cell(one.gap),
            str(COULD_CHANCE[one.grade]),
        ]
        for one, _code in ordered
    ]
    return ResultsTable(
        id="all-gaps",
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


def _outermost(gap: Gap) -> tuple[str, str]:
    higher, lower = (f"{one.group} ({short_figure(one.figure)})" for one in (gap.higher, gap.lower))
    return higher, lower
