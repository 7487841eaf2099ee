"""Where a person is signed in, in words they recognise."""

from dataclasses import dataclass

from allauth.usersessions.models import UserSession
from django.contrib.auth.signals import user_logged_out
from django.contrib.sessions.models import Session
from django.dispatch import receiver
from django.http import HttpRequest
from django.utils.translation import gettext as _

from accounts.models import Person

# In this order: a browser also names those that it takes after.
BROWSERS = {
    "Edg": "Edge",
    "OPR": "Opera",
    "SamsungBrowser": "Samsung Internet",
    "Firefox": "Firefox",
    "FxiOS": "Firefox",
    "Chrome": "Chrome",
    "CriOS": "Chrome",
    "Safari": "Safari",
}
MACHINES = {
    "iPhone": "iPhone",
    "iPad": "iPad",
    "Android": "Android",
    "Windows": "Windows",
    "CrOS": "Chromebook",
    "Mac OS": "Mac",
    "Linux": "Linux",
}


def device_of(user_agent: str) -> str:
    """The browser and the machine, such as “Firefox on Windows”."""
    browser = next((name for sign, name in BROWSERS.items() if sign in user_agent), "")
    machine = next((name for sign, name in MACHINES.items() if sign in user_agent), "")
    if browser and machine:
        return _("%(browser)s on %(machine)s") % {"browser": browser, "machine": machine}
    return browser or machine or _("Another device")


@dataclass(frozen=True)
class Device:
    """A browser in which a person is signed in."""

    session: UserSession
    is_this_one: bool

    @property
    def name(self) -> str:
        return device_of(self.session.user_agent)


def devices_of(person: Person) -> list[Device]:
    """Where this person is signed in, the latest first."""
    sessions = UserSession.objects.purge_and_list(person)
    sessions.sort(key=lambda session: session.created_at, reverse=True)
    return [Device(session, session.is_current()) for session in sessions]


def sign_out_elsewhere(*, person: Person, only: str | None = None) -> None:
    """End this person's other sessions, or only the one named."""
    for device in devices_of(person):
        if not device.is_this_one and only in (None, str(device.session.pk)):
            device.session.end()


def forget_ended() -> None:
    """Delete records of ended sessions."""
    lasting = Session.objects.values("session_key")
    UserSession.objects.exclude(session_key__in=lasting).delete()


@receiver(user_logged_out)
def forget(request: HttpRequest, **signal: object) -> None:
    UserSession.objects.filter(session_key=request.session.session_key).delete()
