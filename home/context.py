"""What every template may ask about the installation."""

from django.conf import settings
from django.http import HttpRequest


def site(request: HttpRequest) -> dict[str, object]:
    return {"demonstration": settings.DEMONSTRATION}
