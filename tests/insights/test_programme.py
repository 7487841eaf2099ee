"""The solver is asked for one table after another: nothing that was asked stays behind."""

import numpy as np
import pytest

from insights.disclosure.programme import Programme, TakesTooLong
from insights.disclosure.release import Rung
from insights.disclosure.tables import Reading
from tests.properties.test_audit import MIXED, TEN


@pytest.fixture
def programme():
    return Programme(Reading(MIXED, TEN, Rung.STEPS))


def test_with_weights_the_table_in_which_their_sum_is_greatest_is_found(programme):
    shape = programme.reading.table.shape
    weights = np.outer(np.eye(shape[0])[0], np.arange(shape[1]))
    high, low = programme.table(weights=weights), programme.table(weights=-weights)
    assert (high * weights).sum() > (programme.reading.table * weights).sum()
    assert (low * weights).sum() < (high * weights).sum()
    assert programme.reading.fit(np.array([high, low])).all()


def test_after_what_there_is_no_table_for_there_is_one_again(programme):
    assert programme.table(lower={0: 99.0}) is None
    assert programme.table() is not None


def test_a_question_that_was_given_up_is_not_asked_again_with_the_next(programme, monkeypatch):
    rows = np.ones(programme.reading.table.shape, dtype=np.int64)
    with monkeypatch.context() as patch:
        patch.setattr(programme.reading, "fit", lambda tables: np.array([False]))
        with pytest.raises(TakesTooLong):
            programme.table(rows=[(rows, 0, np.inf)], weights=rows.astype(float))
    before = programme.solver.getNumRow()
    assert programme.table() is not None
    assert programme.solver.getNumRow() == before
    assert programme.table(lower={0: 0.0}, rows=[(rows, 10, 10)]) is not None
