"""An action that somebody else removes, or changes, while its page is open."""

import pytest
from lxml import html

from discussions import services
from discussions.models import Action

from .conftest import as_sent

WRITTEN = "Write to the council, too"


def page_of(action, what):
    return f"/reviews/{action.review_id}/actions/{action.pk}/{what}/"


@pytest.fixture
def action(closed, take_on):
    return take_on(closed, "ben")


def test_words_for_an_action_that_was_removed_are_shown_to_their_writer(as_, action):
    finn = as_("finn")
    sent = as_sent(finn.get(page_of(action, "edit")), what=WRITTEN)
    Action.objects.all().delete()
    page = finn.post(page_of(action, "edit"), sent)
    assert page.status_code == 404
    assert "Someone removed it" in page.content.decode()
    assert WRITTEN in page.content.decode()


def test_so_are_they_if_it_is_removed_in_the_moment_of_saving(as_, action, monkeypatch):
    finn = as_("finn")
    sent = as_sent(finn.get(page_of(action, "edit")), what=WRITTEN)
    monkeypatch.setattr(services, "_lock_review", lambda review: Action.objects.all().delete())
    assert WRITTEN in finn.post(page_of(action, "edit"), sent).content.decode()


def test_removing_it_twice_says_that_it_is_gone(as_, action, closed):
    finn = as_("finn")
    finn.post(page_of(action, "remove"))
    text = finn.post(page_of(action, "remove")).content.decode()
    assert "The action has been removed." in text
    assert "This action has been removed" in text


@pytest.mark.parametrize("name", ["ben", "finn"])
@pytest.mark.parametrize("what", ["done", "reopen"])
def test_marking_one_that_was_removed_says_so(as_, action, name, what):
    address = page_of(action, what)
    Action.objects.all().delete()
    assert "Someone removed it" in as_(name).post(address).content.decode()


def test_one_that_somebody_has_changed_is_not_removed_unseen(as_, action, closed):
    finn = as_("finn")

    def confirm(page):
        [form] = html.fromstring(page.content.decode()).xpath("//form[.//*[@name='due']]")
        return finn.post(page_of(action, "remove"), dict(form.form_values()))

    page = finn.get(page_of(action, "remove"))
    Action.objects.update(what=WRITTEN)
    page = confirm(page)
    assert "Someone else changed this action" in page.content.decode()
    assert WRITTEN in page.content.decode()
    assert closed.actions.exists()
    confirm(page)
    assert not closed.actions.exists()


def test_nobody_is_called_none_where_an_owner_has_been_erased(as_, action, closed):
    Action.objects.update(owner=None)
    for page in (
        f"/partnerships/{closed.partnership_id}/over-time/",
        f"/reviews/{closed.pk}/results/clarity/",
    ):
        text = as_("finn").get(page).content.decode()
        assert "No one at present" in text
        assert "None" not in text
