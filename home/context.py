"""What every template can use to find out about the installation."""

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import get_language

from localisation.request import Offer


def site(request: HttpRequest) -> dict[str, object]:
    return {"demonstration": settings.DEMONSTRATION, "offer": _language_offer(request)}


def _language_offer(request: HttpRequest) -> Offer:
    """The languages a view offers, such as a questionnaire's, or those of the interface."""
    offer: Offer | None = getattr(request, "offer", None)
    return offer or Offer(dict(settings.LANGUAGES), get_language(), reverse("accounts:language"))
