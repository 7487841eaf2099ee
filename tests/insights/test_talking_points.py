"""What there is to talk about follows from what was found, and from the evidence."""

import pytest

from evidence.bank import bank
from insights.results.load import ConsiderationResult
from insights.results.patterns import PATTERNS
from insights.statistics.figures import Withheld
from insights.wording.talking_points import talking_points

from .test_patterns import figure, seen

pytestmark = pytest.mark.once
CLARITY = bank().consideration("clarity")
CONTENT, DIVIDED = figure([0, 0, 1, 10, 9]), figure([8, 2, 0, 2, 8])
UNSURE = figure([0, 0, 5, 8, 7], dont_know=10)
MIDDLING = figure([0, 5, 10, 5, 0])


def about(*statements, consideration=CLARITY):
    """A consideration of which everyone sees each statement so."""
    shown = [
        seen(one, text=f"Statement {number}.") if not isinstance(one, tuple) else seen(*one)
        for number, one in enumerate(statements, start=1)
    ]
    return ConsiderationResult(
        Withheld(), seen(MIDDLING).groups, consideration, Withheld(), {}, shown
    )


@pytest.mark.parametrize(
    ("everyone", "name", "why"),
    [
        (CONTENT, "Shared strength", "19 of 20 positive, 0 negative"),
        (DIVIDED, "Two camps", "10 of 20 positive, 10 negative"),
        (UNSURE, "Not known", "15 of 20 positive, 0 negative; 10 don’t know"),
    ],
)
def test_a_pattern_comes_with_the_counts_that_make_it(everyone, name, why):
    raised = {one.pattern.name: one for one in talking_points(about(everyone), 5).by_pattern}
    assert raised[name].why == f"It appears in one statement: “Statement 1” ({why})."
    assert raised[name].questions == list(raised[name].pattern.questions)


def test_the_most_common_pattern_comes_first_and_says_where_it_shows():
    most = figure([0, 0, 1, 10, 9], dont_know=20)
    first, second = talking_points(about(CONTENT, DIVIDED, most, MIDDLING), 5).by_pattern
    assert first.pattern.code == "strength"
    assert first.why.startswith("It appears in 2 of 4 statements, most clearly in “Statement 1”")
    assert second.pattern.code == "two-camps"


def test_a_gap_names_groups_only_if_it_is_wider_than_chance_would_explain():
    by_chance = seen(MIDDLING, 4.9, 3.4, wide_from=1.6)
    wider = seen(MIDDLING, 4.9, 3.4, wide_from=1.5)
    result = about(MIDDLING)
    result.statements[0] = by_chance
    assert talking_points(result, 5).by_pattern == []
    result.statements[0] = wider
    [gap] = talking_points(result, 5).by_pattern
    assert "Some (4.9) and Some (3.4) are 1.5 points apart" in gap.why


def test_no_question_stands_twice():
    asked = str(PATTERNS[2].questions[0])
    consideration = CLARITY.model_copy(update={"talking_points": (asked, "What else?")})
    talking = talking_points(about(DIVIDED, consideration=consideration), 5)
    assert asked in talking.by_pattern[0].questions
    assert talking.always == ["What else?"]


def test_where_nothing_was_found_the_questions_of_the_evidence_bank_remain():
    talking = talking_points(about(MIDDLING, Withheld()), 5)
    assert talking.by_pattern == []
    assert talking.always == list(CLARITY.talking_points)


def test_no_question_presses_a_small_group_or_makes_people_say_that_they_do_not_know():
    questions = " ".join(str(one) for pattern in PATTERNS for one in pattern.questions)
    assert "answer as the others did" not in questions
    assert "Who can answer this" not in questions
