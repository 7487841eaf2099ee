"""One member's own response: what they see of it, and what a page of it saves.

It is only ever asked for with the token of a personal link, but for the response of an
organisation that speaks with one voice, which is for all of its members.
"""

from dataclasses import dataclass

from django.utils.functional import cached_property

from partnerships.models import Organisation

from .links import key_of, response_key, voice
from .models import Answer, Invitation, Review, Section, SectionAnswer, Statement
from .models.response import Reason
from .prepared import Prepared


@dataclass(frozen=True)
class AnsweredStatement:
    """A statement and what the member chose, in words; empty if nothing yet."""

    statement: Statement
    answer: str


ANSWERS = Prepared(
    lambda review, key: Answer.objects.filter(response__review=review, response__key=key),
    *("statement_id", "rating", "reason", "response__submitted"),
)
SECTION_ANSWERS = Prepared(
    lambda review, key: SectionAnswer.objects.filter(response__review=review, response__key=key),
    *("section_id", "importance", "comment"),
)


@dataclass
class OwnResponse:
    """What one member, or their organisation, has answered so far; in two queries."""

    review: Review
    values: dict[int, str]
    sections: dict[int, SectionAnswer]
    submitted: bool = False

    @classmethod
    def behind(cls, invitation: Invitation, token: str) -> "OwnResponse":
        """The response this link opens, or an empty one. Looking makes no row."""
        return cls._read(invitation.review, response_key(invitation, token))

    @classmethod
    def of_organisation(cls, review: Review, organisation: Organisation) -> "OwnResponse":
        """The one response of an organisation in a review in which each has one voice."""
        return cls._read(review, key_of(voice(review, organisation.pk)))

    @classmethod
    def _read(cls, review: Review, key: str) -> "OwnResponse":
        answers = ANSWERS.rows(review=review.pk, key=key)
        sections = SECTION_ANSWERS.rows(review=review.pk, key=key)
        return cls(
            review,
            {statement: str(rating or reason) for statement, rating, reason, _submitted in answers},
            {
                section: SectionAnswer(section_id=section, importance=importance, comment=comment)
                for section, importance, comment in sections
            },
            submitted=any(submitted for *_answer, submitted in answers),
        )

    @classmethod
    def unread(cls, review: Review) -> "OwnResponse":
        """Nothing answered, or not looked at: enough to save what is given now."""
        return cls(review, {}, {})

    @property
    def begun(self) -> bool:
        return bool(self.values or self.sections)

    @cached_property
    def pages(self) -> list["Page"]:
        """The questionnaire's sections in order, each with what has been answered."""
        sections = self.review.questionnaire.parts
        return [Page(self, section, number) for number, section in enumerate(sections, start=1)]

    def page(self, code: str) -> "Page | None":
        return next((page for page in self.pages if page.section.consideration == code), None)

    @cached_property
    def answered(self) -> int:
        return sum(page.answered for page in self.pages)

    @cached_property
    def total(self) -> int:
        return sum(page.total for page in self.pages)

    @property
    def unanswered(self) -> int:
        return self.total - self.answered

    @property
    def next_page(self) -> "Page":
        """The first page with something left to answer, or the first of all."""
        unfinished = (page for page in self.pages if page.answered < page.total)
        return next(unfinished, self.pages[0])

    def initial(self, section: Section) -> dict[str, object]:
        """What a section's form starts with."""
        kept = self.sections.get(section.pk) or SectionAnswer()
        answers = {s.code: self.values.get(s.pk) for s in section.asked}
        return answers | {"importance": kept.importance, "comment": kept.comment}


def has_answered(invitation: Invitation, token: str) -> bool:
    """Whether any statement has been answered by this link."""
    key = response_key(invitation, token)
    return Answer.objects.filter(response__key=key, response__review=invitation.review_id).exists()


@dataclass
class Page:
    """One section of a response, as progress and the check page show it."""

    own: OwnResponse
    section: Section
    number: int

    @property
    def total(self) -> int:
        return len(self.section.asked)

    @property
    def answered(self) -> int:
        return sum(statement.pk in self.own.values for statement in self.section.asked)

    @property
    def answers(self) -> list[AnsweredStatement]:
        return [
            AnsweredStatement(s, self._in_words(self.own.values.get(s.pk)))
            for s in self.section.asked
        ]

    @property
    def importance(self) -> str:
        kept = self.own.sections.get(self.section.pk)
        labels = self.own.review.questionnaire.importance_labels
        return labels[kept.importance - 1] if kept and kept.importance else ""

    @property
    def comment(self) -> str:
        kept = self.own.sections.get(self.section.pk)
        return kept.comment if kept else ""

    @property
    def previous(self) -> "Page | None":
        return self.own.pages[self.number - 2] if self.number > 1 else None

    @property
    def next(self) -> "Page | None":
        return self.own.pages[self.number] if self.number < len(self.own.pages) else None

    def _in_words(self, value: str | None) -> str:
        if value is None:
            return ""
        if value in Reason.values:
            return str(Reason(value).label)
        return self.own.review.questionnaire.rating_labels[int(value) - 1]
