"""Who is doing what happens now, for the trail to name them."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar

from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest, HttpResponse

from partnerships.models.person import Person

_ACTING: ContextVar[Person | AnonymousUser | None] = ContextVar("acting", default=None)


def acting() -> Person | None:
    """The person who is doing this, or None if it happens by itself."""
    person = _ACTING.get()
    return person if person is not None and person.is_authenticated else None


@contextmanager
def done_by(person: Person | AnonymousUser) -> Iterator[None]:
    """What happens in here is this person's doing."""
    token = _ACTING.set(person)
    try:
        yield
    finally:
        _ACTING.reset(token)


def done_by_whoever_asks(
    get_response: Callable[[HttpRequest], HttpResponse],
) -> Callable[[HttpRequest], HttpResponse]:
    """Middleware. Who has signed in is looked up only if something is written down."""

    def middleware(request: HttpRequest) -> HttpResponse:
        with done_by(request.user):
            return get_response(request)

    return middleware
