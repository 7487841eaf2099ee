"""A review in each of its states, made once for all tests of a file, and who looks at it."""

from copy import deepcopy

import pytest
from django.test import Client

from .addresses import CAST, STATES
from .places import Place, place_in


@pytest.fixture(scope="module", params=STATES)
def place(request, begun, undone) -> Place:
    with undone() as make:
        yield make(lambda: place_in(request.param, deepcopy(begun)))


@pytest.fixture
def browsers(as_) -> dict[str, Client]:
    return {name: as_(name) for name in CAST}
