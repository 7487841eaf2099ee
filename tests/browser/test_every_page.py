"""Every page, as somebody who may see it: usable by everybody, at any width, and quiet.

Each page is opened on a phone in dark colours, narrowed to 320 pixels, and looked at once more
on a desk in light colours.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta

import pytest
from django.core import mail
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import Page

from assessments.models import Import, Statement
from demonstration.links import sign_in_url
from discussions.models import Action
from discussions.services import record_conclusion
from evidence.bank import Code
from insights.services import close_review
from tests import scenarios

from .conftest import PHONE, sign_in
from .watching import ONLY_LOOKS, barriers, faults, overflow

NARROW, WIDE = 320, 1280
HEADINGS = "Name,E-mail,Organisation,Sector,Level,Role\n"


@dataclass(frozen=True)
class Visit:
    """A page, and what to press on it if what comes after is to be looked at instead."""

    url: str
    status: int = 200
    press: str = ""
    fill: tuple[tuple[str, str], ...] = ()


def at(name: str, *args: object) -> Visit:
    return Visit(reverse(name, args=args))


def wrong(name: str, *args: object, press: str, **fill: str) -> Visit:
    """The page with a form on it that was filled in badly, or not at all."""
    return Visit(reverse(name, args=args), press=press, fill=tuple(fill.items()))


def look(page: Page, visit: Visit) -> Iterator[str]:
    """Everything that is wrong with a page."""
    page.emulate_media(color_scheme="dark")
    page.set_viewport_size(PHONE)
    if visit.status >= 400:
        page.watch.expect(f"status {visit.status}", f"status of {visit.status}")
    reply = page.goto(visit.url)
    for label, text in visit.fill:
        page.get_by_label(label).fill(text)
    if visit.press:
        with page.expect_navigation() as going:
            page.get_by_role("button", name=visit.press, exact=True).first.click()
        reply = going.value
    if reply.status != visit.status:
        yield f"status {reply.status}"
    yield from faults(page)
    yield from overflow(page, PHONE["width"])
    yield from barriers(page)
    yield from overflow(page, NARROW)
    page.emulate_media(color_scheme="light")
    yield from overflow(page, WIDE)
    yield from barriers(page, ONLY_LOOKS)
    yield from page.watch.unexpected()


@pytest.fixture
def walk(window, cast):
    """Looks at pages as somebody of the cast, and says all that is wrong with them at once."""

    def walked(name: str, *visits: Visit) -> None:
        page = window(PHONE, reduced_motion="reduce")
        if name != "stranger":
            sign_in(page, cast.person(name))
        found = [
            f"{visit.url} {visit.press} as {name}: {what}"
            for visit in visits
            for what in look(page, visit)
        ]
        assert not found, "\n".join(found)

    return walked


def act_on(review, owner, **fields) -> Action:
    due = fields.pop("due", timezone.localdate() + timedelta(days=30))
    return Action.objects.create(
        review=review,
        consideration="power",
        what="Meet at Open Door",
        owner=owner,
        due=due,
        **fields,
    )


def test_pages_for_anybody(walk, settings, cast):
    settings.DEMONSTRATION = True
    walk(
        "stranger",
        at("home:home"),
        at("evidence:index"),
        *[at("evidence:consideration", code) for code in (Code.values[0], Code.values[-1])],
        at("insights:reading"),
        at("demonstration:index"),
        at("account_login"),
        wrong("account_login", press="Send me a code"),
        at("account_signup"),
        wrong("account_signup", press="Continue"),
        at("account_inactive"),
        Visit("/nothing-here/", 404),
        Visit(sign_in_url(cast.ben.person).removeprefix(settings.SITE_URL)),
        at("account_logout"),
    )


def test_pages_of_signing_in_and_signing_up(walk):
    code = reverse("account_confirm_login_code")
    walk(
        "stranger",
        wrong("account_login", press="Send me a code", Email="ana@example.org"),
        Visit(code, press="Confirm", fill=(("Code", "WRONG"),)),
    )
    walk(
        "stranger",
        wrong("account_signup", press="Continue", Email="new@example.org"),
    )
    assert len(mail.outbox) == 2


def test_a_page_for_who_asks_too_often(walk):
    asked = wrong("account_login", press="Send me a code", Email="ben@example.org")
    walk("stranger", asked, asked, asked, replace(asked, status=429))


def test_pages_of_a_partnership(walk, cast):
    place = cast.partnership.pk
    scenarios.fill(cast.partnership, scenarios.CHARITY, 3)
    empty = cast.partnership.organisations.create(name="Empty House", sector="housing")
    bad = HEADINGS + "Ida,ida@,Open Door,,sideways,member\n"
    good = HEADINGS + "Ida,ida@example.org,Moor,Housing,Community,\n"
    walk(
        "ana",
        at("home:home"),
        at("partnerships:register"),
        wrong("partnerships:register", press="Register the partnership"),
        at("partnerships:partnership", place),
        at("partnerships:partnership-edit", place),
        wrong("partnerships:partnership-edit", place, press="Save", **{"Name of": ""}),
        at("partnerships:organisation-add", place),
        wrong("partnerships:organisation-add", place, press="Add the organisation"),
        at("partnerships:organisation-edit", place, cast.ben.organisation_id),
        at("partnerships:organisation-remove", place, empty.pk),
        at("partnerships:organisation-remove", place, cast.ben.organisation_id),
        at("partnerships:member-add", place),
        wrong("partnerships:member-add", place, press="Add the member"),
        at("partnerships:member-edit", place, cast.ben.pk),
        at("partnerships:member-remove", place, cast.ben.pk),
        at("partnerships:members-import", place),
        wrong("partnerships:members-import", place, press="Check the list"),
        wrong("partnerships:members-import", place, press="Check the list", Paste=bad),
        wrong("partnerships:members-import", place, press="Check the list", Paste=good),
        at("discussions:my-actions"),
    )
    walk(
        "ben",
        at("home:home"),
        at("partnerships:partnership", place),
        Visit(reverse("partnerships:partnership-edit", args=[place]), 403),
    )
    walk("dev", at("home:home"), Visit(reverse("partnerships:partnership", args=[place]), 404))


def test_pages_of_a_draft(walk, cast):
    review = scenarios.draft_review(cast.partnership, introduction="We would like to know.").pk
    walk(
        "ana",
        at("assessments:review-new", cast.partnership.pk),
        wrong("assessments:review-new", cast.partnership.pk, press="Save the draft"),
        at("partnerships:partnership", cast.partnership.pk),
        at("assessments:review", review),
        at("assessments:review-edit", review),
        at("assessments:review-preview", review),
        at("assessments:review-open", review),
        at("assessments:review-discard", review),
        at("insights:review-groups", review),
        at("assessments:review-date", review),
        at("insights:review-close", review),
    )


def answers_from_elsewhere(value: str) -> bytes:
    statements = Statement.objects.order_by("section__position", "position")
    head = ["Organisation", "Level", *[one.text.replace(",", "") for one in statements]]
    row = ["Riverside Council", "Operational", *[value] * (len(head) - 2)]
    return "\n".join([",".join(head), *[",".join(row)] * 3]).encode()


def brought_in(review, number: int, value: str) -> Import:
    return Import.objects.create(
        review=review,
        file_name=f"survey-{number}.csv",
        digest=str(number),
        content=answers_from_elsewhere(value),
    )


def test_pages_of_an_open_review(walk, cast):
    scenarios.fill(cast.partnership, scenarios.CHARITY, 4)
    review = scenarios.open_review(cast.partnership)
    scenarios.answer(review, cast.cleo)
    scenarios.fill(cast.partnership, scenarios.COUNCIL, 1)
    known, unknown = brought_in(review, 1, "Agree"), brought_in(review, 2, "Perhaps")
    pk = review.pk
    walk(
        "ana",
        at("home:home"),
        at("assessments:review", pk),
        at("assessments:review-date", pk),
        wrong("assessments:review-date", pk, press="Save", **{"Last day": "2020-01-01"}),
        at("insights:review-close", pk),
        at("assessments:import-new", pk),
        wrong("assessments:import-new", pk, press="Continue"),
        at("assessments:import-match", pk, known.pk),
        wrong("assessments:import-match", pk, known.pk, press="Continue"),
        at("assessments:import-match", pk, unknown.pk),
        wrong("assessments:import-match", pk, unknown.pk, press="Continue"),
        at("assessments:import-check", pk, unknown.pk),
        at("assessments:import-undo", pk, known.pk),
    )
    walk("ben", at("home:home"), at("assessments:review", pk), at("discussions:my-actions"))


def test_pages_behind_a_personal_link(walk, cast):
    review = scenarios.open_review(cast.partnership, introduction="Please be frank.")
    started = [review.pk, scenarios.token_for(review, cast.ben)]
    done = [review.pk, scenarios.token_for(review, cast.cleo)]
    scenarios.answer(review, cast.cleo, comment="A word of mine.")
    walk(
        "stranger",
        at("assessments:respond", *started),
        at("assessments:respond-check", *started),
        at("assessments:respond-section", *started, Code.values[0]),
        at("assessments:respond", *done),
        at("assessments:respond-section", *done, Code.values[-1]),
        at("assessments:respond-check", *done),
        at("assessments:respond-thanks", *done),
        Visit(reverse("assessments:respond", args=[review.pk, "x" * 43]), 404),
    )
    close_review(review=review)
    walk(
        "stranger",
        at("assessments:respond", *started),
        at("assessments:respond", *done),
    )
    walk("ana", at("assessments:review", review.pk), at("insights:results", review.pk))


def test_pages_of_a_closed_review(walk, cast):
    review = scenarios.closed_review(cast.partnership)
    pk = review.pk
    act_on(review, cast.ben, due=timezone.localdate() - timedelta(days=2))
    action = act_on(review, cast.cleo, done_at=timezone.now())
    record_conclusion(review=review, consideration="power", said="Much.", agreed_rating=3)
    record_conclusion(review=review, consideration="people", said="", we_differ_because="Time.")
    half = {"What will be done": "Half of an action"}
    walk(
        "ana",
        at("home:home"),
        at("assessments:review", pk),
        at("assessments:review-share", pk),
        at("insights:results", pk),
        Visit(reverse("insights:results", args=[pk]) + "?by=sector"),
        Visit(reverse("insights:results", args=[pk]) + "?by=level"),
        at("insights:consideration", pk, "power"),
        at("discussions:discussion", pk),
        at("discussions:discussion-consideration", pk, "power"),
        at("discussions:discussion-consideration", pk, "clarity"),
        wrong("discussions:discussion-consideration", pk, "clarity", press="Save", **half),
        at("discussions:action-add", pk, "power"),
        wrong("discussions:action-add", pk, "power", press="Add the action"),
        at("discussions:action-edit", pk, action.pk),
        at("discussions:action-remove", pk, action.pk),
    )
    walk(
        "ben",
        at("home:home"),
        at("assessments:review", pk),
        at("discussions:my-actions"),
        Visit(reverse("insights:results", args=[pk]), 403),
    )


def test_pages_of_a_shared_review(walk, cast):
    review = scenarios.shared_review(cast.partnership)
    act_on(review, cast.ben)
    record_conclusion(review=review, consideration="people", said="", we_differ_because="Time.")
    for name in ("ben", "olu"):
        walk(
            name,
            at("home:home"),
            at("assessments:review", review.pk),
            at("insights:results", review.pk),
            at("insights:consideration", review.pk, "people"),
            at("discussions:discussion", review.pk),
            at("discussions:discussion-consideration", review.pk, "people"),
        )
    walk("cleo", at("discussions:my-actions"))
    walk("ben", at("discussions:my-actions"))
