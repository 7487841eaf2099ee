"""Holds an invented review through the product's own services, from members to shared results."""

from collections.abc import Sequence
from datetime import timedelta

from django.utils import timezone

from assessments.imports.parse import ImportedResponse, ParsedAnswer, ParsedResponses
from assessments.imports.store import begin_import, store_responses
from assessments.models import Invitation, Questionnaire, Review
from assessments.models.given import GivenAnswer, GivenSectionAnswer
from assessments.models.questionnaire import Reason
from assessments.paper.entry import add_paper_response
from assessments.paper.marking import mark_on_paper
from assessments.questionnaires.definitions import (
    QuestionnaireDefinition,
    ScaleDefinition,
    SectionDefinition,
    StatementDefinition,
)
from assessments.questionnaires.versions import bring_into_use
from assessments.responses.services import save_answers, submit
from assessments.responses.upsert import SubmittedAnswers
from assessments.reviews.partner_groups.services import set_partner_groups
from assessments.reviews.services import open_review, record_reading, share
from assessments.tokens import token_of
from evidence.bank import Code, Stage
from insights.closing import close_review
from partnerships.members.services import add_members, remove_member
from partnerships.models import Member, Partnership
from partnerships.roster.new_member import NewMember
from partnerships.vocabulary import Kind, Role

from .plan import DONT_KNOW, NOT_APPLICABLE, Plan, Question, Respondent, section_sizes

REASONS = {DONT_KNOW: Reason.DONT_KNOW, NOT_APPLICABLE: Reason.NOT_APPLICABLE}


def new_partnership(name: str, people: Sequence[Respondent]) -> tuple[Partnership, list[Member]]:
    """A partnership with these people as members; whom an import is from is none."""
    partnership = Partnership.objects.create(
        name=name, kind=Kind.HEALTH_AND_SOCIAL_CARE, basis="chosen", approved_at=timezone.now()
    )
    asked = [one for one in people if one.way != "import"]
    return partnership, add_members(
        partnership=partnership,
        members=[
            _new_member(
                f"{partnership.pk}-{number}@example.org".lower(),
                one,
                Role.MEMBER if number else Role.COORDINATOR,
            )
            for number, one in enumerate(asked)
        ],
    )


def add_again(member: Member, person: Respondent) -> Member:
    """The same person as a new member, once they have been removed."""
    partnership, email = member.partnership, member.person.email
    remove_member(member=member)
    [again] = add_members(
        partnership=partnership, members=[_new_member(email, person, Role.MEMBER)]
    )
    return again


def _new_member(email: str, one: Respondent, role: Role) -> NewMember:
    return NewMember(f"Member {email}", email, one.organisation, one.sector, one.level, role)


def hold(plan: Plan, name: str = "Invented") -> Review:
    """A shared review in a partnership of its own, answered as planned."""
    partnership, members = new_partnership(name, plan.people)
    return finish(begin(partnership, plan), plan, members)


def begin(partnership: Partnership, plan: Plan) -> Review:
    """An open review that asks what is planned."""
    draft = Review.objects.create(
        partnership=partnership,
        questionnaire=_questionnaire(plan),
        title="Review",
        k=plan.k,
        closes_on=timezone.localdate() + timedelta(14),
    )
    keys = partnership.organisations.values_list("pk", "name")
    groups = {pk: plan.partner_groups[name] for pk, name in keys if name in plan.partner_groups}
    set_partner_groups(review=draft, groups=groups)
    draft.refresh_from_db()
    return open_review(review=draft)


def finish(review: Review, plan: Plan, members: Sequence[Member]) -> Review:
    """The review answered as planned by each in their way, closed, shared and read."""
    answer_all(review, plan, members)
    review = share(review=close_review(review=review))
    record_reading(review=review)
    return review


