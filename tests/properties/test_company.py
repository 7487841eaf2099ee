"""Whether a rung has company follows from what is shown there, and not from what was answered."""

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from insights.disclosure.audit import fails
from insights.disclosure.company import company
from insights.disclosure.ladder import finest_rung
from insights.disclosure.release import Rung, Treatment

from .test_audit import CELLS, MIXED, TEN, fitting, planned, question_of, rows_of

pytestmark = pytest.mark.once
SMALL = planned(dict(zip(CELLS, (2, 1, 2, 2), strict=True)), Treatment.EXACT)


@st.composite
def questions(draw):
    sizes = SMALL.people.values()
    return question_of(*(draw(st.sampled_from(rows_of(size, 5))) for size in sizes))


@settings(deadline=None, max_examples=6)
@given(questions(), questions(), st.sampled_from([Rung.WIDE_ENDS, Rung.EVERYONE]), st.data())
def test_answers_that_look_alike_have_the_same_company(one, other, shown, data):
    alike = list(fitting(one, SMALL, shown))
    rows = zip(CELLS, data.draw(st.sampled_from(alike)), strict=True)
    changed = replace(one, linked=tuple(rows))
    found = [
        company([question, other], SMALL, shown, (Rung.STEPS,), fails)
        for question in (one, changed)
    ]
    assert found[0] == found[1]


def test_a_rung_at_which_only_one_question_can_fail_is_left_out_from_the_start():
    """Whoever sees it left out learns nothing: everyone's figures decide it."""
    safe = question_of((0, 0, 2, 1, 0), (0, 0, 1, 0, 0), (0, 0, 1, 1, 0), (0, 0, 2, 2, 0))
    at_worst = company([MIXED, safe], TEN, Rung.EVERYONE, (Rung.STEPS,), fails)
    assert at_worst.able_to_fail
    assert not at_worst.is_enough
    assert finest_rung(TEN, [MIXED, safe]) == Rung.EVERYONE


def test_three_questions_that_can_fail_for_everyone_are_company():
    found = company([MIXED] * 3, TEN, Rung.WIDE_ENDS, (Rung.STEPS,), fails)
    assert fails(MIXED, TEN, Rung.STEPS)
    assert found.is_enough
    assert not company([MIXED] * 2, TEN, Rung.WIDE_ENDS, (Rung.STEPS,), fails).is_enough
