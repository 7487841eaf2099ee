"""The spread of each group's answers, statement by statement."""

from django.utils.translation import gettext as _

from insights.results.comparison import Comparison
from insights.results.load import ConsiderationResult, Results, StatementResult
from insights.statistics.figures import FullFigure, MaybeWithheld
from insights.tables import statements
from insights.wording import sentences
from insights.wording.gaps import statement_sentence

from .bars import BarRow, bars_figure
from .base import Chart

ROW_HEIGHT = 62


def spread_charts(
    result: ConsiderationResult, comparison: Comparison, results: Results
) -> list[Chart]:
    """A chart for each statement for which both everyone's and a group's answers may be shown."""
    charts = []
    for one in result.statements:
        rows = _rows(one, comparison)
        if len(rows) > 1:
            charts.append(_spread_chart(one, rows, comparison, results))
    return charts


def _rows(one: StatementResult, comparison: Comparison) -> list[BarRow]:
    seen: list[tuple[str, MaybeWithheld]] = [(_("Everyone"), one.everyone)]
    seen += [(compared.group.label, one.figure_of(compared.group)) for compared in comparison.shown]
    return [
        (_("%(group)s (%(n)s)") % {"group": label, "n": sum(figure.counts)}, figure)
        for label, figure in seen
        if isinstance(figure, FullFigure)
    ]


def _spread_chart(
    one: StatementResult, rows: list[BarRow], comparison: Comparison, results: Results
) -> Chart:
    scale = results.scale
    about = [
        sentences.consideration_sentence(one, scale.labels),
        statement_sentence(one, results, comparison.by),
    ]
    return Chart(
        id=f"spread-{one.statement.code}",
        title=one.statement.text,
        sentence=" ".join(filter(None, about)),
        table=statements.spread_table(one, comparison.by, scale),
        figure=bars_figure(rows, scale, row_height=ROW_HEIGHT),
        section_heading=one.statement.heading,
    )
