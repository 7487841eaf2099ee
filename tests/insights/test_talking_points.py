"""What there is to talk about follows from what was found, and from the evidence."""

import pytest

from assessments.models import Statement
from evidence.bank import bank
from insights.results.load import ConsiderationResult, StatementResult
from insights.results.patterns import PATTERNS
from insights.statistics.figures import Withheld
from insights.wording.talking_points import talking_points

from .test_patterns import figure, seen

pytestmark = pytest.mark.once
CLARITY = bank().consideration("clarity")
CONTENT, DIVIDED = figure([0, 0, 1, 10, 9]), figure([8, 2, 0, 2, 8])
UNSURE = figure([0, 0, 1, 10, 9], dont_know=10)
MIDDLING = figure([0, 5, 10, 5, 0])


def about(everyone, *statements, means=(), consideration=CLARITY):
    """A consideration that everyone sees so, of which everyone sees each statement so."""
    of_statements = [
        StatementResult(one, seen(one).groups, Statement(text=f"Statement {number}."))
        for number, one in enumerate(statements, start=1)
    ]
    groups = seen(everyone, *means).groups
    return ConsiderationResult(everyone, groups, consideration, Withheld(), of_statements)


@pytest.mark.parametrize(
    ("everyone", "means", "name", "why"),
    [
        (CONTENT, (), "Shared strength", "The mean is 4.4 out of 5, and agreement is 0.79."),
        (DIVIDED, (), "Divided", "The mean is 3.0 out of 5, and agreement is 0.12."),
        (UNSURE, (), "Blind spot", "“Don’t know” was chosen for 10 of 30 answers."),
        (CONTENT, (4.9, 3.4), "Gap", "Some (4.9) and Some (3.4) are 1.5 points apart."),
    ],
)
def test_the_pattern_of_a_consideration_comes_with_the_figures_that_make_it(
    everyone, means, name, why
):
    [raised] = talking_points(about(everyone, means=means), 5).by_pattern
    assert (raised.pattern.name, raised.why) == (name, why)
    assert raised.questions == list(raised.pattern.questions)


def test_the_commonest_pattern_among_its_statements_follows_and_says_where_it_shows():
    result = about(CONTENT, CONTENT, UNSURE, figure([0, 0, 1, 10, 9], dont_know=20), MIDDLING)
    own, common = talking_points(result, 5).by_pattern
    assert own.pattern.code == "strength"
    assert common.pattern.code == "blind-spot"
    assert common.why == "It appears in 2 of 4 statements, most clearly in “Statement 3”."


def test_a_single_statement_that_shows_a_pattern_is_named():
    [only] = talking_points(about(MIDDLING, DIVIDED, MIDDLING), 5).by_pattern
    assert only.why == "It appears in one statement: “Statement 1”."


def test_a_pattern_that_statements_share_with_their_consideration_is_told_once():
    assert len(talking_points(about(CONTENT, CONTENT, CONTENT), 5).by_pattern) == 1


def test_no_question_stands_twice():
    asked = str(PATTERNS[0].questions[0])
    consideration = CLARITY.model_copy(update={"talking_points": (asked, "What else?")})
    talking = talking_points(about(UNSURE, consideration=consideration), 5)
    assert asked in talking.by_pattern[0].questions
    assert talking.always == ["What else?"]


@pytest.mark.parametrize("everyone", [Withheld(), MIDDLING])
def test_where_nothing_was_found_the_questions_of_the_evidence_bank_remain(everyone):
    talking = talking_points(about(everyone), 5)
    assert talking.by_pattern == []
    assert talking.always == list(CLARITY.talking_points)
