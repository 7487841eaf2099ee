"""What the page of all rounds says while there is nothing to put side by side."""

from tests import scenarios

from .test_over_time import page


def test_before_there_is_anything_to_see_the_page_says_what_will_come(cast, as_):
    assert "There are no results yet that you can see." in page(as_, "ben", cast)


def test_a_single_round_has_nothing_to_be_compared_with(cast, as_):
    scenarios.shared_review(cast.partnership)
    assert "No two rounds have asked the same statements yet." in page(as_, "olu", cast)
