"""Whole situations, made through the product's own services.

The cast of Riverside: Ana coordinates, Finn facilitates, Ben (council) and Cleo (charity) are
members, Olu observes. Dev coordinates another partnership and is an outsider here.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta

from django.db.models import F
from django.test import TestCase
from django.utils import timezone

from accounts.models import Person
from assessments.models import CustomQuestionnaire, Invitation, Questionnaire, Review
from assessments.models.given import GivenAnswer
from assessments.paper import entry
from assessments.questionnaires.definitions import QuestionnaireDefinition, Translation
from assessments.questionnaires.services import copy_questionnaire
from assessments.questionnaires.translations import texts_of
from assessments.questionnaires.versions import bring_into_use, shipped_definitions
from assessments.responses import services as answering
from assessments.reviews import services as assessments
from assessments.reviews.services import share
from assessments.tokens import token_of
from insights.closing import close_review
from partnerships.members.membership import accept
from partnerships.members.services import add_members
from partnerships.models import EvidenceDocument, Member, OutgoingEmail, OwnEvidence, Partnership
from partnerships.models.outgoing_email import Delivery
from partnerships.roster.new_member import NewMember

from .opinions import Opinion, answer_all

COUNCIL = ("Riverside Council", "local-government")
CHARITY = ("Open Door", "third-sector")
HEALTH = ("NHS Riverside", "health")


@dataclass
class Cast:
    """Riverside and everybody the tests call by name."""

    partnership: Partnership
    members: dict[str, Member]
    dev: Person
    review: Review | None = None
    """The one that has been closed, where they begin with one."""

    def person(self, name: str) -> Person:
        return self.dev if name == "dev" else self.members[name].person

    def __getattr__(self, name: str) -> Member:
        try:
            return self.__dict__["members"][name]
        except KeyError as missing:
            raise AttributeError(name) from missing


def _partnership(name: str) -> Partnership:
    return Partnership.objects.create(
        name=name,
        purpose="Fewer people waiting in hospital for care at home.",
        kind="health-and-social-care",
        basis="mandated",
        area="Riverside",
        approved_at=timezone.now(),
    )


def new_member(name: str, organisation=COUNCIL, level="operational", role="member") -> NewMember:
    email = f"{name.lower().replace(' ', '.')}@example.org"
    return NewMember(name, email, *(organisation or ("", "")), level, role)


def riverside() -> Cast:
    """The cast, in a partnership of three organisations; all have accepted their places."""
    partnership = _partnership("Riverside Partnership")
    members = add_members(
        partnership=partnership,
        members=[
            new_member("Ana", HEALTH, "strategic", "coordinator"),
            new_member("Finn", None, "", "facilitator"),
            new_member("Ben", COUNCIL),
            new_member("Cleo", CHARITY, "community"),
            new_member("Olu", None, "", "observer"),
        ],
    )
    dev_members = add_members(
        partnership=_partnership("Elsewhere"), members=[new_member("Dev", role="coordinator")]
    )
    for member in (*members, *dev_members):
        accept(member=member)
    return Cast(partnership, {m.name.lower(): m for m in members}, dev_members[0].person)


def fill(partnership: Partnership, organisation: tuple[str, str], people: int, level="operational"):
    """NewMember this many more members from an organisation."""
    start = partnership.members.count()
    return add_members(
        partnership=partnership,
        members=[new_member(f"Member {start + i}", organisation, level) for i in range(people)],
    )


def definition(code: str) -> QuestionnaireDefinition:
    """One that ships."""
    return next(one for one in shipped_definitions() if one.code == code)


def questionnaire(code: str = "full-reflection") -> Questionnaire:
    """One that ships, in use."""
    return bring_into_use(definition(code))


def custom_questionnaire(partnership: Partnership, code: str = "pulse") -> CustomQuestionnaire:
    """A partnership's copy of one that ships."""
    return copy_questionnaire(partnership=partnership, definition=definition(code), title="Ours")


def in_gaelic(text: str) -> str:
    return f"Gàidhlig {text}"


def pulse_in_gaelic() -> Questionnaire:
    """The pulse in English and in Gaelic, in use."""
    pulse = definition("pulse")
    words: dict = {}
    for path, text in texts_of(pulse).items():
        *steps, last = path
        at = words
        for step in steps:
            at = at.setdefault(step, {})
        if steps[-1:] == ["labels"]:
            at[int(last)] = in_gaelic(text)
        else:
            at[last] = in_gaelic(text)
    for scale in ("rating", "importance"):
        words[scale]["labels"] = [*words[scale]["labels"].values()]
    translation = Translation.model_validate(words)
    return bring_into_use(
        pulse.model_copy(update={"version": 90, "translations": {"gd": translation}})
    )


def draft_review(partnership: Partnership, **fields) -> Review:
    return Review.objects.create(
        partnership=partnership,
        questionnaire=fields.pop("questionnaire", None) or questionnaire(),
        title=fields.pop("title", "Autumn review"),
        closes_on=fields.pop("closes_on", timezone.localdate() + timedelta(days=14)),
        **fields,
    )


