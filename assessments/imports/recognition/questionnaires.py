"""A review's questionnaire as importing asks about it."""

from dataclasses import dataclass

from assessments.models import Questionnaire
from evidence.bank import Code


@dataclass(frozen=True)
class StatementToRecognise:
    code: str
    text: str
    consideration: str


@dataclass(frozen=True)
class AskedConsideration:
    code: str
    name: str


@dataclass(frozen=True)
class AskedQuestionnaire:
    """What a review asks, in its order (see `targets.QuestionnaireLike`)."""

    statements: list[StatementToRecognise]
    considerations: list[AskedConsideration]
    rating_labels: list[str]
    importance_labels: list[str]


def questions_of(questionnaire: Questionnaire) -> AskedQuestionnaire:
    """What this version asks, in its order."""
    sections = questionnaire.sections_in_order
    return AskedQuestionnaire(
        statements=[
            StatementToRecognise(statement.code, statement.text, section.consideration)
            for section in sections
            for statement in section.statements
        ],
        considerations=[
            AskedConsideration(section.consideration, str(Code(section.consideration).label))
            for section in sections
        ],
        rating_labels=questionnaire.rating_labels,
        importance_labels=questionnaire.importance_labels,
    )
