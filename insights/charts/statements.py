"""The statements of one consideration."""

from django.utils.translation import gettext as _

from assessments.models import Questionnaire
from insights.results.load import ConsiderationResult, with_full_figure
from insights.tables import statements
from insights.wording import sentences

from .bars import bars_figure
from .base import Chart


def statements_chart(result: ConsiderationResult, questionnaire: Questionnaire) -> Chart:
    """How everyone rated each statement of a consideration."""
    seen = with_full_figure(result.statements)
    rows = [(one.statement.text, figure) for one, figure in seen]
    headings = [one.statement.heading for one, _figure in seen]
    return Chart(
        id="statements",
        title=_("What everyone said"),
        sentence=sentences.consideration_sentence(result, questionnaire.rating_labels),
        table=statements.statements_table(result, questionnaire),
        figure=bars_figure(rows, questionnaire, headings) if rows else None,
    )
