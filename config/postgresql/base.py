"""PostgreSQL as Django speaks it, but for asking a connection in use whether it is well."""

from time import monotonic

from django.db.backends.postgresql import base

WELL_FOR = 5.0
"""Seconds for which a connection that has just worked is taken to be well."""


class DatabaseWrapper(base.DatabaseWrapper):
    """Asks only after a pause: each time costs a round trip, which answering would feel."""

    worked_at = float("-inf")

    def close_if_health_check_failed(self) -> None:
        if monotonic() - self.worked_at < WELL_FOR:
            self.health_check_done = True
        super().close_if_health_check_failed()

    def close_if_unusable_or_obsolete(self) -> None:
        """Between requests: whether the connection was in use, and nothing went wrong, is known."""
        if self.health_check_done and not self.errors_occurred:
            self.worked_at = monotonic()
        super().close_if_unusable_or_obsolete()
