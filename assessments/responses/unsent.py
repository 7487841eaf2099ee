"""Words for a page about answers a device kept that can no longer be sent."""

from assessments.models import QuestionnaireContent
from evidence.bank import bank

from .forms import rating_choices


def words_for(questionnaire: QuestionnaireContent | None) -> dict[str, str | dict[str, str]]:
    """The names of parts; and as far as it is known what was asked, that and the answers to it."""
    if questionnaire is None:
        return {"parts": {one.code: one.name for one in bank().considerations}, "statements": {}}
    weights = questionnaire.importance_labels
    asked = (one for section in questionnaire.sections for one in section.statements)
    return {
        "parts": {one.consideration: str(one) for one in questionnaire.sections},
        "statements": {one.code: one.text for one in asked},
        "ratings": {
            value: str(label) for value, label in rating_choices(questionnaire.rating_labels)
        },
        "importance": questionnaire.importance_question,
        "weights": {str(n): label for n, label in enumerate(weights, start=1)},
    }
