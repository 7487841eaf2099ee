"""Setting up an authenticator app, which is all done when the page says so."""

import pytest
from django.urls import reverse

from tests import scenarios

from .test_second_factor import ACCOUNT, APP, CODES, shown_by


@pytest.fixture
def cast(transactional_db):
    return scenarios.riverside()


def test_an_app_is_set_up_and_recovery_codes_are_given_at_once(signed_in, send, mailoutbox):
    browser = signed_in("ana@example.org")
    secret = browser.get(APP).context["form"].secret
    page = send(browser, APP, code=shown_by(secret))
    assert page.redirect_chain[-1][0] == CODES
    codes = page.context["unused_codes"]
    assert len(codes) == 10
    assert "An authenticator app was set up." in mailoutbox[-1].body
    downloaded = browser.get(reverse("mfa_download_recovery_codes"))
    assert downloaded.content.decode().split() == codes
    assert browser.get(ACCOUNT).context["second_factor"].codes_left == 10
