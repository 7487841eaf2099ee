"""Questionnaires, reviews and responses as tables. What changes them lives in `services`."""

from . import response  # noqa: F401
from .content import AskedSection, AskedStatement, QuestionnaireContent
from .invitation import Heard, Invitation, WithdrawnLink
from .joining import JoinLink, JoinRequest
from .questionnaire import OwnQuestionnaire, Questionnaire, Section, Statement
from .review import Review

__all__ = [
    "AskedSection",
    "AskedStatement",
    "Heard",
    "Invitation",
    "JoinLink",
    "JoinRequest",
    "OwnQuestionnaire",
    "Questionnaire",
    "QuestionnaireContent",
    "Review",
    "Section",
    "Statement",
    "WithdrawnLink",
]
