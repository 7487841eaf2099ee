"""Questionnaires, reviews and responses as tables. What changes them lives in `services`."""

from . import response  # noqa: F401
from .invitation import Heard, Invitation, WithdrawnLink
from .joining import JoinLink, JoinRequest
from .questionnaire import OwnQuestionnaire, Questionnaire, Section, Statement
from .review import Review

__all__ = [
    "Heard",
    "Invitation",
    "JoinLink",
    "JoinRequest",
    "OwnQuestionnaire",
    "Questionnaire",
    "Review",
    "Section",
    "Statement",
    "WithdrawnLink",
]