def answer_all(review: Review, plan: Plan, members: Sequence[Member]) -> None:
    """Everyone's answers, each in their way. Members are in the order of the plan's people."""
    invited = Invitation.objects.filter(review=review).select_related(
        "review", "member__organisation"
    )
    invitations = {one.member_id: one for one in invited}
    left = iter(members)
    imported = []
    for person, answers in zip(plan.people, zip(*plan.answers, strict=True), strict=True):
        given = dict(zip(plan.questions, answers, strict=True))
        if person.way == "import":
            imported.append(_imported(person, given))
            continue
        member = next(left)
        if person.way == "link":
            _answer_by_link(invitations[member.pk], given)
        elif person.way == "sheet":
            _enter_sheet(review, member, given)
    if imported:
        begun = begin_import(review=review, name="answers.csv", content=b"-")
        store_responses(file_import=begun, parsed=ParsedResponses(imported))


def _answer_by_link(invitation: Invitation, given: dict[Question, int]) -> None:
    token = token_of(invitation)
    rows = SubmittedAnswers(*_rows(invitation.review, given))
    save_answers(invitation=invitation, token=token, given=rows)
    submit(invitation=invitation, token=token)


def _enter_sheet(review: Review, member: Member, given: dict[Question, int]) -> None:
    answers, section_answers = _rows(review, given)
    if member.organisation is None:
        raise ValueError("sheets are of someone in an organisation")
    add_paper_response(
        review=review,
        organisation=member.organisation,
        level=member.level,
        answers=answers,
        section_answers=section_answers,
    )
    mark_on_paper(review=review, members=[member.pk])


def _rows(
    review: Review, given: dict[Question, int]
) -> tuple[list[GivenAnswer], list[GivenSectionAnswer]]:
    """Everything but what is skipped."""
    sections = review.questionnaire.sections_in_order
    statements = {one.code: one.pk for part in sections for one in part.statements}
    answers, about = [], []
    for question, column in given.items():
        if question.is_importance and column < question.points:
            section = sections[int(question.code)].pk
            about.append(GivenSectionAnswer(section_id=section, importance=column + 1))
        elif not question.is_importance and (said := _said(question, column)):
            rating, reason = said
            pk = statements[question.code]
            answers.append(GivenAnswer(statement_id=pk, rating=rating, reason=reason))
    return answers, about


def _said(question: Question, column: int) -> tuple[int | None, str] | None:
    """A rating or a reason, as answers keep them; None if skipped."""
    if column < question.points:
        return column + 1, ""
    reason = REASONS.get(column - question.points)
    return (None, reason) if reason else None


def _imported(person: Respondent, given: dict[Question, int]) -> ImportedResponse:
    statements = {one: _said(one, column) for one, column in given.items() if not one.is_importance}
    return ImportedResponse(
        row=1,
        organisation=person.organisation,
        level=person.level,
        answers={one.code: ParsedAnswer(*said) for one, said in statements.items() if said},
        importances={
            Code.values[int(one.code)]: column + 1
            for one, column in given.items()
            if one.is_importance and column < one.points
        },
    )


def _questionnaire(plan: Plan) -> Questionnaire:
    """A questionnaire with as many statements and points as planned."""
    points = plan.questions[0].points
    codes = [one.code for one in plan.questions if not one.is_importance]
    left = iter(codes)
    scale = ScaleDefinition(
        question="What?", labels=tuple(f"Point {point}" for point in range(1, points + 1))
    )
    definition = QuestionnaireDefinition(
        code=f"attacked-{len(codes)}-{points}",
        version=1,
        title="Invented",
        description="Invented.",
        minutes=5,
        rating=scale,
        importance=scale,
        considerations=tuple(
            SectionDefinition(
                code=code,
                introduction="Here.",
                comment_prompt="Anything else?",
                statements=tuple(
                    StatementDefinition(code=(named := next(left)), text=named, stage=Stage.INPUT)
                    for _one in range(size)
                ),
            )
            for code, size in zip(Code, section_sizes(len(codes)), strict=False)
        ),
    )
    return bring_into_use(definition)
