"""What people say in a review, and storing what many say at once, where saying it is not tested.

`answer_all` goes past the services for speed. `test_opinions` holds it to what they store.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from assessments.escrow import Escrow, EscrowSealer
from assessments.keys import read_key
from assessments.models import Invitation, QuestionnaireContent, Review
from assessments.models.content import AskedSection, AskedStatement
from assessments.models.given import GivenAnswer, GivenSectionAnswer
from assessments.models.response import Answer, Response, SectionAnswer
from assessments.responses.upsert import SubmittedAnswers
from assessments.sealing import ResponseSealer
from assessments.storing import answer_rows, choices_of, new_response, section_answer_rows
from assessments.tokens import ResponseRoute, key_material, token_of
from partnerships.models import Member

Rating = int | None | Callable[[AskedStatement], int | None]


@dataclass(frozen=True)
class Opinion:
    """What somebody says of everything that is asked.

    `rating` is a number, None for a don't know, or a function from a statement to either. `comment`
    is a text or a function from a section to one.
    """

    rating: Rating = 4
    importance: int | None = 3
    comment: str | Callable[[AskedSection], str] = ""

    def given(self, asked: QuestionnaireContent) -> SubmittedAnswers:
        statements = [one for section in asked.sections for one in section.statements]
        answers = [self._answer(one) for one in statements]
        return SubmittedAnswers(answers, [self._section_answer(one) for one in asked.sections])

    def _answer(self, statement: AskedStatement) -> GivenAnswer:
        rating = self.rating(statement) if callable(self.rating) else self.rating
        return GivenAnswer(statement.pk, rating, "" if rating else "dont_know")

    def _section_answer(self, section: AskedSection) -> GivenSectionAnswer:
        comment = self.comment(section) if callable(self.comment) else self.comment
        return GivenSectionAnswer(section.pk, self.importance, comment)


@dataclass
class _Rows:
    """The rows of one response, not saved yet."""

    response: Response
    answers: list[Answer]
    section_answers: list[SectionAnswer]


def answer_all(review: Review, opinions: Mapping[Member, Opinion | Rating]) -> None:
    """These members, who have not answered yet, answer everything by their links and submit it.

    Where organisations have one voice, what the last of their members says is theirs.
    """
    invitations = review.invitations.filter(member__in=opinions)
    by_response = {
        one.response.key: one
        for one in _all_rows(review, invitations.select_related("review", "member"), opinions)
    }
    rows = by_response.values()
    Response.objects.bulk_create(one.response for one in rows)
    Answer.objects.bulk_create(row for one in rows for row in one.answers)
    SectionAnswer.objects.bulk_create(row for one in rows for row in one.section_answers)
    if review.speaks_as_organisations:
        heard = {member.organisation_id for member in opinions}
        invitations = review.invitations.filter(member__organisation__in=heard)
    invitations.mark_submitted()


def _all_rows(
    review: Review, invitations: list[Invitation], opinions: Mapping[Member, Opinion | Rating]
) -> Iterator[_Rows]:
    escrows = EscrowSealer(read_key(review.pk))
    by_member = {one.member_id: one for one in invitations}
    for member, said in opinions.items():
        opinion = said if isinstance(said, Opinion) else Opinion(said)
        given = opinion.given(review.questionnaire.content)
        yield _rows(by_member[member.pk], escrows, given)


def _rows(invitation: Invitation, escrows: EscrowSealer, given: SubmittedAnswers) -> _Rows:
    review, member, token = invitation.review, invitation.member, token_of(invitation)
    route = ResponseRoute.through(review.pk, token, key_material(invitation, token))
    asked, sealer = review.questionnaire.content, ResponseSealer(route.secret, route.key)
    level = "" if review.speaks_as_organisations else member.level
    choices = choices_of(asked, given.answers, given.section_answers)
    escrow = Escrow(route.secret, member.organisation_id or "", level, choices)
    response = new_response(review, escrows, route.key, escrow)
    response.submitted, now = True, route.clock + given.now
    answers = answer_rows(asked, response, sealer, given.answers)
    for row in answers:
        row.answered_at_ms = now
    section_answers = section_answer_rows(asked, response, sealer, given.section_answers)
    for about in section_answers:
        about.importance_answered_at_ms = about.comment_answered_at_ms = now
    return _Rows(response, answers, section_answers)
