"""After a review has closed, whoever holds the whole database can't tell who said what."""

import random
from collections import Counter

import pytest
from django.apps import apps
from django.db import connection

from accounts.models import Person
from assessments.imports.store import begin_import
from assessments.keys import Purpose, read_key
from assessments.models import Invitation
from assessments.models.response import Answer, Import, Response, SectionAnswer
from assessments.responses.read_model import OwnResponse
from assessments.responses.unlinking import shuffle_storage
from assessments.tokens import response_key
from insights.closing import close_review
from partnerships.models import Member, Organisation
from tests import scenarios

ANSWERED = (Response, Answer, SectionAnswer)
WHO = (Person, Member, Invitation, Organisation)


def dump(model) -> list[dict]:
    """Every row of a table with every column, in the order the database keeps them."""
    place = "ctid" if connection.vendor == "postgresql" else "rowid"
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT * FROM {model._meta.db_table} ORDER BY {place}")
        names = [column[0] for column in cursor.description]
        return [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]


@pytest.fixture
def answered(cast):
    """A review that 23 people answered in an order of their own; one did not finish."""
    for organisation in (scenarios.COUNCIL, scenarios.CHARITY):
        scenarios.fill(cast.partnership, organisation, 10)
    review = scenarios.open_quietly(cast.partnership)
    members = list(cast.partnership.members.asked())
    random.Random(7).shuffle(members)
    tokens = {}
    for member in members:
        tokens[member.pk] = scenarios.token_for(review, member)
        scenarios.answer(review, member, random.Random(member.pk).randint(1, 5), submit=False)
    for member in members[1:]:
        scenarios.answer(review, member, 4)
    return review, tokens, members


def behind(review, member, tokens) -> Response:
    """The response that the link in this member's mailbox opens."""
    key = response_key(scenarios.invitation_of(review, member), tokens[member.pk])
    return Response.objects.get(key=key)


@pytest.mark.parametrize("is_closed", [False, True])
def test_no_value_joins_a_response_to_a_member_or_to_an_organisation(answered, is_closed):
    review, _tokens, _members = answered
    if is_closed:
        close_review(review=review)
    said = {bytes_or(v) for model in ANSWERED for row in dump(model) for v in row.values()}
    who = {bytes_or(v) for model in WHO for row in dump(model) for v in row.values()}
    rows_are_numbered_from_one_in_every_table = set(range(2000))
    assert said & who <= {review.pk, None, ""} | rows_are_numbered_from_one_in_every_table


def bytes_or(value):
    return bytes(value) if isinstance(value, memoryview) else value


@pytest.mark.parametrize("is_closed", [False, True])
def test_all_that_was_submitted_looks_alike(cast, is_closed):
    """Whatever somebody said or left out; but for how long a comment is, by a few sizes."""
    review = scenarios.open_quietly(cast.partnership)
    for member, rating in ((cast.ana, 5), (cast.ben, None), (cast.cleo, odd_only)):
        scenarios.answer(review, member, rating, importance=rating and 4, comment="Hm.")
    if is_closed:
        close_review(review=review)
    shapes = Counter(shape(response) for response in Response.objects.all())
    assert set(shapes.values()) == {3}


def odd_only(statement):
    return 1 if statement.pk % 2 else None


def shape(response: Response) -> tuple:
    rows = [*response.answers.values(), *response.section_answers.values()]
    lengths = sorted(
        tuple(len(v) for v in row.values() if isinstance(v, bytes | memoryview)) for row in rows
    )
    return len(response.escrow), *lengths


def test_responses_hold_no_time(answered):
    for model in ANSWERED:
        assert not [f for f in model._meta.fields if "Date" in type(f).__name__]


def test_how_long_somebody_took_and_paused_is_forgotten(answered):
    review, _tokens, _members = answered
    times = {"answered_at_ms", "importance_answered_at_ms", "comment_answered_at_ms"}
    assert all(row[name] for row in dump(Answer) for name in times & row.keys())
    close_review(review=review)
    for model in ANSWERED:
        assert not [row for row in dump(model) for name in times & row.keys() if row[name]]


def test_no_order_tells_whose_answers_came_after_a_reminder(answered):
    """Who was reminded, and when, stays known: so nothing may tell which answers came last."""
    review, _tokens, _members = answered
    close_review(review=review)
    for model in (Answer, SectionAnswer):
        rows = dump(model)
        for lying in (rows, sorted(rows, key=lambda row: row["id"])):
            kept = [row["response_id"] for row in lying]
            assert kept == sorted(kept)


def test_responses_lie_in_the_order_of_their_random_numbers(answered):
    shuffle_storage(answered[0])
    kept = [row["id"] for row in dump(Response)]
    assert len(kept) == 23
    assert kept == sorted(kept)


def test_a_spreadsheet_that_waits_goes_and_was_never_in_plain(cast):
    review = scenarios.open_quietly(cast.partnership)
    begin_import(review=review, name="survey.csv", content=b"Name,Timestamp,Statement 1")
    assert b"Timestamp" not in bytes(Import.objects.get().content)
    close_review(review=review)
    assert not Import.objects.exists()


def test_invitations_lie_in_an_order_that_says_nothing(answered):
    review, _tokens, members = answered
    close_review(review=review)
    kept = [row["member_id"] for row in dump(Invitation)]
    by_key = list(Invitation.objects.order_by("pk").values_list("member", flat=True))
    assert kept == by_key
    assert kept != [member.pk for member in members]


def test_an_unfinished_response_can_not_be_given_to_the_one_who_did_not_finish(answered):
    review, _tokens, members = answered
    close_review(review=review)
    unfinished = Invitation.objects.get(member=members[0])
    assert (unfinished.started, unfinished.submitted) == (False, False)


@pytest.mark.parametrize("is_closed", [False, True])
def test_nothing_that_a_link_is_made_of_is_in_the_database(answered, is_closed):
    review, tokens, _members = answered
    if is_closed:
        close_review(review=review)
    key = read_key(review.pk)
    secrets = {key.value, *(key.derive(purpose) for purpose in Purpose)}
    told = {*tokens.values(), *(secret.hex() for secret in secrets), *secrets}
    for model in apps.get_models():
        for row in dump(model):
            assert not {bytes_or(one) for one in row.values() if one.__hash__} & told


def test_the_link_in_a_mailbox_still_opens_ones_own_answers(answered):
    review, tokens, members = answered
    close_review(review=review)
    invitation = scenarios.invitation_of(review, members[5])
    assert OwnResponse.for_link(invitation, tokens[members[5].pk]).answered == 40
