"""Querysets that are compiled once, for where a page must not take long.

Of a small query Django's compiling takes longer than the database: 0.5 of the 0.8 ms in which a
personal link is found with all that its pages show.
"""

from collections.abc import Callable
from copy import copy
from functools import cached_property
from types import SimpleNamespace
from typing import Any, Generic, TypeVar

from django.db import connection
from django.db.models import QuerySet

T = TypeVar("T")


class CompiledQuery(Generic[T]):
    """A queryset that is built and compiled at its first use, and asked with other texts from then.

    `build` is given stand-ins for these texts, and must do nothing with them but compare columns.
    What is read is as the queryset would have read it; a test holds them against each other.
    """

    def __init__(self, build: "Callable[..., QuerySet[Any, T]]", texts: int) -> None:
        self.build = build
        self.stand_ins = [f"stand-in {number}" for number in range(texts)]

    @cached_property
    def _compiled(self) -> tuple[Any, Any, str, list[Any]]:
        queryset: Any = self.build(*self.stand_ins)
        compiler = queryset.query.get_compiler(queryset.db)
        sql, parameters = compiler.as_sql()
        return queryset, compiler, sql, list(parameters)

    def __call__(self, *texts: str) -> list[T]:
        """Ask the database; raises what a queryset would."""
        queryset, compiler, sql, parameters = self._compiled
        values: dict[object, str] = dict(zip(self.stand_ins, texts, strict=True))
        with connection.cursor() as cursor:
            cursor.execute(sql, [values.get(one, one) for one in parameters])
            rows = cursor.fetchall()
        compiler = copy(compiler)
        compiler.connection, compiler.execute_sql = connection, lambda *_args, **_more: [rows]
        query = copy(queryset.query)
        query.get_compiler = lambda *_args, **_more: compiler
        answered = SimpleNamespace(
            db=queryset.db, query=query, _fields=queryset._fields, _known_related_objects={}
        )
        found: list[T] = list(queryset._iterable_class(answered))
        return found
