"""A partnership of twenty organisations, with an open review and any number of responses.

Answers are invented and the same on every machine. They are stored as an imported spreadsheet would
be, but faster. Members who will answer are invited through the product's services.
"""

import random
import secrets
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import timedelta

from django.db import connection, transaction
from django.db.models import Model
from django.utils import timezone

from accounts.models import Person
from assessments.escrow import Escrow, EscrowSealer, OpenedResponse, Origin
from assessments.keys import LENGTH, read_key
from assessments.models import Invitation, QuestionnaireContent, Review
from assessments.models.given import GivenAnswer, GivenSectionAnswer
from assessments.models.response import Answer, Response, SectionAnswer, random_number
from assessments.questionnaires.versions import bring_into_use, shipped_definitions
from assessments.reviews.services import open_review
from assessments.storing import choices_of
from assessments.tokens import token_of
from partnerships.models import Member, Organisation, Partnership
from partnerships.vocabulary import Level, Role, Sector

ORGANISATIONS = 12
COMMENTS_IN_A_HUNDRED = 5
POINTS = range(1, 6)


@dataclass
class Scene:
    """An open review, its coordinator, and the personal links of members who have not answered."""

    review: Review
    coordinator: Person
    tokens: list[str]
    invented: frozenset[int]
    """The responses that were there from the start."""


def make_scene(responses: int, members: int) -> Scene:
    """A fresh partnership and review. `members` are invited as well as the coordinator."""
    partnership = Partnership.objects.create(
        name=f"Partnership of {responses}",
        approved_at=timezone.now(),
        purpose="Fewer people waiting in hospital for care at home.",
        kind="health-and-social-care",
        basis="mandated",
        area="Riverside",
    )
    coordinator = _add_members(partnership, members)
    full = next(one for one in shipped_definitions() if one.code == "full-reflection")
    review = open_review(
        review=Review.objects.create(
            partnership=partnership,
            questionnaire=bring_into_use(full),
            title="Review",
            closes_on=timezone.localdate() + timedelta(14),
        )
    )
    invitations = Invitation.objects.filter(review=review).exclude(member__person=coordinator)
    _answer(review, responses)
    tokens = [token_of(one) for one in invitations.select_related()]
    invented = review.responses.values_list("pk", flat=True)
    return Scene(review, coordinator, tokens, frozenset(invented))


def _add_members(partnership: Partnership, members: int) -> Person:
    sectors, levels = Sector.values, Level.values
    organisations = Organisation.objects.bulk_create(
        Organisation(
            partnership=partnership, name=f"Organisation {i}", sector=sectors[i % len(sectors)]
        )
        for i in range(ORGANISATIONS)
    )
    people = Person.objects.bulk_create(
        Person(email=f"{partnership.pk}-{i}@example.org".lower()) for i in range(members + 1)
    )
    Member.objects.bulk_create(
        Member(
            partnership=partnership,
            person=person,
            name=f"Member {i}",
            organisation=organisations[i % ORGANISATIONS],
            level=levels[i % len(levels)],
            role=Role.MEMBER if i else Role.COORDINATOR,
        )
        for i, person in enumerate(people)
    )
    return people[0]


@transaction.atomic
def _answer(review: Review, responses: int) -> None:
    """Submitted responses of organisations of different sizes, each with its own outlook."""
    chance = random.Random(responses)
    organisations = [one.pk for one in review.partnership.organisations.order_by("name")]
    unequal = [1 / (rank + 3) for rank in range(len(organisations))]
    places = chance.choices(range(len(organisations)), unequal, k=responses)
    ids = [random_number() for _ in range(responses)]
    asked = review.questionnaire.content
    escrows, found = EscrowSealer(read_key(review.pk)), []
    given = _given(asked, places, chance)
    for pk, place, (answers, about) in zip(ids, places, given, strict=True):
        secret, level = secrets.token_bytes(LENGTH), chance.choice(Level.values)
        choices = choices_of(asked, answers, about)
        escrow = Escrow(secret, organisations[place], level, choices, Origin.LINK)
        found.append((OpenedResponse(pk, secrets.token_hex(32), escrow), answers, about))
    _write(
        Response,
        ["id", "review_id", "key", "escrow", "submitted"],
        (
            (one.pk, review.pk, one.key, escrows.seal(one.escrow, one.key), True)
            for one, _answers, _about in found
        ),
    )
    _write(
        Answer,
        ["response_id", "statement_id", "choice"],
        (
            (response.pk, one.item, response.sealer.seal(one)["choice"])
            for response, answers, _about in found
            for one in answers
        ),
    )
    _write(
        SectionAnswer,
        ["response_id", "section_id", "importance", "comment"],
        (
            (response.pk, one.item, *response.sealer.seal(one).values())
            for response, _answers, about in found
            for one in about
        ),
    )


def _given(
    asked: QuestionnaireContent, places: list[int], chance: random.Random
) -> Iterator[tuple[list[GivenAnswer], list[GivenSectionAnswer]]]:
    """What each person says."""
    keys = [one.pk for section in asked.sections for one in section.statements]
    outlooks = [[_rating_pool(chance) for _key in keys] for _place in range(ORGANISATIONS)]
    for place in places:
        throws = zip(keys, outlooks[place], chance.randbytes(len(keys)), strict=True)
        answers = [GivenAnswer(key, *outlook[throw]) for key, outlook, throw in throws]
        about = [
            GivenSectionAnswer(section.pk, chance.choice(POINTS), _comment(chance))
            for section in asked.sections
        ]
        yield answers, about


def _comment(chance: random.Random) -> str:
    comments = chance.randrange(100) < COMMENTS_IN_A_HUNDRED
    return "We could meet more often, and say what happened next." if comments else ""


def _rating_pool(chance: random.Random) -> list[tuple[int | None, str]]:
    """What an organisation's people say about a statement: 256 equally likely answers."""
    middle = chance.uniform(2, 4.5)
    weights = [1 / (0.3 + abs(point - middle)) for point in POINTS]
    ratings = chance.choices(POINTS, weights, k=230)
    return (
        [(one, "") for one in ratings] + [(None, "dont_know")] * 18 + [(None, "not_applicable")] * 8
    )


def _write(model: type[Model], columns: list[str], rows: Iterable[tuple]) -> None:
    """Insert rows into one table, in the fastest way each database has."""
    table, names = model._meta.db_table, ", ".join(columns)
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute(
                "SET LOCAL session_replication_role = replica"
            )  # the rows are known to be valid
            with cursor.copy(f"COPY {table} ({names}) FROM STDIN") as copy:
                for row in rows:
                    copy.write_row(row)
            cursor.execute("SET LOCAL session_replication_role = DEFAULT")
        else:
            marks = ", ".join(["%s"] * len(columns))
            cursor.executemany(f"INSERT INTO {table} ({names}) VALUES ({marks})", rows)
