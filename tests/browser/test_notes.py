"""Notes of a discussion that are not saved yet stay on the device, for who wrote them."""

import pytest
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import Page, expect

from discussions.models import Action
from discussions.services import record_conclusion
from insights.models import PublishedComment
from tests import scenarios

from .conftest import PHONE, sign_in
from .watching import overflow

pytestmark = pytest.mark.once

BACK = "Your unsaved changes were kept on this device"


@pytest.fixture
def review(cast):
    return scenarios.closed_review(cast.partnership)


@pytest.fixture
def notes(window, cast, review):
    """Opens the page of notes as somebody of the cast, in a window of their own or in this one."""

    def opened(name: str, page: Page | None = None, **options) -> Page:
        page = page or window(**options)
        sign_in(page, cast.person(name))
        page.goto(reverse("discussions:discussion-consideration", args=[review.pk, "clarity"]))
        return page

    return opened


def box(page: Page):
    return page.get_by_label("What was said")


def save(page: Page) -> None:
    page.get_by_role("button", name="Save", exact=True).click()


def reload(page: Page) -> None:
    """As after a crash: nobody is asked whether to leave."""
    address = page.url
    page.goto("about:blank")
    page.goto(address)


def nothing_is_left(page: Page) -> bool:
    return page.evaluate("Object.keys(localStorage).length") == 0


def test_what_was_not_saved_is_back_after_a_crash_and_gone_once_it_is_saved(notes, review):
    page = notes("finn")
    box(page).fill("Half a sentence")
    page.get_by_label("We agree on a rating").check()
    expect(page.get_by_text("is kept on this device")).to_be_visible()
    page.on("dialog", lambda dialog: dialog.accept())
    reload(page)
    expect(page.get_by_text(BACK)).to_be_visible()
    expect(box(page)).to_have_value("Half a sentence")
    expect(page.get_by_label("We agree on a rating")).to_be_checked()
    page.get_by_label("3 – Neither agree nor disagree").check()
    page.get_by_role("button", name="Save and go to the next").click()
    expect(page.get_by_text("has been saved.")).to_be_visible()
    assert nothing_is_left(page)
    assert review.conclusions.get().said == "Half a sentence"


def test_it_can_be_thrown_away(notes):
    page = notes("finn")
    page.on("dialog", lambda dialog: dialog.accept())
    box(page).fill("Half a sentence")
    reload(page)
    page.get_by_role("button", name="Discard unsaved changes").click()
    expect(box(page)).to_have_value("")
    expect(page.get_by_text(BACK)).to_be_hidden()
    assert nothing_is_left(page)


def test_nobody_else_on_the_same_device_sees_it(notes):
    page = notes("finn")
    page.on("dialog", lambda dialog: dialog.accept())
    box(page).fill("Half a sentence")
    notes("ana", page)
    expect(box(page)).to_have_value("")
    notes("finn", page)
    expect(box(page)).to_have_value("Half a sentence")


def test_without_a_connection_nothing_is_lost(notes, review):
    page = notes("finn")
    box(page).fill("In the basement")
    page.context.set_offline(True)
    save(page)
    expect(page.get_by_text("You are offline.")).to_be_visible()
    expect(box(page)).to_have_value("In the basement")
    page.context.set_offline(False)
    save(page)
    expect(page.get_by_text("has been saved.")).to_be_visible()
    assert review.conclusions.get().said == "In the basement"


def test_what_was_kept_meets_what_somebody_else_has_saved_since(notes, review):
    page = notes("finn")
    page.on("dialog", lambda dialog: dialog.accept())
    box(page).fill("Finn heard this.")
    record_conclusion(review=review, consideration="clarity", said="Ana heard that.")
    reload(page)
    expect(box(page)).to_have_value("Finn heard this.")
    save(page)
    expect(page.get_by_text("Ana heard that.")).to_be_visible()
    reload(page)
    save(page)
    expect(page.get_by_text("Ana heard that.")).to_be_visible()
    page.get_by_role("button", name="Put both texts in the box").click()
    expect(box(page)).to_have_value("Ana heard that.\n\nFinn heard this.")
    save(page)
    expect(page.get_by_text("has been saved.")).to_be_visible()
    assert review.conclusions.get().said.split() == [
        "Ana",
        "heard",
        "that.",
        "Finn",
        "heard",
        "this.",
    ]


