"""Questionnaires, reviews and responses as tables. Changes of state live in `services`."""

from .invitation import Heard, Invitation, WithdrawnLink
from .questionnaire import OwnQuestionnaire, Questionnaire, Section, Statement
from .response import Answer, Import, Response, SectionAnswer
from .review import Review

__all__ = [
    "Answer",
    "Heard",
    "Import",
    "Invitation",
    "OwnQuestionnaire",
    "Questionnaire",
    "Response",
    "Review",
    "Section",
    "SectionAnswer",
    "Statement",
    "WithdrawnLink",
]
