"""How finely a review is shown tells what someone said, unless a failing statement has company."""

import pytest

from attack.attacks import rung
from insights.disclosure import company

pytestmark = pytest.mark.django_db


@pytest.fixture
def read(monkeypatch):
    """Reads a review that seems to tell, and says in how many ways to answer it has."""
    monkeypatch.setattr(rung, "STATEMENTS", (5,))

    def got(seed):
        tallies = rung.told_by_rung(seed, 0)
        assert all(one.tried == rung.DRAWN for one in tallies)
        return sum(one.got for one in tallies)

    return got


@pytest.mark.parametrize("seed", [34, 55])
def test_a_failing_statement_without_company_is_read(monkeypatch, read, seed):
    monkeypatch.setattr(company, "COMPANIONS", 0)
    assert read(seed) > 0


@pytest.mark.parametrize("seed", [34, 55])
def test_one_with_company_is_not(read, seed):
    assert read(seed) == 0
