"""Refusals, and how people are told where a page has no better way."""

from collections.abc import Callable

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect


class Refused(Exception):
    """The request would break a promise of the product; the message says what to do."""


class SayRefusals:
    """Middleware. Shows an unhandled refusal on the page that the request came from."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        if request.method != "POST" or not isinstance(exception, Refused):
            return None
        messages.error(request, str(exception))
        return redirect(request.path)
