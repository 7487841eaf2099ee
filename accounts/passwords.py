"""Doing without a password."""

from allauth.account import signals
from allauth.account.adapter import get_adapter
from django.contrib.auth import update_session_auth_hash

from .access import PersonRequest
from .adapters import PASSWORD_REMOVED
from .models import Person


def remove_password(request: PersonRequest) -> None:
    """Leave the emailed code as the way to sign in, and end sessions that used the password."""
    person = request.user
    person.set_unusable_password()
    person.save(update_fields=["password"])
    update_session_auth_hash(request, person)
    get_adapter().send_notification_mail(PASSWORD_REMOVED, person)
    signals.password_changed.send(sender=Person, request=request, user=person)
