"""The statements of one consideration."""

from django.utils.translation import gettext as _

from insights.results.load import ConsiderationResult, with_full_figure
from insights.results.scale import ShownScale
from insights.tables import statements
from insights.wording import sentences

from .bars import bars_figure
from .base import Chart


def statements_chart(result: ConsiderationResult, scale: ShownScale) -> Chart:
    """How everyone rated each statement of a consideration."""
    seen = with_full_figure(result.statements)
    rows = [(one.statement.text, figure) for one, figure in seen]
    headings = [one.statement.heading for one, _figure in seen]
    return Chart(
        id="statements",
        title=_("What everyone said"),
        sentence=sentences.consideration_sentence(result, scale.labels),
        table=statements.statements_table(result, scale),
        figure=bars_figure(rows, scale, headings) if rows else None,
    )
