"""What do we agree on?"""

from django.utils.translation import gettext as _

from insights.results.load import Results
from insights.results.patterns import PatternMatches
from insights.tables import statements
from insights.wording.patterns import patterns_sentence

from .bars import bars_figure
from .base import Chart


def patterns_chart(results: Results, found: list[PatternMatches]) -> Chart:
    """The clearest statements of each pattern that goes by how many people said what."""
    rows = [
        (f"{one.pattern.name}: {example.result.statement.text}", example.figure)
        for one in found
        if one.pattern.is_counted
        for example in one.clearest
    ]
    return Chart(
        id="agreed",
        title=_("What do we agree on?"),
        sentence=patterns_sentence(results, found),
        table=statements.patterns_table(found, results.scale),
        figure=bars_figure(rows, results.scale) if rows else None,
        notes=[
            _(
                "The clearest examples of each. Bars are centred on the middle of the scale: "
                "anything to the right is positive. The table shows them all."
            )
        ],
    )
