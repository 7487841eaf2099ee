"""What is held about people, for how long, and who sees it: the product's page on privacy."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from accounts.access import public


@public
def privacy(request: HttpRequest) -> HttpResponse:
    return render(request, "privacy/privacy.html", {"months": settings.RETENTION_MONTHS})
