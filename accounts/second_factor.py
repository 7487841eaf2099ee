"""A person's second factor: passkeys, an authenticator app and recovery codes."""

from dataclasses import dataclass, field
from datetime import datetime

from allauth.account.adapter import get_adapter
from allauth.account.authentication import get_authentication_records
from allauth.account.internal.flows.login import record_authentication
from allauth.core.exceptions import ImmediateHttpResponse
from allauth.mfa.models import Authenticator
from allauth.mfa.signals import authenticator_added
from allauth.mfa.utils import is_mfa_enabled
from django.conf import settings
from django.dispatch import receiver
from django.http import HttpRequest
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.http import urlencode

from accounts.models import Person

Type = Authenticator.Type
COUNTING = [Type.WEBAUTHN, Type.TOTP]
"""What is asked for at sign-in. Recovery codes stand in for these and count for nothing alone."""
BOUND_FOR = "bound_for"
"""Where in the session it stands where someone was going who has to set one up first."""


@dataclass(frozen=True)
class Passkey:
    id: int
    name: str
    added: datetime
    last_used: datetime | None


@dataclass
class SecondFactor:
    """What a person has set up."""

    passkeys: list[Passkey] = field(default_factory=list)
    has_app: bool = False
    codes_left: int = 0

    def __bool__(self) -> bool:
        return bool(self.passkeys) or self.has_app


def second_factor_of(person: Person) -> SecondFactor:
    found = SecondFactor()
    for one in Authenticator.objects.filter(user=person).order_by("created_at"):
        if one.type == Type.WEBAUTHN:
            name = one.wrap().name
            found.passkeys.append(Passkey(one.pk, name, one.created_at, one.last_used_at))
        elif one.type == Type.TOTP:
            found.has_app = True
        else:
            found.codes_left = len(one.wrap().get_unused_codes())
    return found


def has_second_factor(person: Person) -> bool:
    return bool(is_mfa_enabled(person, COUNTING))


def has_used_second_factor(request: HttpRequest, person: Person) -> bool:
    """Whether this session was authenticated with a factor that they still have."""
    if not has_second_factor(person):
        return False
    used = [one.get("id") for one in get_authentication_records(request, person)]
    return bool(Authenticator.objects.filter(user=person, pk__in=used).exists())


def satisfies_second_factor(request: HttpRequest, person: Person) -> bool:
    """Whether coordinators and host administrators may continue as they have signed in."""
    return not settings.SECOND_FACTOR_FOR_COORDINATORS or has_used_second_factor(request, person)


def redirect_to_second_factor(request: HttpRequest, person: Person, bound_for: str) -> None:
    """Redirect to use or set up a second factor, and back afterwards."""
    if satisfies_second_factor(request, person):
        return
    if has_second_factor(person):
        easiest, *_others = get_adapter().get_reauthentication_methods(person)
        raise ImmediateHttpResponse(redirect(f"{easiest['url']}?{urlencode({'next': bound_for})}"))
    request.session[BOUND_FOR] = bound_for
    raise ImmediateHttpResponse(redirect("accounts:second-factor"))


def pop_destination(request: HttpRequest) -> str:
    """Where the person was going before setting it up, or else their account."""
    return request.session.pop(BOUND_FOR, None) or reverse("accounts:account")


@receiver(authenticator_added)
def take_as_proof(request: HttpRequest, authenticator: Authenticator, **signal: object) -> None:
    """Setting up a second factor counts as having used it."""
    record_authentication(
        request,
        authenticator.user,
        "mfa",
        id=authenticator.pk,
        type=authenticator.type,
        reauthenticated=True,
    )
