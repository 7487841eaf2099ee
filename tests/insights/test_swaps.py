"""Every table that is found one swap away fits what is published, and is what was looked for."""

import numpy as np
import pytest

from insights.disclosure.release import Plan, Rung, Treatment
from insights.disclosure.swaps import Swaps
from insights.disclosure.tables import Reading
from tests.properties.test_audit import MIXED, TEN, planned

pytestmark = pytest.mark.once
IN_STEPS = planned(dict(TEN.people), Treatment.STEPS)


@pytest.mark.parametrize("plan", [TEN, IN_STEPS], ids=["exact", "steps"])
def test_tables_one_swap_away_fit(plan: Plan):
    reading, number = Reading(MIXED, plan, Rung.STEPS), 0
    swaps = Swaps(reading)
    for cell, answer in np.argwhere(reading.table == 0):
        wanted = np.zeros(reading.table.shape, dtype=bool)
        wanted[cell, answer] = True
        for table in swaps.tables(reading.table, wanted, np.random.default_rng(1)):
            number += 1
            assert table[cell, answer] == 1
            assert table.min() >= 0
            assert (table.sum(axis=1) == reading.sizes).all()
            assert reading.totals is None or (table.sum(axis=0) == reading.totals).all()
            assert all(low <= (row * table).sum() <= high for row, low, high in reading.bounds)
    assert number


def test_a_table_that_breaks_a_bound_does_not_fit():
    reading = Reading(MIXED, TEN, Rung.STEPS)
    assert reading.fit(reading.table[None]).tolist() == [True]
    assert reading.fit(reading.table[None, ::-1]).tolist() == [False]
