"""One member's own response: what they see of it, and what a page of it saves.

It is only ever asked for with the token of a personal link, but for the response of an
organisation that speaks with one voice, which is for all of its members.
"""

from dataclasses import dataclass, field

from django.utils.functional import cached_property
from django.utils.text import get_text_list
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from assessments.models import (
    AskedSection,
    AskedStatement,
    Invitation,
    QuestionnaireContent,
    Review,
)
from assessments.models.given import GivenSectionAnswer
from assessments.models.questionnaire import Reason
from assessments.models.response import SECTION_TIMES
from assessments.opening import open_response
from assessments.tokens import clock_offset, key_material, organisation_key_material
from partnerships.models import Organisation

from .upsert import now


@dataclass(frozen=True)
class AnsweredStatement:
    """A statement and what the member chose, in words; empty if nothing yet."""

    statement: AskedStatement
    answer: str


@dataclass(frozen=True)
class CheckedAnswer:
    """A line of the check page: the field it can be changed by, what is asked, what was chosen."""

    name: str
    anchor: str
    asked: str
    answer: str


@dataclass
class OwnResponse:
    """What one member, or their organisation, has answered so far; in at most three queries.

    `answered_at_ms` says of each statement, by the response's own `clock`, when it was answered or
    cleared.
    """

    questionnaire: QuestionnaireContent
    values: dict[int, str]
    sections: dict[int, GivenSectionAnswer]
    answered_at_ms: dict[int, int] = field(default_factory=dict)
    clock: int = 0
    submitted: bool = False

    @classmethod
    def for_link(cls, invitation: Invitation, token: str) -> "OwnResponse":
        """The response this link opens, or an empty one. Looking makes no row."""
        return cls._read(invitation.review, key_material(invitation, token))

    @classmethod
    def of_organisation(cls, review: Review, organisation: Organisation) -> "OwnResponse":
        """The one response of an organisation in a review in which each has one voice."""
        return cls._read(review, organisation_key_material(review, organisation.pk))

    @classmethod
    def _read(cls, review: Review, material: str) -> "OwnResponse":
        content, clock = review.questionnaire.content, clock_offset(material)
        opened = open_response(material)
        if opened is None:
            return cls(content, {}, {}, clock=clock)
        values, times, sections = opened.values, opened.answered_at_ms, opened.sections
        return cls(content, values, sections, times, clock, submitted=opened.submitted)

    @classmethod
    def empty(cls, questionnaire: QuestionnaireContent) -> "OwnResponse":
        """Nothing answered, or not looked at: enough to save what is given now."""
        return cls(questionnaire, {}, {})

    @property
    def is_started(self) -> bool:
        """Whether a page of it has been answered or sent, even if nothing of that is left."""
        return bool(self.answered_at_ms or self.sections)

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing in it that could count."""
        return not (self.answered or self.weighed or self.commented)

    @property
    def now(self) -> int:
        """The current time for the reader: later than everything they see, whichever host dated
        it."""
        latest = max((page.worked_on for page in self.pages), default=0)
        return max(now(), latest - self.clock + 1)

    @cached_property
    def pages(self) -> list["Page"]:
        """The questionnaire's sections in order, each with what has been answered."""
        sections = self.questionnaire.sections
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
    def weighed(self) -> int:
        """Of how many considerations it says how much they matter."""
        return sum(bool(page.importance) for page in self.pages)

    @property
    def commented(self) -> int:
        return sum(bool(page.comment) for page in self.pages)

    @property
    def amount(self) -> str:
        """How much there is in it, in words."""
        said = []
        if self.answered:
            of = {"answered": self.answered, "total": self.total}
            said.append(_("%(answered)s of %(total)s statements") % of)
        if self.weighed:
            text = ngettext(
                "how much %(weighed)s consideration matters",
                "how much %(weighed)s considerations matter",
                self.weighed,
            )
            said.append(text % {"weighed": self.weighed})
        if self.commented:
            text = ngettext("%(commented)s comment", "%(commented)s comments", self.commented)
            said.append(text % {"commented": self.commented})
        return get_text_list(said, _("and"))

    @property
    def last_page(self) -> "Page":
        """The page last worked on, or the first of all.

        A review that was reopened has forgotten when; then it is the last that has something.
        """
        return max(
            self.pages, key=lambda page: (page.worked_on, page.number if page.is_begun else 0)
        )

    @property
    def seen_to_the_end(self) -> bool:
        """Whether the last page has been reached: sent itself, or the one before it sent."""
        return self.pages[-1].is_begun or any(page.is_sent for page in self.pages[-2:])


@dataclass
class Page:
    """One section of a response, as progress and the check page show it."""

    own: OwnResponse
    section: AskedSection
    number: int

    @property
    def total(self) -> int:
        return len(self.section.statements)

    @property
    def answered(self) -> int:
        return sum(statement.pk in self.own.values for statement in self.section.statements)

    @cached_property
    def _kept(self) -> GivenSectionAnswer:
        pk = self.section.pk
        return self.own.sections.get(pk) or GivenSectionAnswer(pk)

    @property
    def initial(self) -> dict[str, object]:
        """What its form starts with."""
        answers = {one.code: self.own.values.get(one.pk) for one in self.section.statements}
        return answers | {"importance": self._kept.importance, "comment": self._kept.comment}

    @property
    def is_begun(self) -> bool:
        """Whether anything on it has been answered, cleared or sent."""
        statements = (
            statement.pk in self.own.answered_at_ms for statement in self.section.statements
        )
        return self.section.pk in self.own.sections or any(statements)

    @property
    def is_sent(self) -> bool:
        """Whether it was sent as a whole, with or without answers, since the review last opened."""
        return bool(self._kept.page_sent_at_ms)

    @property
    def worked_on(self) -> int:
        """When it was last worked on, by the response's own clock; 0 if it was not."""
        answers = (
            self.own.answered_at_ms.get(statement.pk, 0) for statement in self.section.statements
        )
        section: list[int] = [getattr(self._kept, time) for time in SECTION_TIMES]
        return max(*answers, *section)

    @property
    def answers(self) -> list[AnsweredStatement]:
        return [
            AnsweredStatement(s, self._in_words(self.own.values.get(s.pk)))
            for s in self.section.statements
        ]

    @property
    def rows(self) -> list[CheckedAnswer]:
        """Every choice on it, answered or not, as the check page lists them."""
        question = self.own.questionnaire.importance_question
        rows = [(one.statement.code, one.statement.text, one.answer) for one in self.answers]
        rows.append(("importance", question, self.importance))
        return [
            CheckedAnswer(name, self.anchor(name), asked, answer) for name, asked, answer in rows
        ]

    def anchor(self, name: str) -> str:
        """Where the check page shows what this field says."""
        return f"{self.section.consideration}-{name}"

    @property
    def comment_anchor(self) -> str:
        return self.anchor("comment")

    @property
    def importance(self) -> str:
        labels = self.own.questionnaire.importance_labels
        return labels[self._kept.importance - 1] if self._kept.importance else ""

    @property
    def comment(self) -> str:
        return self._kept.comment

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
        return self.own.questionnaire.rating_labels[int(value) - 1]


def counts_already(own: OwnResponse, invitation: Invitation) -> bool:
    """Whether a member counts as having answered without having submitted by their link.

    Closing forgets whose answers were on paper; if the review is reopened, this still tells the
    holder of a link, and no one else.
    """
    if invitation.review.speaks_as_organisations:
        return False
    return invitation.has_answered and not own.submitted
