"""What a device kept that can't be sent any more, in words that its page is given."""

from evidence.bank import bank

from .models import Questionnaire


def words_for(questionnaire: Questionnaire | None) -> dict[str, dict[str, str]]:
    """The names of parts, and the statements as far as it is known what was asked, by code."""
    if questionnaire is None:
        return {"parts": {one.code: one.name for one in bank().considerations}, "statements": {}}
    asked = (one for section in questionnaire.parts for one in section.asked)
    return {
        "parts": {one.consideration: str(one) for one in questionnaire.parts},
        "statements": {one.code: one.text for one in asked},
    }
