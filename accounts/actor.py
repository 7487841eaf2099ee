"""Who is acting now, for the audit log."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar

from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest, HttpResponse

from accounts.models import Person

_ACTOR: ContextVar[Person | AnonymousUser | None] = ContextVar("actor", default=None)


def current_actor() -> Person | None:
    """The person who is acting, or None if it is automatic."""
    person = _ACTOR.get()
    return person if person is not None and person.is_authenticated else None


@contextmanager
def acting_as(person: Person | AnonymousUser) -> Iterator[None]:
    """Attribute everything inside to this person."""
    token = _ACTOR.set(person)
    try:
        yield
    finally:
        _ACTOR.reset(token)


def acting_as_visitor(
    get_response: Callable[[HttpRequest], HttpResponse],
) -> Callable[[HttpRequest], HttpResponse]:
    """Middleware. The signed-in person is only looked up if something is logged."""

    def middleware(request: HttpRequest) -> HttpResponse:
        with acting_as(request.user):
            return get_response(request)

    return middleware
