"""What one who took part makes of published tables with their own answer in hand."""

from random import Random

from attack.attacks.answers import Attacker, tallied
from attack.attacks.insiders import explore, one_insider, sums_by_one, two_insiders, worst_odds
from attack.solving.knowledge import coordinator

from .tables import mean, plan_of, published


def reading(plan, *constraints) -> Attacker:
    attacker = Attacker(coordinator(plan, 0, published(plan, *constraints)))
    explore(attacker, 1)
    return attacker


def test_one_who_said_otherwise_than_all_colleagues_reads_them():
    plan = plan_of(council=[4, 5, 5], charity=[4, 4, 5, 4])
    leaky = reading(plan, mean(plan, "council"))
    assert tallied("", "", one_insider(leaky)).got == 2
    assert tallied("", "", one_insider(reading(plan))).got == 0


def test_two_who_agree_read_a_third():
    plan = plan_of(council=[3, 4, 5], charity=[1, 2, 3, 4, 5])
    known = reading(plan, mean(plan, "council"))
    assert tallied("", "", one_insider(known)).got == 0
    assert tallied("", "", two_insiders(known, Random(1), 100)).got == 3
    assert worst_odds(known, Random(1), 100) == 1


def test_what_a_colleague_said_is_left_of_the_sum_of_two():
    plan = plan_of(council=[2, 4], charity=[1, 3, 5], police=[2, 3, 4])
    leaky = reading(plan, mean(plan, "charity"), mean(plan, "police"))
    assert tallied("", "", sums_by_one(leaky, plan)).got > 0
    assert tallied("", "", sums_by_one(reading(plan), plan)).got == 0
