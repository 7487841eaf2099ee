"""Choosing the language of the interface."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from accounts.access import public, sent_only
from localisation.request import remember_language


@public
@sent_only
def language(request: HttpRequest) -> HttpResponse:
    """Remember a language on this device, and on the account if signed in."""
    chosen = request.POST.get("language", "")
    if chosen not in dict(settings.LANGUAGES):
        return redirect("home:home")
    if request.user.is_authenticated:
        request.user.language = chosen
        request.user.save(update_fields=["language"])
    return remember_language(request, chosen)
