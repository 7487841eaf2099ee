"""A queryset that is compiled once reads what the queryset would have read."""

import pytest

from assessments.models import Invitation
from assessments.models.response import Answer, SectionAnswer
from assessments.tokens import link_hash
from config.compiled import CompiledQuery
from tests import scenarios

RELATED = ["review__questionnaire", "review__partnership", "member__person", "member__organisation"]


def opened(hashed: str, review_id: str):
    theirs = Invitation.objects.opened_by(hashed).filter(review=review_id)
    return theirs.select_related(*RELATED)


@pytest.fixture
def review(cast):
    review = scenarios.open_quietly(cast.partnership)
    scenarios.answer(review, cast.ben, rating=2, comment="Hm.")
    scenarios.answer(review, cast.cleo, rating=None)
    return review


def values(invitation: Invitation) -> list[dict]:
    review, member = invitation.review, invitation.member
    read = [invitation, review, review.questionnaire, review.partnership]
    read += [member, member.person, member.organisation]
    return [{name: value for name, value in vars(one).items() if name != "_state"} for one in read]


def test_it_reads_a_row_with_all_that_belongs_to_it(cast, review, django_assert_num_queries):
    ask = CompiledQuery(opened, 2)
    for member in (cast.ben, cast.cleo, cast.ben):
        hashed = link_hash(scenarios.token_for(review, member))
        [expected] = opened(hashed, review.pk)
        with django_assert_num_queries(1):
            [found] = ask(hashed, review.pk)
            assert values(found) == values(expected)
        assert found.review is not ask(hashed, review.pk)[0].review
    assert ask(hashed, "elsewhere") == ask("unknown", review.pk) == []


def test_it_reads_rows_and_values(cast, review):
    sections = CompiledQuery(lambda key: SectionAnswer.objects.filter(response__key=key), 1)
    answers = CompiledQuery(
        lambda key: Answer.objects.filter(response__key=key).values_list("statement_id", "choice"),
        1,
    )
    for response in review.responses.all():
        assert list(response.section_answers.all()) == sections(response.key)
        assert list(response.answers.values_list("statement_id", "choice")) == answers(response.key)


def test_a_text_that_looks_like_another_s_place_is_only_a_text(review):
    ask = CompiledQuery(opened, 2)
    assert ask("stand-in 1", review.pk) == ask("stand-in 0", "stand-in 0") == []
