"""Questionnaires, reviews and responses as tables. Changes of state live in `services`."""

from .questionnaire import OwnQuestionnaire, Questionnaire, Section, Statement
from .response import Answer, Import, Response, SectionAnswer
from .review import Invitation, Review

__all__ = [
    "Answer",
    "Import",
    "Invitation",
    "OwnQuestionnaire",
    "Questionnaire",
    "Response",
    "Review",
    "Section",
    "SectionAnswer",
    "Statement",
]
