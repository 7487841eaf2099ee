"""By chance hardly any gap is named, and of those that are there most are found."""

import pytest

from calibration.claims import NULL_SHAPES, of_a_shift, of_nothing
from calibration.invented import Shape
from insights.statistics import chance

FEW_STATEMENTS = 4


@pytest.fixture(autouse=True)
def fewer_deals(monkeypatch):
    monkeypatch.setattr(chance, "DEALS", 1500)
    chance.by_chance.cache_clear()
    yield
    chance.by_chance.cache_clear()


@pytest.mark.parametrize("shape", NULL_SHAPES, ids=lambda shape: str(shape.sizes))
def test_of_two_hundred_reviews_without_differences_few_statements_are_named(shape):
    claims = of_nothing(shape, 200, FEW_STATEMENTS)
    assert claims.named <= 0.05 * claims.statements
    assert claims.considerations_named <= 0.03 * claims.considerations
    assert claims.expected == pytest.approx(claims.named, abs=0.02 * claims.statements)


def test_a_shift_of_a_point_and_a_half_in_groups_of_ten_is_mostly_found():
    claims = of_a_shift(Shape((10,) * 4), 1.5, 40, FEW_STATEMENTS)
    assert claims.named >= 0.7 * claims.statements


def test_in_groups_of_five_or_six_it_is_found_about_every_second_time():
    claims = of_a_shift(Shape((6, 6, 6, 5, 5)), 1.5, 40, FEW_STATEMENTS)
    assert 0.35 * claims.statements <= claims.named <= 0.65 * claims.statements
    claims = of_a_shift(Shape((6, 6, 6, 5, 5)), 2, 40, FEW_STATEMENTS)
    assert claims.named >= 0.6 * claims.statements
