"""Every table that is found one swap away fits what is published, and is what was looked for."""

import numpy as np
import pytest

from insights.disclosure.release import Rung
from insights.disclosure.swaps import Swaps
from insights.disclosure.tables import Reading
from tests.properties.test_audit import MIXED, TEN

pytestmark = pytest.mark.once


def test_tables_one_swap_away_fit():
    reading, number = Reading(MIXED, TEN, Rung.STEPS), 0
    swaps = Swaps(reading)
    for cell, answer in np.argwhere(reading.table == 0):
        wanted = np.zeros(reading.table.shape, dtype=np.int64)
        wanted[cell, answer] = 1
        for table in swaps.tables(reading.table, cell, [(wanted, 1, np.inf)]):
            number += 1
            assert table[cell, answer] == 1
            assert table.min() >= 0
            assert (table.sum(axis=1) == reading.sizes).all()
            assert (table.sum(axis=0) == reading.totals).all()
            assert all(low <= (row * table).sum() <= high for row, low, high in reading.bounds)
    assert number
