"""A council of two, in a review in which each organisation speaks with one voice."""

import pytest

from assessments.models.review import Confidentiality
from tests import scenarios


@pytest.fixture
def priya(cast):
    """Ben's colleague at the council."""
    [priya] = scenarios.add_members(
        partnership=cast.partnership, members=[scenarios.new_member("Priya", level="strategic")]
    )
    return priya


@pytest.fixture
def voiced(cast, priya):
    """An open review in which each organisation speaks with one voice."""
    return scenarios.open_review(cast.partnership, confidentiality=Confidentiality.ONE_VOICE)
