"""After a review has closed, whoever holds the whole database can't tell who said what."""

import random

import pytest
from django.apps import apps
from django.db import connection

from assessments.links import response_key
from assessments.models import Answer, Invitation, Response, SectionAnswer
from insights.services import close_review
from partnerships.models import Member, Person
from tests import scenarios

ANSWERED = (Response, Answer, SectionAnswer)
WHO = (Person, Member, Invitation)


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
    review = scenarios.open_review(cast.partnership)
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


def test_before_closing_a_link_leads_to_a_response(answered):
    review, tokens, members = answered
    assert behind(review, members[0], tokens).organisation == members[0].organisation


def test_no_value_joins_a_response_to_a_member(answered):
    review, _tokens, _members = answered
    close_review(review=review)
    said = {v for model in ANSWERED for row in dump(model) for v in row.values()}
    who = {v for model in WHO for row in dump(model) for v in row.values()}
    rows_are_numbered_from_one_in_every_table = set(range(2000))
    assert said & who <= {review.pk, None, ""} | rows_are_numbered_from_one_in_every_table


def test_a_response_names_neither_organisation_nor_level(answered):
    review, _tokens, _members = answered
    close_review(review=review)
    for row in dump(Response):
        assert row["organisation_id"] is None
        assert row["level"] == ""


def test_responses_hold_no_time(answered):
    for model in ANSWERED:
        assert not [f for f in model._meta.fields if "Date" in type(f).__name__]


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


def test_the_secret_is_nowhere(answered):
    review, tokens, _members = answered
    secret = review.secret
    close_review(review=review)
    for model in apps.get_models():
        for row in dump(model):
            values = {str(value) for value in row.values()}
            assert secret not in values
            assert not values & set(tokens.values())


def test_the_link_in_a_mailbox_still_opens_ones_own_answers(answered):
    review, tokens, members = answered
    close_review(review=review)
    assert behind(review, members[5], tokens).answers.count() == 40


def test_an_open_review_keeps_the_organisation_and_forgets_the_rest(cast):
    review = scenarios.open_review(cast.partnership, treatment="open")
    scenarios.answer(review, cast.ben)
    scenarios.answer(review, cast.cleo, submit=False)
    close_review(review=review)
    assert Response.objects.get(submitted=True).organisation == cast.ben.organisation
    assert not Response.objects.exclude(level="").exists()
    assert not Invitation.objects.get(member=cast.cleo).started
