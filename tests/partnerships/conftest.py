"""What tests of a partnership's pages share: an address, and the walk of those it is shut to."""

import pytest
from django.urls import reverse

from tests.mail_server import MailServer


@pytest.fixture
def at(cast):
    """The address of a page of Riverside: `at("member-edit", cast.ben)`."""

    def address(name: str, *things) -> str:
        args = [cast.partnership.pk, *(thing.pk for thing in things)]
        return reverse(f"partnerships:{name}", args=args)

    return address


@pytest.fixture
def only_for_coordinators(as_):
    """Fails unless this address refuses everybody but coordinators, whether read or sent to."""

    def walk(address: str) -> None:
        for name, status in {"finn": 403, "ben": 403, "olu": 403, "dev": 404}.items():
            assert as_(name).get(address).status_code == status, name
            assert as_(name).post(address).status_code == status, name
        for answer in (as_("stranger").get(address), as_("stranger").post(address)):
            assert answer.headers["Location"].startswith("/account/sign-in/")
        assert as_("ana").get(address).status_code == 200

    return walk


@pytest.fixture
def server(settings):
    """A real mail server, to which everything is sent."""
    handler = MailServer()
    handler.start()
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST = "127.0.0.1"
    settings.EMAIL_PORT = handler.port
    settings.EMAIL_USE_TLS = settings.EMAIL_USE_SSL = False
    yield handler
    handler.stop()
