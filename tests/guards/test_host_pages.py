"""The administration pages are for host administrators, and lead to no answer."""

from collections.abc import Iterator

import pytest
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from django.contrib import admin
from django.urls import reverse

from accounts.models import Person
from tests import scenarios

from .addresses import ADMIN, EVERY
from .places import everything_kept

pytestmark = pytest.mark.once

ANSWERS = {
    *("Answer", "SectionAnswer", "Response", "Import", "Invitation"),
    *("PublishedComment", "Perception"),
}


def host_pages(cast: scenarios.Cast) -> Iterator[str]:
    """Every address of the administration pages."""
    example = {"object_id": cast.ben.pk, "app_label": "partnerships", "url": "anything"}
    example |= {"content_type_id": 1}
    for name, pattern in EVERY:
        if name.startswith(ADMIN):
            parts = pattern.pattern.converters or pattern.pattern.regex.groupindex
            kwargs = {part: example[part] for part in parts}
            yield reverse(name, kwargs=kwargs) if pattern.name else "/admin/anything/"


def test_the_host_administrators_pages_are_closed_to_everybody_else(cast, browsers):
    for url in host_pages(cast):
        for person, browser in browsers.items():
            for reply in (browser.get(url), browser.post(url)):
                assert reply.status_code in (302, 403, 404, 405), f"{url} as {person}"


@pytest.mark.parametrize("has_one", [False, True])
def test_a_host_administrator_who_has_not_used_a_second_factor_gets_nowhere(
    cast, client, settings, has_one
):
    """Whether they have none, or one that this session has not passed by."""
    settings.SECOND_FACTOR_FOR_COORDINATORS = True
    host = Person.objects.create_superuser("host@example.org")
    if has_one:
        TOTP.activate(host, generate_totp_secret())
    client.force_login(host)
    asked = "mfa_reauthenticate" if has_one else "accounts:second-factor"
    before = everything_kept()
    for url in host_pages(cast):
        for reply in (client.get(url), client.post(url, {"post": "yes"})):
            last = client.get(reply.url, follow=True) if reply.status_code == 302 else reply
            reached = last.redirect_chain[-1][0] if last.redirect_chain else reply.url
            assert reached.startswith(reverse(asked)), url
    assert everything_kept() == before


def test_the_host_administrator_is_given_no_way_to_answers():
    assert not {model.__name__ for model in admin.site._registry} & ANSWERS
