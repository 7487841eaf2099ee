"""Everything a person has taken on, in any partnership."""

from django.utils import timezone

from discussions.models import Action
from partnerships.members.services import add_members
from tests import scenarios

ADDRESS = "/actions/"


def test_what_is_to_do_comes_first_and_by_date(as_, shared, take_on):
    take_on(shared, "ben", "Done long ago", days=-9, done_at=timezone.now())
    take_on(shared, "ben", "Later", days=9)
    take_on(shared, "ben", "Sooner", days=2)
    page = as_("ben").get(ADDRESS)
    assert [action.what for action in page.context["to_do"]] == ["Sooner", "Later"]
    assert [action.what for action in page.context["done"]] == ["Done long ago"]


def test_each_says_where_it_comes_from(as_, shared, take_on):
    take_on(shared, "ben")
    text = as_("ben").get(ADDRESS).content.decode()
    for words in ("Write to the board", "Shared clarity", "Riverside Partnership", "Autumn review"):
        assert words in text
    assert f"/reviews/{shared.pk}/discussion/clarity/" in text


def test_overdue_is_said_in_words(as_, shared, take_on):
    take_on(shared, "ben", days=0)
    assert "Overdue" not in as_("ben").get(ADDRESS).content.decode()
    take_on(shared, "ben", days=-1)
    assert "Overdue" in as_("ben").get(ADDRESS).content.decode()


def test_it_holds_what_is_ones_own_and_no_more(as_, shared, take_on):
    take_on(shared, "cleo", "Not for Ben")
    assert "Not for Ben" not in as_("ben").get(ADDRESS).content.decode()


def test_it_spans_partnerships(as_, cast, shared, take_on):
    take_on(shared, "ben", "Here")
    elsewhere = cast.dev.memberships.get().partnership
    [ben] = add_members(partnership=elsewhere, members=[scenarios.new_member("Ben")])
    review = scenarios.draft_review(elsewhere)
    today = timezone.localdate()
    Action.objects.create(review=review, consideration="power", what="There", owner=ben, due=today)
    text = as_("ben").get(ADDRESS).content.decode()
    assert "Here" in text
    assert "There" in text
    assert "Elsewhere" in text


def test_it_leads_nowhere_that_its_owner_may_not_go(as_, closed, take_on):
    take_on(closed, "ben")
    take_on(closed, "ana")
    assert f"/reviews/{closed.pk}/discussion/" not in as_("ben").get(ADDRESS).content.decode()
    assert f"/reviews/{closed.pk}/discussion/" in as_("ana").get(ADDRESS).content.decode()


def test_marked_as_done_from_here_and_back_again(as_, shared, take_on):
    action, client = take_on(shared, "ben"), as_("ben")
    done = client.post(f"/reviews/{shared.pk}/actions/{action.pk}/done/", {"next": ADDRESS})
    assert done.url == ADDRESS
    text = client.get(ADDRESS).content.decode()
    assert "The action has been marked as done." in text
    assert "You have nothing left to do" in text
    client.post(f"/reviews/{shared.pk}/actions/{action.pk}/reopen/", {"next": ADDRESS})
    assert list(client.get(ADDRESS).context["to_do"]) == [action]


def test_somebody_without_actions_is_told_what_will_come(as_):
    assert "You have no actions" in as_("dev").get(ADDRESS).content.decode()


def test_a_stranger_signs_in_first(as_):
    assert as_("stranger").get(ADDRESS).status_code == 302


def test_an_action_whose_owner_has_been_erased_lets_nobody_read_on(shared, take_on):
    action = take_on(shared, "ben")
    assert action.owner_may_read_discussion
    action.owner = None
    assert not action.owner_may_read_discussion
