"""Queries that are put together once: that takes Python longer than the database needs to run them.

For the few that are run for every page and every answer of a questionnaire, and for nothing else.
"""

from collections.abc import Callable
from functools import cache
from typing import Any, TypeVar

from django.db import connection, models

Rows = list[tuple[Any, ...]]
Row = TypeVar("Row", bound=models.Model)


class Prepared:
    """Columns of some rows, which `choose` picks by its parameters, all of them text.

    A parameter is given by name, and stands in the query as often as it likes.
    """

    def __init__(self, choose: Callable[..., models.QuerySet[Any]], *columns: str) -> None:
        self.choose, self.columns = choose, columns
        self._written = cache(self._write)

    def _write(self, names: tuple[str, ...]) -> tuple[str, tuple[str, ...]]:
        chosen = self.choose(**{name: name for name in names})
        return chosen.order_by().values_list(*self.columns).query.sql_with_params()

    def rows(self, **given: str) -> Rows:
        """The rows for these parameters, as the database gives them."""
        statement, names = self._written(tuple(given))
        with connection.cursor() as cursor:
            cursor.execute(statement, [given[name] for name in names])
            rows: Rows = cursor.fetchall()
        return rows

    def first(self, **given: str) -> dict[str, object] | None:
        """The first of them by the names of its columns."""
        for row in self.rows(**given):
            return dict(zip(self.columns, row, strict=True))
        return None


def partly(model: type[Row], values: dict[str, object], prefix: str = "") -> Row:
    """A row of which no more has been read than the columns whose names begin so."""
    fields = _fields(model, tuple(values), prefix)
    known = [field.attname for field, _name in fields]
    read = [field.to_python(values[name]) for field, name in fields]
    return model.from_db(connection.alias, known, read)


@cache
def _fields(
    model: type[models.Model], names: tuple[str, ...], prefix: str
) -> list[tuple[models.Field[Any, Any], str]]:
    attributes = [(field, prefix + field.attname) for field in model._meta.concrete_fields]
    return [(field, name) for field, name in attributes if name in names]
