"""The statements of one consideration."""

from django.utils.translation import gettext as _

from assessments.models import Questionnaire

from .. import sentences, statement_tables
from ..figures import Figure
from ..results import ConsiderationResult
from .bars import bars_figure
from .base import Chart


def statements_chart(result: ConsiderationResult, questionnaire: Questionnaire) -> Chart:
    """How everyone rated each statement of a consideration."""
    shown = [one for one in result.statements if isinstance(one.everyone, Figure)]
    rows = [(one.statement.text, one.everyone) for one in shown]
    under = [one.statement.heading for one in shown]
    return Chart(
        id="statements",
        title=_("What everyone said"),
        sentence=sentences.consideration_sentence(result, questionnaire.rating_labels),
        table=statement_tables.statements_table(result, questionnaire),
        figure=bars_figure(rows, questionnaire, under) if rows else None,
    )
