"""After a review has closed, whoever holds the whole database can't tell who said what."""

import random
from collections import Counter, defaultdict

import pytest
from django.apps import apps
from django.db import connection

from accounts.models import Person
from assessments.models import Invitation
from assessments.models.response import Answer, Import, Response, SectionAnswer
from assessments.responses.unlinking import lay_anew
from assessments.tokens import key_of, response_key, sheet
from insights.closing import close_review
from partnerships.models import Member
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
    of_many = set(review.responses.values_list("organisation", flat=True))
    allowed = {review.pk, None, "", *of_many} | rows_are_numbered_from_one_in_every_table
    assert said & who <= allowed


def test_a_response_keeps_its_organisation_only_if_that_is_a_published_group(answered):
    review = close_review(review=answered[0])
    published = review.published_groups.filter(grouping="organisation", pooled=False)
    kept = Counter(one.organisation.name for one in review.responses.exclude(organisation=None))
    assert kept == {group.label: group.people for group in published}
    assert set(kept) == {scenarios.CHARITY[0]}
    assert {row["level"] for row in dump(Response)} == {""}


def test_too_few_answers_to_publish_leave_no_organisation_on_any(cast):
    review = scenarios.open_review(cast.partnership)
    scenarios.answer(review, cast.ben)
    close_review(review=review)
    assert Response.objects.get().organisation is None


def orders(model, rows):
    """The rows of a table in every order that a column of it gives."""
    places = range(len(rows))
    names = [field.column for field in model._meta.concrete_fields]
    yield from (
        [rows[i] for i in sorted(places, key=lambda i: (str(rows[i][name]), i))] for name in names
    )


def test_whoever_holds_the_dump_gives_responses_to_members_no_better_than_chance(answered):
    review, tokens, members = answered
    close_review(review=review)
    truth = {m.pk: behind(review, m, tokens).pk for m in members[1:]}
    asked = {row["id"]: row for row in dump(Member) if row["id"] in truth}
    invited = [row for row in dump(Invitation) if row["member_id"] in truth]
    given = [row for row in dump(Response) if row["submitted"]]
    hits = []
    for one in [*orders(Member, list(asked.values())), *orders(Invitation, invited)]:
        people = [asked[row.get("member_id", row["id"])] for row in one]
        for responses in orders(Response, given):
            hits.append(matched(people, responses, truth))
    by_chance = 2  # in each of two groups an order by chance puts one in its place
    assert sum(hits) / len(hits) < 2 * by_chance
    assert max(hits) < len(truth) * 2 / 3


def matched(people: list[dict], responses: list[dict], truth: dict[int, int]) -> int:
    """How many get their own response if each group's are given out in this order."""
    kept = {row["organisation_id"] for row in responses}
    groups = defaultdict(list)
    for person in people:
        organisation = person["organisation_id"]
        groups[organisation if organisation in kept else None].append(person["id"])
    return sum(truth[groups[row["organisation_id"]].pop(0)] == row["id"] for row in responses)


def test_responses_hold_no_time(answered):
    for model in ANSWERED:
        assert not [f for f in model._meta.fields if "Date" in type(f).__name__]


def test_how_long_somebody_took_and_paused_is_forgotten(answered):
    review, _tokens, _members = answered
    times = {"given", "importance_given", "comment_given"}
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
    lay_anew(answered[0])
    kept = [row["id"] for row in dump(Response)]
    assert len(kept) == 23
    assert kept == sorted(kept)


def test_neither_paper_nor_spreadsheet_tells_a_response_from_others(cast):
    """Ben's is the only sheet of paper, and he alone has not submitted by a link."""
    scenarios.fill(cast.partnership, scenarios.COUNCIL, 6)
    scenarios.fill(cast.partnership, scenarios.CHARITY, 6)
    review = scenarios.open_review(cast.partnership)
    for member in cast.partnership.members.asked().exclude(pk=cast.ben.pk):
        scenarios.answer(review, member)
    ticket = scenarios.sheet_of_paper(review, cast.ben)
    typed_in = review.responses.get(key=key_of(sheet(review, ticket)))
    brought_in = Import.objects.create(review=review, responses_added=1)
    Response.objects.create(
        review=review,
        key="k",
        organisation=cast.ben.organisation,
        submitted=True,
        imported=brought_in,
    )
    review = close_review(review=review)
    told = {"id", "key", "organisation_id"}
    of_council = [r for r in dump(Response) if r["organisation_id"] == cast.ben.organisation_id]
    assert typed_in.pk in {row["id"] for row in of_council}
    assert len({tuple((n, v) for n, v in row.items() if n not in told) for row in of_council}) == 1
    assert not review.responses.filter(key=key_of(sheet(review, ticket))).exists()


def test_nothing_is_left_that_tells_a_row_of_a_spreadsheet_again(cast):
    review = scenarios.open_review(cast.partnership)
    Import.objects.create(review=review, digest="1", responses_added=1, rows=["a keyed digest"])
    Import.objects.create(review=review, digest="2", content=b"Name,Timestamp,Statement 1")
    close_review(review=review)
    assert [(row["responses_added"], row["rows"]) for row in dump(Import)] == [(1, "[]")]


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
