"""Questionnaires, reviews and responses as tables. What changes them lives in `services`."""

from .closing import ClosingProgress
from .content import AskedSection, AskedStatement, QuestionnaireContent
from .invitation import Invitation, WithdrawnLink
from .joining import JoinLink, JoinRequest
from .participation import AnsweredAndLeft
from .questionnaire import CustomQuestionnaire, Questionnaire, Section, Statement
from .response import MergedOrganisation
from .review import Review

__all__ = [
    "AnsweredAndLeft",
    "AskedSection",
    "AskedStatement",
    "ClosingProgress",
    "CustomQuestionnaire",
    "Invitation",
    "JoinLink",
    "JoinRequest",
    "MergedOrganisation",
    "Questionnaire",
    "QuestionnaireContent",
    "Review",
    "Section",
    "Statement",
    "WithdrawnLink",
]