def test_the_device_learns_of_a_save_whose_reply_never_came(notes, cast):
    page = notes("finn")
    page.watch.expect("net::ERR_FAILED")
    page.get_by_label("What will be done").fill("Write to the board")
    page.get_by_label("Who will do it").select_option(str(cast.cleo.pk))
    page.get_by_label("By when").fill(timezone.localdate().isoformat())
    address = page.url

    def arrive_and_lose_the_reply(route):
        if route.request.method == "POST":
            route.fetch(max_redirects=0)
            route.abort()
        else:
            route.continue_()

    page.route("**/discussion/clarity/", arrive_and_lose_the_reply)
    with page.expect_event("requestfailed"):
        save(page)
    page.unroute("**/discussion/clarity/")
    page.goto(address)
    expect(page.get_by_text("has been saved.")).to_be_visible()
    expect(page.get_by_label("What will be done")).to_have_value("")
    assert nothing_is_left(page)
    assert Action.objects.count() == 1


def test_opening_a_link_to_answer_throws_away_no_notes(notes, review):
    page = notes("ana")
    page.on("dialog", lambda dialog: dialog.accept())
    page.watch.expect("404")
    box(page).fill("Half a sentence")
    address = page.url
    page.goto(reverse("assessments:respond", args=[review.pk, "opens-nothing"]))
    page.goto(address)
    expect(box(page)).to_have_value("Half a sentence")


def test_what_was_given_up_for_theirs_does_not_come_back(notes, review):
    page = notes("finn")
    box(page).fill("Finn heard this.")
    record_conclusion(review=review, consideration="clarity", said="Ana heard that.")
    save(page)
    page.get_by_role("button", name="Use theirs instead of yours").click()
    expect(box(page)).to_have_value("Ana heard that.")
    save(page)
    expect(page.locator("[data-sent]")).to_have_count(0)
    expect(box(page)).to_have_value("Ana heard that.")
    expect(page.get_by_text(BACK)).to_be_hidden()
    assert nothing_is_left(page)


def test_two_texts_are_joined_without_scripts(notes, review):
    page = notes("finn", java_script_enabled=False)
    box(page).fill("Finn heard this.")
    record_conclusion(review=review, consideration="clarity", said="Ana heard that.")
    save(page)
    page.get_by_role("button", name="Put both texts in the box").click()
    page.get_by_label("This has been read back").check()
    page.get_by_label("What will be done").press("Enter")
    expect(page.get_by_text("has been saved.")).to_be_visible()
    kept = review.conclusions.get()
    assert (kept.said, kept.agreed) == ("Ana heard that.\n\nFinn heard this.", True)


def test_a_word_without_an_end_fits_a_phone(window, cast, review):
    word = "w" * 2000
    PublishedComment.objects.filter(review=review).update(text=word)
    record_conclusion(
        review=review, consideration="clarity", said=word, we_differ_because=word, agreed=True
    )
    Action.objects.create(
        review=review,
        consideration="clarity",
        what=word[:300],
        owner=cast.ben,
        due=timezone.localdate(),
    )
    cast.partnership.purpose = word
    cast.partnership.save()
    scenarios.share(review=review)
    page = window(PHONE)
    sign_in(page, cast.ben.person)
    pages = {
        "discussions:discussion-consideration": (review.pk, "clarity"),
        "discussions:discussion": (review.pk,),
        "discussions:my-actions": (),
        "discussions:over-time": (cast.partnership.pk,),
        "insights:results": (review.pk,),
        "insights:consideration": (review.pk, "clarity"),
        "partnerships:partnership": (cast.partnership.pk,),
        "home:home": (),
    }
    wide = {}
    for name, where in pages.items():
        page.goto(reverse(name, args=where))
        wide[name] = overflow(page, 390)
    assert not any(wide.values()), wide
