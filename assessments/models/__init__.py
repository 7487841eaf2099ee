"""Questionnaires, reviews and responses as tables. What changes them lives in `services`."""

from .invitation import Heard, Invitation, WithdrawnLink
from .joining import JoinLink, JoinRequest
from .questionnaire import OwnQuestionnaire, Questionnaire, Section, Statement
from .response import Answer, Import, Response, SectionAnswer
from .review import Review

__all__ = [
    "Answer",
    "Heard",
    "Import",
    "Invitation",
    "JoinLink",
    "JoinRequest",
    "OwnQuestionnaire",
    "Questionnaire",
    "Response",
    "Review",
    "Section",
    "SectionAnswer",
    "Statement",
    "WithdrawnLink",
]
