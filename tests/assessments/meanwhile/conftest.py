"""An open review, and Ben's link to it; what is done to them is committed."""

import pytest

from tests import scenarios

from .sending import Sender


@pytest.fixture
def cast(transactional_db):
    return scenarios.riverside()


@pytest.fixture
def review(cast):
    return scenarios.open_quietly(cast.partnership)


@pytest.fixture
def ben(review, cast):
    return Sender(review, cast.ben)
