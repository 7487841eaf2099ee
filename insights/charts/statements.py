"""The statements of one consideration."""

from django.utils.translation import gettext as _

from assessments.models import Questionnaire

from .. import sentences, tables
from ..figures import Figure
from ..results import ConsiderationResult
from .bars import bars_figure
from .base import Chart


def statements_chart(result: ConsiderationResult, questionnaire: Questionnaire) -> Chart:
    """How everyone rated each statement of a consideration."""
    rows = [
        (one.statement.text, one.everyone)
        for one in result.statements
        if isinstance(one.everyone, Figure)
    ]
    return Chart(
        id="statements",
        title=_("What everyone said"),
        sentence=sentences.consideration_sentence(result, questionnaire.rating_labels),
        table=tables.statements_table(result, questionnaire),
        figure=bars_figure(rows, questionnaire) if rows else None,
    )
