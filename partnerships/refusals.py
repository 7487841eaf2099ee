"""What the product refuses to do, and how people are told where a page has no better way."""

from collections.abc import Callable

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect


class Refused(Exception):
    """What was asked for would break a promise of the product; its text says what to do."""


class SayRefusals:
    """Middleware. A refusal that a view leaves to it is said on the page that it came from."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        if request.method != "POST" or not isinstance(exception, Refused):
            return None
        messages.error(request, str(exception))
        return redirect(request.path)