def open_review(partnership: Partnership, **fields) -> Review:
    """An open review; everybody who is asked has been e-mailed (see `django.core.mail.outbox`)."""
    with TestCase.captureOnCommitCallbacks(execute=True):
        return assessments.open_review(review=draft_review(partnership, **fields))


def open_quietly(partnership: Partnership, **fields) -> Review:
    """The same; their emails count as sent, and have not been written."""
    review = assessments.open_review(review=draft_review(partnership, **fields))
    waiting = OutgoingEmail.objects.filter(about=review.pk, state=Delivery.WAITING)
    waiting.update(state=Delivery.SENT, tries=1, settled_at=timezone.now())
    return review


def invitation_of(review: Review, member: Member) -> Invitation:
    return Invitation.objects.select_related("review", "member__organisation").get(
        review=review, member=member
    )


def token_for(review: Review, member: Member) -> str:
    """The token of the personal link that was e-mailed to this member."""
    return token_of(invitation_of(review, member))


def answer(review: Review, member: Member, *said, submit=True, **more) -> None:
    """Answer everything for a member, as an `Opinion` of this is."""
    invitation = invitation_of(review, member)
    token = token_of(invitation)
    given = Opinion(*said, **more).given(review.questionnaire.content)
    answering.save_answers(invitation=invitation, token=token, given=given)
    if submit:
        answering.submit(invitation=invitation, token=token)


def answered_by_more(review: Review, people: int, rating=4) -> None:
    """As many more members answer an open review, all alike, by their own links."""
    members = fill(review.partnership, COUNCIL, people)
    assessments.invite_newcomers(review=review)
    answer_all(review, dict.fromkeys(members, rating))


def sheet_of_paper(review: Review, member: Member, rating=4) -> str:
    """Type in what a member answered on paper; the ticket of the sheet."""
    asked = [
        one for section in review.questionnaire.sections_in_order for one in section.statements
    ]
    return entry.add_paper_response(
        review=review,
        organisation=member.organisation,
        level=member.level,
        answers=[GivenAnswer(statement.pk, rating) for statement in asked],
        section_answers=[],
    )


def differing_review(partnership: Partnership, **fields) -> Review:
    """An open review that everybody has answered: the council is content, the charity is not.

    Anybody from elsewhere is in between.
    """
    fill(partnership, COUNCIL, 7, "strategic")
    fill(partnership, CHARITY, 6, "community")
    fill(partnership, HEALTH, 6)
    review = open_quietly(partnership, **fields)
    ratings = {COUNCIL[0]: (4, 5), CHARITY[0]: (2, 2), HEALTH[0]: (4, 4)}
    members = partnership.members.asked().order_by("organisation", "person")
    opinions = {}
    for number, member in enumerate(members.select_related("organisation")):
        rating = ratings.get(member.organisation.name, (3, 4))[number % 2]
        opinions[member] = Opinion(rating, comment=f"A word from {member.pk}")
    answer_all(review, opinions)
    return review


def closed_review(partnership: Partnership, **fields) -> Review:
    """A closed review of differing views, its perceptions published."""
    return close_review(review=differing_review(partnership, **fields))


def larger_review(partnership: Partnership, **fields) -> Review:
    """A closed review of differing views that enough people answered for all groups to be shown."""
    fill(partnership, COUNCIL, 8)
    fill(partnership, HEALTH, 8)
    return closed_review(partnership, **fields)


def review_with_spreads(partnership: Partnership, **fields) -> Review:
    """A closed review of mixed views, with a council so large that its spread is shown."""
    for organisation, people in ((COUNCIL, 30), (CHARITY, 12), (HEALTH, 12)):
        fill(partnership, organisation, people)
    review = open_quietly(partnership, **fields)
    members = partnership.members.asked().order_by("organisation__name", "person__email")
    ratings = (4, 2, 5, 3, 4, 1, 5)
    answer_all(review, {one: ratings[number % 7] for number, one in enumerate(members)})
    return close_review(review=review)


def long_closed(review: Review) -> Review:
    """The same review, closed so long ago that the next one is no twin of it."""
    ago = timedelta(days=120)
    Review.objects.filter(pk=review.pk).update(
        opened_at=F("opened_at") - ago, closed_at=F("closed_at") - ago
    )
    review.refresh_from_db()
    return review


def reviewed(make: Callable[..., Review] = closed_review, **fields) -> Cast:
    """The cast, who have closed a review of differing views."""
    cast = riverside()
    cast.review = make(cast.partnership, **fields)
    return cast


def shared_review(partnership: Partnership, **fields) -> Review:
    """The same, its results shared with everybody in the partnership."""
    return share(review=closed_review(partnership, **fields))


PDF = b"%PDF-1.7 A survey of carers."


def own_evidence(partnership: Partnership, **fields) -> OwnEvidence:
    """A piece of the partnership's own evidence, with a document."""
    given = {"about": "clarity", "title": "Survey of carers", "confidence": "fair"} | fields
    evidence = OwnEvidence.objects.create(partnership=partnership, **given)
    EvidenceDocument.objects.create(evidence=evidence, kind="pdf", size=len(PDF), content=PDF)
    return evidence
