"""One-click sign-in to the demonstration: signed links that work on this machine only."""

from django.conf import settings
from django.core import signing
from django.http import HttpRequest
from django.urls import reverse

from accounts.models import Person

SALT = "demonstration"
LOOPBACK = ("127.0.0.1", "::1")


def sign_in_url(person: Person) -> str:
    token = signing.dumps(person.pk, salt=SALT)
    return f"{settings.SITE_URL}{reverse('demonstration:sign-in', args=[token])}"


def person_for_token(token: str) -> Person | None:
    """The member a link signs in. None if it was not made here."""
    try:
        return Person.objects.filter(pk=signing.loads(token, salt=SALT)).first()
    except signing.BadSignature:
        return None


def is_local(request: HttpRequest) -> bool:
    """Whether the demonstration is on and the request comes from this very machine."""
    forwarded = "HTTP_X_FORWARDED_FOR" in request.META
    return settings.DEMONSTRATION and not forwarded and request.META["REMOTE_ADDR"] in LOOPBACK
