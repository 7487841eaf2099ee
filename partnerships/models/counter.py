"""Attempts, counted by every process together: the table of Django's cache in the database."""

from django.db import models


class Counter(models.Model):
    """A count of attempts, and when it is over; `config.counters` hides whose it is.

    The columns are those that `django.core.cache.backends.db.DatabaseCache` reads and writes.
    """

    cache_key = models.CharField(max_length=255, primary_key=True)
    value = models.TextField()
    expires = models.DateTimeField(db_index=True)

    def __str__(self) -> str:
        return self.cache_key
