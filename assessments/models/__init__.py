"""Questionnaires, reviews and responses as tables. What changes them lives in `services`."""

from . import response  # noqa: F401
from .invitation import Heard, Invitation, WithdrawnLink
from .joining import JoinLink, JoinRequest
from .questionnaire import CustomQuestionnaire, Questionnaire, Section, Statement
from .review import Review

__all__ = [
    "CustomQuestionnaire",
    "Heard",
    "Invitation",
    "JoinLink",
    "JoinRequest",
    "Questionnaire",
    "Review",
    "Section",
    "Statement",
    "WithdrawnLink",
]
