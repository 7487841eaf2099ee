"""A connection to PostgreSQL is asked whether it is well after a pause, and not while it works."""

from types import SimpleNamespace

import pytest
from django.conf import settings

from config.postgresql import base


@pytest.fixture
def clock(monkeypatch):
    now = SimpleNamespace(seconds=100.0)
    monkeypatch.setattr(base, "monotonic", lambda: now.seconds)
    return now


@pytest.fixture
def connection(monkeypatch):
    """One that is kept between requests and counts how often it is asked."""
    wrapper = base.DatabaseWrapper(settings.DATABASES["default"] | {"AUTOCOMMIT": True})
    wrapper.connection, wrapper.health_check_enabled, wrapper.asked = object(), True, 0

    def is_usable() -> bool:
        wrapper.asked += 1
        return True

    monkeypatch.setattr(wrapper, "is_usable", is_usable)
    monkeypatch.setattr(wrapper, "get_autocommit", lambda: True)
    return wrapper


def request(connection, *, asks: bool = True) -> None:
    connection.close_if_unusable_or_obsolete()
    if asks:
        connection.close_if_health_check_failed()
    connection.close_if_unusable_or_obsolete()


def test_one_in_use_is_not_asked_again_and_again(connection, clock):
    for _request in range(5):
        request(connection)
        clock.seconds += 1
    assert connection.asked == 1


def test_one_that_rested_is_asked(connection, clock):
    request(connection)
    clock.seconds += base.WELL_FOR
    request(connection, asks=False)
    request(connection)
    assert connection.asked == 2


def test_one_that_failed_is_asked_at_once(connection, clock):
    request(connection)
    connection.errors_occurred = True
    request(connection)
    assert connection.asked == 2
