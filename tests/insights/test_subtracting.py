"""What is published can't be put together to what is not: by subtracting, or by asking why."""

import pytest

from insights.models import Grouping, Perception
from insights.results.load import load_results
from tests import scenarios


@pytest.fixture
def answered(cast):
    """A closed review of these people: organisation and level, with the ratings they gave."""

    def answer(*said):
        cast.partnership.members.all().delete()
        review_of = []
        for organisation, level, ratings in said:
            members = scenarios.fill(cast.partnership, organisation, len(ratings), level)
            review_of += zip(members, ratings, strict=True)
        review = scenarios.open_review(cast.partnership)
        for member, rating in review_of:
            scenarios.answer(review, member, rating)
        return scenarios.close_review(review=review)

    return answer


def about(review, code="clarity-aim", grouping=Grouping.ORGANISATION) -> dict[str, Perception]:
    """What is published about one statement, by group."""
    rows = Perception.objects.filter(
        group__review=review, group__grouping__in=(grouping, "everyone"), code=code
    )
    return {row.group.label: row for row in rows.select_related("group")}


COUNCIL, CHARITY, HEALTH = scenarios.COUNCIL, scenarios.CHARITY, scenarios.HEALTH
MIXED = [2, 3, 4, 3, 2, 4, 3, 3, 2, 4]


def test_how_a_small_group_spreads_does_not_follow_from_everyone_less_a_large_one(answered):
    review = answered((COUNCIL, "operational", MIXED), (CHARITY, "operational", [1, 2, 3, 4, 4, 2]))
    told = about(review)
    assert {label for label, row in told.items() if row.counts} == {""}
    assert {label for label, row in told.items() if row.agreement is not None} == {""}
    assert told[COUNCIL[0]].n == 10


def test_how_a_large_group_spreads_is_shown_where_nothing_small_is_left(answered):
    review = answered(
        (COUNCIL, "operational", MIXED),
        (CHARITY, "operational", [1, 2, 3, 4, 4, 2]),
        (HEALTH, "operational", [1, 2, 3, 4, 4]),
    )
    assert {label for label, row in about(review).items() if row.counts} == {"", COUNCIL[0]}


def test_a_figure_is_not_withheld_for_each_of_its_few_having_chosen_some_end(answered):
    """If it were, its being withheld would tell that three strategic people chose the same."""
    review = answered(
        (COUNCIL, "strategic", [5, 5, 5]),
        (COUNCIL, "community", [1, 1]),
        (CHARITY, "operational", MIXED),
        (HEALTH, "operational", MIXED),
    )
    assert set(about(review)) == {"", COUNCIL[0], CHARITY[0], HEALTH[0]}


def test_who_is_left_of_a_sector_is_near_an_end_and_does_not_follow_from_it(answered):
    """Two organisations of five and more, and four others of whom six people are in health."""
    other = [(f"Practice {number}", "health") for number in range(3)]
    elsewhere = ("Homes", "housing")
    review = answered(
        (HEALTH, "operational", MIXED),
        *((one, "operational", [5, 5]) for one in other[:-1]),
        (other[-1], "operational", [5, 4]),
        (elsewhere, "operational", [2, 3, 2, 3]),
        (("Homes too", "housing"), "operational", [2, 3, 2, 3]),
        (COUNCIL, "operational", MIXED),
    )
    groups = load_results(review).groups
    assert "NHS Riverside" in {group.label for group in groups[Grouping.ORGANISATION]}
    assert "Health" in {group.label for group in groups[Grouping.SECTOR]}
    told = about(review).keys() | about(review, grouping=Grouping.SECTOR).keys()
    assert not {"NHS Riverside", "Health"} <= told


def test_a_band_leaves_open_that_somebody_chose_what_somebody_did(answered):
    """Nobody chose 4, so "4.7 or more" of five people would say that each of them chose 5."""
    review = answered(
        (COUNCIL, "operational", [5, 5, 5, 5, 5]),
        (CHARITY, "operational", [5, 5, 1, 3, 3, 3]),
        (HEALTH, "operational", [1, 5, 3, 3, 3, 3]),
    )
    council = about(review)[COUNCIL[0]]
    assert (council.bound, council.mean) == ("high", pytest.approx(4.6))
